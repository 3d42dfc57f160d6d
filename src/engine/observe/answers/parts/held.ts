import { makeCursor, seekTime, type Cursor } from "../../../kds/cursor.ts";
import { NONE, ordinalAt, SEGMENT, type RecordLog, type Segment } from "../../../kds/records.ts";
import { horizonUs, type Stream } from "../../../kds/stream.ts";

export interface Held {
  readonly records: number;
  readonly bytes: number;
}

/** What each shard has in a sealed segment: a cache outside the state, made when asked for. */
interface Totals {
  readonly records: Uint16Array;
  readonly bytes: Float64Array;
}
const totals = new WeakMap<Segment, Totals>();

const totalsOf = (segment: Segment): Totals => {
  const known = totals.get(segment);
  if (known) return known;
  const width = segment.first.length;
  const made = { records: new Uint16Array(width), bytes: new Float64Array(width) };
  for (let local = 0; local < segment.count; local++) {
    const shard = segment.shard[local]!;
    made.records[shard]! += 1;
    made.bytes[shard]! += segment.size[local]!;
  }
  totals.set(segment, made);
  return made;
};

/** First local record of a shard in a segment, or {@link NONE}. */
export const firstIn = (segment: Segment, shard: number): number => segment.first[shard] ?? NONE;

interface Passed {
  records: number;
  bytes: number;
  /** Last one passed in the segment of the ordinal, or -1. */
  local: number;
}

/** Records of a shard below an ordinal that is held, or is the log's end. */
const passedBefore = (stream: Stream, shard: number, ordinal: number): Passed => {
  const { log, shards } = stream;
  const passed = {
    records: shards.foldedRecords[shard]!,
    bytes: shards.foldedBytes[shard]!,
    local: -1,
  };
  for (const segment of log.segments) {
    if (segment.firstOrdinal > ordinal) break;
    const limit = ordinal - segment.firstOrdinal;
    if (segment.sealed && limit >= segment.count) {
      const held = totalsOf(segment);
      passed.records += held.records[shard] ?? 0;
      passed.bytes += held.bytes[shard] ?? 0;
      passed.local = -1;
      continue;
    }
    passed.local = -1;
    for (let at = firstIn(segment, shard); at !== NONE && at < limit; at = segment.next[at]!) {
      passed.records += 1;
      passed.bytes += segment.size[at]!;
      passed.local = at;
    }
  }
  return passed;
};

/** The place before a held record of the shard, as a reader there would hold it. */
export const cursorBefore = (stream: Stream, shard: number, ordinal: number): Cursor => {
  const passed = passedBefore(stream, shard, ordinal);
  return { index: passed.records, segment: Math.floor(ordinal / SEGMENT), local: passed.local };
};

const expiredOf = (stream: Stream, shard: number, horizon: number): Held => {
  const { log, shards } = stream;
  const oldestUs = log.segments[0]?.calls.admittedUs[0];
  if (horizon <= 0 || oldestUs === undefined) return { records: 0, bytes: 0 };
  if (horizon > oldestUs) return passedBefore(stream, shard, ordinalAt(log, horizon));
  if (log.lowest === 0) return { records: 0, bytes: 0 };
  const cursor = makeCursor();
  seekTime(stream, shard, horizon, cursor);
  const mean = shards.foldedBytes[shard]! / Math.max(1, shards.foldedRecords[shard]!);
  return { records: cursor.index, bytes: Math.floor(cursor.index * mean) };
};

/** Records and bytes of a shard that have not expired. */
export const heldOf = (stream: Stream, shard: number, nowUs: number): Held => {
  const gone = expiredOf(stream, shard, horizonUs(stream, nowUs));
  return {
    records: stream.shards.records[shard]! - gone.records,
    bytes: stream.shards.bytes[shard]! - gone.bytes,
  };
};

/** The segment of a number, or undefined when it is folded or not there yet. */
export const segmentNumbered = (log: RecordLog, number: number): Segment | undefined =>
  log.segments[number - log.lowest];

/** Visits `count` records of a shard from a held one on; `visit` returns false to stop. */
export const walkFrom = (
  log: RecordLog,
  shard: number,
  from: { readonly segment: number; readonly local: number },
  count: number,
  visit: (segment: Segment, local: number) => boolean,
): void => {
  let left = count;
  let local = from.local;
  for (let number = from.segment; left > 0; number++) {
    const segment = segmentNumbered(log, number);
    if (!segment) return;
    if (number > from.segment) local = firstIn(segment, shard);
    for (; local !== NONE && left > 0; local = segment.next[local]!) {
      if (!visit(segment, local)) return;
      left -= 1;
    }
  }
};
