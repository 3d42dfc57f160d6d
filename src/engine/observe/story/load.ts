import { own } from "../../../base/own.ts";
import { addedIn } from "../../cloudwatch/history.ts";
import { M } from "../../cloudwatch/metricIndex.ts";
import type { Run } from "../../core/state.ts";
import type { World } from "../../core/world.ts";
import { arrivalOf } from "../../kds/records.ts";
import type { Stream } from "../../kds/stream.ts";
import { shareOfBytes, shareOfRecords } from "../answers/parts/sample.ts";

/** A refusal goes on counting for so long, µs. */
const REFUSED_US = 2_000_000;

/** What a shard does now: the last whole second, or the one under way if that is more. */
export interface ShardLoad {
  readonly recordsPerS: number;
  readonly bytesPerS: number;
  readonly throttledPerS: number;
  readonly askedRecordsPerS: number;
  /** Asked for the first time: what is asked less what is tried again. */
  readonly offeredRecordsPerS: number;
  readonly askedBytesPerS: number;
  readonly readCallsPerS: number;
  readonly readBytesPerS: number;
  readonly readThrottledPerS: number;
}

/** All shards in one look. Shards are indices, -1 where there is none. */
export interface Load {
  /** The open shard nearest to a write limit or furthest beyond, and how far: 1 = at the limit. */
  readonly worst: number;
  readonly worstShare: number;
  readonly askedRecords: number;
  readonly offeredRecords: number;
  readonly askedBytes: number;
  readonly recordsPerS: number;
  readonly throttling: number;
  readonly throttlingShards: number;
  readonly readThrottling: number;
  readonly readThrottlingShards: number;
  /** The shard that refuses GetRecords longest after a large result. */
  readonly blocked: number;
}

type Column =
  | "records"
  | "bytes"
  | "throttled"
  | "throttledBytes"
  | "retried"
  | "readCalls"
  | "readBytes"
  | "readThrottled";

/** What a column shows of a shard now, as in `ShardLoad`. */
type Now = (shard: number) => number;

const NOTHING = new Float64Array(0);

const nowOf = (world: World, stream: Stream, name: Column): Now => {
  const samples = own(world.samples, stream.name);
  const total = stream.shards[name];
  const before = samples?.[name] ?? NOTHING;
  const perS = samples?.[`${name}PerS`] ?? NOTHING;
  return (shard) => {
    const running = total[shard]! - (shard < before.length ? before[shard]! : 0);
    const whole = shard < perS.length ? perS[shard]! : 0;
    return running > whole ? running : whole;
  };
};

export const loadOf = (world: World, stream: Stream, shard: number): ShardLoad => {
  const of = (name: Column): number => nowOf(world, stream, name)(shard);
  return {
    recordsPerS: of("records"),
    bytesPerS: of("bytes"),
    throttledPerS: of("throttled"),
    askedRecordsPerS: of("records") + of("throttled"),
    offeredRecordsPerS: Math.max(0, of("records") + of("throttled") - of("retried")),
    askedBytesPerS: of("bytes") + of("throttledBytes"),
    readCallsPerS: of("readCalls"),
    readBytesPerS: of("readBytes"),
    readThrottledPerS: of("readThrottled"),
  };
};

/** Asked share of the nearer write limit: 1 = at the limit. */
export const writeShare = (load: Pick<ShardLoad, "askedRecordsPerS" | "askedBytesPerS">): number =>
  Math.max(shareOfRecords(load.askedRecordsPerS), shareOfBytes(load.askedBytesPerS));

export const lookAtLoad = (world: World, stream: Stream): Load => {
  let worst = -1;
  let worstShare = -1;
  let askedRecords = 0;
  let offeredRecords = 0;
  let askedBytes = 0;
  let recordsPerS = 0;
  const recordsOf = nowOf(world, stream, "records");
  const retriedOf = nowOf(world, stream, "retried");
  const throttledOf = nowOf(world, stream, "throttled");
  const bytesOf = nowOf(world, stream, "bytes");
  const throttledBytesOf = nowOf(world, stream, "throttledBytes");
  for (const shard of stream.open) {
    const records = recordsOf(shard);
    const asked = records + throttledOf(shard);
    const bytes = bytesOf(shard) + throttledBytesOf(shard);
    recordsPerS += records;
    askedRecords += asked;
    offeredRecords += Math.max(0, asked - retriedOf(shard));
    askedBytes += bytes;
    const share = Math.max(shareOfRecords(asked), shareOfBytes(bytes));
    if (share <= worstShare) continue;
    worst = shard;
    worstShare = share;
  }
  const writes = refusing(world, stream, stream.shards.writeRefusedUs, "throttled");
  const reads = refusing(world, stream, stream.shards.readRefusedUs, "readThrottled");
  return {
    worst,
    worstShare: Math.max(0, worstShare),
    askedRecords,
    offeredRecords,
    askedBytes,
    recordsPerS,
    throttling: writes.worst,
    throttlingShards: writes.count,
    readThrottling: reads.worst,
    readThrottlingShards: reads.count,
    blocked: blockedLongest(world, stream),
  };
};

/** Under so many a second, one second tells nothing of the rate. */
export const FEW_PER_S = 10;
const FEW_SECONDS = 60;

/** So young a stream is measured from its first record on, over half a second at least. */
const YOUNG_US = 3_000_000;
const YOUNG_LEAST_US = 500_000;

/** Records a second that come in: now, or over the last minute where few do. */
export const writtenPerS = (run: Run, stream: Stream, { recordsPerS }: Load): number => {
  const { log } = stream;
  const ageUs = log.lowest > 0 || log.total === 0 ? YOUNG_US : run.world.nowUs - arrivalOf(log, 0);
  if (ageUs < YOUNG_US) return (log.total * 1_000_000) / Math.max(YOUNG_LEAST_US, ageUs);
  if (recordsPerS >= FEW_PER_S) return recordsPerS;
  return writtenOver(run, stream, FEW_SECONDS) ?? recordsPerS;
};

/** Records a second that came in over so many of the last whole seconds, if there was one. */
export const writtenOver = (
  { chronicle, world }: Run,
  { name }: Stream,
  seconds: number,
): number | undefined => {
  const history = own(chronicle.streams, name);
  const last = world.chronicle.seconds - 1;
  const back = Math.min(last - (history?.first ?? last), seconds);
  if (back < 1) return undefined;
  let records = 0;
  for (let second = last - back + 1; second <= last; second++) {
    records += addedIn(history, second, M.IncomingRecords);
  }
  return records / back;
};

/** A closed shard refuses no more puts, but reads go on. */
const refusing = (
  world: World,
  stream: Stream,
  refusedUs: Float64Array,
  name: "throttled" | "readThrottled",
): { readonly worst: number; readonly count: number } => {
  let worst = -1;
  let most = -1;
  let count = 0;
  const refusedOf = nowOf(world, stream, name);
  for (let shard = 0; shard < stream.shards.count; shard++) {
    if (refusedUs[shard]! <= world.nowUs - REFUSED_US) continue;
    if (name === "throttled" && stream.shards.closedUs[shard]! >= 0) continue;
    count += 1;
    const refused = refusedOf(shard);
    if (refused <= most) continue;
    worst = shard;
    most = refused;
  }
  return { worst, count };
};

const blockedLongest = (world: World, stream: Stream): number => {
  const { readBlockedUs, count } = stream.shards;
  let blocked = -1;
  let until = world.nowUs;
  for (let shard = 0; shard < count; shard++) {
    if (readBlockedUs[shard]! <= until) continue;
    blocked = shard;
    until = readBlockedUs[shard]!;
  }
  return blocked;
};
