import type { SimUs } from "../../protocol/log.ts";
import {
  arrivalIn,
  heldFrom,
  NONE,
  ordinalAt,
  SEGMENT,
  type Fold,
  type RecordLog,
  type Segment,
} from "./records.ts";
import type { Stream } from "./stream.ts";

/**
 * A place in a shard: `index` counts the shard's records passed; `segment` and `local` name the last
 * one passed (`local` -1: none in that segment yet), so that reading goes on by links alone.
 */
export interface Cursor {
  index: number;
  segment: number;
  local: number;
}

export const makeCursor = (): Cursor => ({ index: 0, segment: 0, local: -1 });

export const copyCursor = (into: Cursor, from: Cursor): void => {
  into.index = from.index;
  into.segment = from.segment;
  into.local = from.local;
};

/** The held segment a cursor stands in, moved up to the lowest held one. */
const settle = (log: RecordLog, cursor: Cursor): void => {
  if (cursor.segment < log.lowest) {
    cursor.segment = log.lowest;
    cursor.local = -1;
  }
};

const firstIn = (segment: Segment, shard: number): number => segment.first[shard] ?? NONE;

/** Local number of the next record and its segment (moves the cursor over empty ones), or -1. */
export const nextLocal = (log: RecordLog, shard: number, cursor: Cursor): number => {
  settle(log, cursor);
  for (;;) {
    const segment = log.segments[cursor.segment - log.lowest];
    if (!segment) return -1;
    const next = cursor.local < 0 ? firstIn(segment, shard) : segment.next[cursor.local]!;
    if (next !== NONE) return next;
    if (!segment.sealed && segment.count < SEGMENT) return -1;
    if (cursor.segment + 1 - log.lowest >= log.segments.length) return -1;
    cursor.segment += 1;
    cursor.local = -1;
  }
};

/** Ordinal of the next record of the shard that is held one by one, or -1. */
export const nextOrdinal = (log: RecordLog, shard: number, cursor: Cursor): number => {
  const local = nextLocal(log, shard, cursor);
  return local < 0 ? -1 : cursor.segment * SEGMENT + local;
};

/** Arrival of the next record (held or folded, folded by interpolation), or -1 when there is none. */
export const nextArrival = (stream: Stream, shard: number, cursor: Cursor): SimUs => {
  const { log, shards } = stream;
  if (cursor.index >= shards.records[shard]!) return -1;
  if (cursor.index < shards.foldedRecords[shard]!)
    return foldedArrival(stream, shard, cursor.index);
  const local = nextLocal(log, shard, cursor);
  return local < 0 ? -1 : arrivalIn(log.segments[cursor.segment - log.lowest]!, local);
};

/** The part of a fold's time in which the shard was open: its records are taken as evenly spread. */
const spanOf = (stream: Stream, shard: number, fold: Fold): { first: SimUs; last: SimUs } => {
  const closedUs = stream.shards.closedUs[shard]!;
  const first = Math.max(fold.firstUs, stream.shards.openedUs[shard]!);
  return { first, last: closedUs < 0 ? fold.lastUs : Math.min(fold.lastUs, closedUs) };
};

const foldedArrival = (stream: Stream, shard: number, index: number): SimUs => {
  let before = 0;
  for (const fold of stream.log.folds) {
    const count = fold.count[shard] ?? 0;
    if (index < before + count) {
      const { first, last } = spanOf(stream, shard, fold);
      return Math.floor(first + ((last - first) * (index - before)) / count);
    }
    before += count;
  }
  return stream.log.folds[stream.log.folds.length - 1]?.lastUs ?? 0;
};

/** Folded records of the shard that arrived before `atUs`, by the same spread. */
const foldedBefore = (stream: Stream, shard: number, atUs: SimUs): number => {
  let index = 0;
  for (const fold of stream.log.folds) {
    const count = fold.count[shard] ?? 0;
    if (count === 0) continue;
    const { first, last } = spanOf(stream, shard, fold);
    if (atUs <= first) return index;
    if (atUs <= last) return index + Math.ceil(((atUs - first) * count) / (last - first));
    index += count;
  }
  return index;
};

/** Puts the cursor before the shard's first record with ordinal at or above `ordinal`. */
export const seekOrdinal = (
  stream: Stream,
  shard: number,
  ordinal: number,
  cursor: Cursor,
): void => {
  const { log, shards } = stream;
  cursor.index = shards.foldedRecords[shard]!;
  cursor.segment = log.lowest;
  cursor.local = -1;
  if (ordinal < heldFrom(log)) {
    cursor.index = foldedIndex(stream, shard, ordinal);
    return;
  }
  const target = Math.floor(ordinal / SEGMENT);
  while (cursor.segment < target && cursor.segment - log.lowest < log.segments.length - 1) {
    const segment = log.segments[cursor.segment - log.lowest]!;
    cursor.index += countIn(segment, shard, SEGMENT);
    cursor.segment += 1;
  }
  const segment = log.segments[cursor.segment - log.lowest];
  if (!segment) return;
  const limit = ordinal - cursor.segment * SEGMENT;
  for (let at = firstIn(segment, shard); at !== NONE && at < limit; at = segment.next[at]!) {
    cursor.index += 1;
    cursor.local = at;
  }
};

const countIn = (segment: Segment, shard: number, limit: number): number => {
  let count = 0;
  for (let at = firstIn(segment, shard); at !== NONE && at < limit; at = segment.next[at]!)
    count += 1;
  return count;
};

const foldedIndex = (stream: Stream, shard: number, ordinal: number): number => {
  let index = 0;
  for (const fold of stream.log.folds) {
    const count = fold.count[shard] ?? 0;
    if (ordinal >= fold.endOrdinal) index += count;
    else {
      const span = fold.endOrdinal - fold.firstOrdinal;
      const part = Math.max(0, ordinal - fold.firstOrdinal);
      return index + Math.floor((count * part) / span);
    }
  }
  return index;
};

/** Puts the cursor before the first record that arrived at or after `atUs`. */
export const seekTime = (stream: Stream, shard: number, atUs: SimUs, cursor: Cursor): void => {
  const { log } = stream;
  const oldest = log.segments[0]?.calls.admittedUs[0];
  if (oldest === undefined || atUs > oldest || log.lowest === 0) {
    seekOrdinal(stream, shard, ordinalAt(log, atUs), cursor);
    return;
  }
  cursor.index = foldedBefore(stream, shard, atUs);
  cursor.segment = log.lowest;
  cursor.local = -1;
};

/** Puts the cursor behind the shard's last record. */
export const seekEnd = (stream: Stream, shard: number, cursor: Cursor): void => {
  const { log } = stream;
  cursor.index = stream.shards.records[shard]!;
  const last = log.segments.length - 1;
  cursor.segment = log.lowest + Math.max(0, last);
  const local = log.segments[last]?.last[shard] ?? NONE;
  cursor.local = local === NONE ? -1 : local;
};
