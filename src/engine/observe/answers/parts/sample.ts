import { LIMIT } from "../../../../aws/limitValues.ts";
import type { World } from "../../../core/world.ts";
import { arrivalIn, NONE, SEGMENT, type Segment } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";
import { firstIn } from "./held.ts";

/** A sample goes back this far and no further, µs. */
export const SAMPLE_US = 10_000_000;
const SHARD_RECORDS = 4_096;
const STREAM_RECORDS = 2_048;
/** Fewer records than this say nothing of shares, however old they are. */
const STREAM_RECORDS_LEAST = 100;

/** The latest records of a shard or a stream, newest first, and their sums by key. */
export interface Sample {
  readonly records: number;
  readonly bytes: number;
  readonly keys: readonly KeyLoad[];
  /** Visits the same records again. */
  each(visit: (segment: Segment, local: number) => void): void;
}
export interface KeyLoad {
  /** World key id. */
  readonly key: number;
  records: number;
  bytes: number;
}

type Visit = (segment: Segment, local: number) => void;

const chain = new Uint16Array(SEGMENT);

/** Local numbers of the shard's recent records, ascending, into `chain`; returns their count. */
const recentIn = (segment: Segment, shard: number, sinceUs: number): number => {
  let held = 0;
  if (segment.calls.admittedUs[0]! >= sinceUs) {
    for (let each = firstIn(segment, shard); each !== NONE; each = segment.next[each]!) {
      chain[held++] = each;
    }
    return held;
  }
  let low = segment.count;
  while (low > 0 && held < SHARD_RECORDS) {
    low -= 1;
    if (segment.shard[low] !== shard) continue;
    if (arrivalIn(segment, low) < sinceUs) break;
    chain[held++] = low;
  }
  chain.subarray(0, held).reverse();
  return held;
};

const eachOfShard = (world: World, stream: Stream, shard: number, visit: Visit): void => {
  const { segments } = stream.log;
  const sinceUs = world.nowUs - SAMPLE_US;
  let left = SHARD_RECORDS;
  for (let at = segments.length - 1; at >= 0 && left > 0; at--) {
    const segment = segments[at]!;
    const { calls } = segment;
    if ((calls.admittedUs[calls.count - 1] ?? 0) < sinceUs) return;
    let held = recentIn(segment, shard, sinceUs);
    for (; held > 0 && left > 0; left--) visit(segment, chain[--held]!);
  }
};

const eachOfStream = (world: World, stream: Stream, visit: Visit): void => {
  const { segments } = stream.log;
  const sinceUs = world.nowUs - SAMPLE_US;
  let left = STREAM_RECORDS;
  for (let at = segments.length - 1; at >= 0 && left > 0; at--) {
    const segment = segments[at]!;
    for (let local = segment.count - 1; local >= 0 && left > 0; local--) {
      const enough = left <= STREAM_RECORDS - STREAM_RECORDS_LEAST;
      if (enough && arrivalIn(segment, local) < sinceUs) return;
      visit(segment, local);
      left -= 1;
    }
  }
};

/** By key, its place in the list under way and one, or 0; all 0 between tallies. */
let seats = new Uint16Array(0);

const tally = (world: World, each: (visit: Visit) => void): Sample => {
  if (seats.length < world.keys.text.length) seats = new Uint16Array(world.keys.text.length * 2);
  const loads: KeyLoad[] = [];
  let records = 0;
  let bytes = 0;
  each((segment, local) => {
    const key = segment.key[local]!;
    const size = segment.size[local]!;
    records += 1;
    bytes += size;
    const load = loads[seats[key]! - 1];
    if (load) {
      load.records += 1;
      load.bytes += size;
    } else seats[key] = loads.push({ key, records: 1, bytes: size });
  });
  for (const { key } of loads) seats[key] = 0;
  return { records, bytes, keys: loads, each };
};

/** At most 4,096 of a shard's records, no older than 10 s. */
export const sampleShard = (world: World, stream: Stream, shard: number): Sample =>
  tally(world, (visit) => eachOfShard(world, stream, shard, visit));

/** At most 2,048 of the stream's records, no older than 10 s beyond the latest 100. */
export const sampleStream = (world: World, stream: Stream): Sample =>
  tally(world, (visit) => eachOfStream(world, stream, visit));

export type WriteLimit = "records" | "bytes";

/** Which of a shard's two write limits these amounts come nearer to. */
export const nearerLimit = (records: number, bytes: number): WriteLimit =>
  shareOfBytes(bytes) > shareOfRecords(records) ? "bytes" : "records";

export const shareOfRecords = (perS: number): number => perS / LIMIT.writeRecordsPerSecondPerShard;
export const shareOfBytes = (perS: number): number => perS / LIMIT.writeBytesPerSecondPerShard;

/** The busiest key of a sample by one limit, and its share; of equals the one met first. */
export const busiest = (
  sample: Sample,
  limit: WriteLimit,
): { readonly key: number; readonly share: number } => {
  let best: KeyLoad | undefined;
  for (const load of sample.keys) {
    if (
      !best ||
      load[limit] > best[limit] ||
      (load[limit] === best[limit] && load.key < best.key)
    ) {
      best = load;
    }
  }
  const all = sample[limit];
  return best && all > 0 ? { key: best.key, share: best[limit] / all } : { key: -1, share: 0 };
};
