import { reserve } from "../../base/columns.ts";
import type { SimUs } from "../../protocol/log.ts";
import type { Shards } from "./stream.ts";

/** Records a segment; 65,535 leaves 0xffff to mean "none" in 16-bit links. */
export const SEGMENT = 65_535;
export const NONE = 0xffff;

export const FLAG_COPY = 4;
export const FLAG_BY_HAND = 8;

/** Calls of one segment, in admission order; a call that crosses segments has a row in each. */
export interface Calls {
  count: number;
  producer: Uint16Array;
  attempt: Uint8Array;
  admittedUs: Float64Array;
  /** First local record of the call in this segment. */
  first: Uint16Array;
  /** Seats asked for in the whole call. */
  seats: Uint16Array;
  refused: Uint16Array;
  /** The producer's own call number. */
  number: Float64Array;
}

/** 65,535 records as columns. `next` chains one shard's records inside the segment only. */
export interface Segment {
  sealed: boolean;
  firstOrdinal: number;
  count: number;
  key: Uint32Array;
  shard: Uint32Array;
  size: Uint32Array;
  n: Uint32Array;
  call: Uint16Array;
  next: Uint16Array;
  flags: Uint8Array;
  /** By shard: local number of its first and last record here, or 0xffff. */
  first: Uint16Array;
  last: Uint16Array;
  calls: Calls;
}

/** What is left of folded segments: per-shard counts and bytes over a run of ordinals. */
export interface Fold {
  sealed: boolean;
  level: number;
  firstOrdinal: number;
  endOrdinal: number;
  firstUs: SimUs;
  lastUs: SimUs;
  count: Float64Array;
  bytes: Float64Array;
}

/** The stream's one append-only log. Segment `i` of `segments` is number `lowest + i`. */
export interface RecordLog {
  total: number;
  lowest: number;
  segments: Segment[];
  folds: Fold[];
  /** Producer copies: ordinal, and ordinal and shard of the first acceptance of the same (producer, n). */
  copies: { ordinal: number[]; original: number[]; shard: number[] };
  /** Data of records put by real code or by hand, base64, with ExplicitHashKey where given. */
  payloads: { ordinal: number[]; data: string[]; explicitHashKey: string[] };
}

export const makeRecordLog = (): RecordLog => ({
  total: 0,
  lowest: 0,
  segments: [],
  folds: [],
  copies: { ordinal: [], original: [], shard: [] },
  payloads: { ordinal: [], data: [], explicitHashKey: [] },
});

const makeSegment = (firstOrdinal: number, shards: number): Segment => ({
  sealed: false,
  firstOrdinal,
  count: 0,
  key: new Uint32Array(SEGMENT),
  shard: new Uint32Array(SEGMENT),
  size: new Uint32Array(SEGMENT),
  n: new Uint32Array(SEGMENT),
  call: new Uint16Array(SEGMENT),
  next: new Uint16Array(SEGMENT),
  flags: new Uint8Array(SEGMENT),
  first: new Uint16Array(shards).fill(NONE),
  last: new Uint16Array(shards).fill(NONE),
  calls: {
    count: 0,
    producer: new Uint16Array(64),
    attempt: new Uint8Array(64),
    admittedUs: new Float64Array(64),
    first: new Uint16Array(64),
    seats: new Uint16Array(64),
    refused: new Uint16Array(64),
    number: new Float64Array(64),
  },
});

/** The segment that takes the next record; seals a full one and folds beyond `budget`. */
export const openSegment = (log: RecordLog, shards: Shards, budget: number): Segment => {
  const last = log.segments[log.segments.length - 1];
  if (last && last.count < SEGMENT) {
    if (last.first.length < shards.count) widen(last, shards.count);
    return last;
  }
  if (last) last.sealed = true;
  while (log.segments.length > 1 && (log.segments.length + 1) * SEGMENT > budget) {
    foldLowest(log, shards);
  }
  const next = makeSegment(log.total, shards.count);
  log.segments.push(next);
  return next;
};

/** Room for shards that were opened since the segment began. */
export const widen = (segment: Segment, shards: number): void => {
  const capacity = Math.max(shards, segment.first.length * 2);
  for (const name of ["first", "last"] as const) {
    const wider = new Uint16Array(capacity).fill(NONE);
    wider.set(segment[name]);
    segment[name] = wider;
  }
};

export const addCall = (segment: Segment): number => {
  const { calls } = segment;
  const at = calls.count;
  reserve(calls, at + 1);
  calls.count = at + 1;
  calls.first[at] = segment.count;
  return at;
};

const foldLowest = (log: RecordLog, shards: Shards): void => {
  const segment = log.segments.shift()!;
  log.lowest += 1;
  const count = new Float64Array(shards.count);
  const bytes = new Float64Array(shards.count);
  const { shard, size } = segment;
  for (let at = 0; at < segment.count; at++) {
    count[shard[at]!]! += 1;
    bytes[shard[at]!]! += size[at]!;
  }
  for (let at = 0; at < shards.count; at++) {
    shards.foldedRecords[at]! += count[at]!;
    shards.foldedBytes[at]! += bytes[at]!;
  }
  const { calls } = segment;
  log.folds.push({
    sealed: true,
    level: 0,
    firstOrdinal: segment.firstOrdinal,
    endOrdinal: segment.firstOrdinal + segment.count,
    firstUs: calls.admittedUs[0]!,
    lastUs: calls.admittedUs[calls.count - 1]!,
    count,
    bytes,
  });
  mergeFolds(log.folds);
};

const mergeFolds = (folds: Fold[]): void => {
  for (;;) {
    const newer = folds[folds.length - 1];
    const older = folds[folds.length - 2];
    if (!newer || !older || newer.level !== older.level) return;
    folds.length -= 2;
    const width = Math.max(newer.count.length, older.count.length);
    folds.push({
      sealed: true,
      level: newer.level + 1,
      firstOrdinal: older.firstOrdinal,
      endOrdinal: newer.endOrdinal,
      firstUs: older.firstUs,
      lastUs: newer.lastUs,
      count: sumOf(older.count, newer.count, width),
      bytes: sumOf(older.bytes, newer.bytes, width),
    });
  }
};

const sumOf = (a: Float64Array, b: Float64Array, width: number): Float64Array =>
  Float64Array.from({ length: width }, (_, at) => (a[at] ?? 0) + (b[at] ?? 0));

/** First ordinal held one by one. */
export const heldFrom = (log: RecordLog): number => log.lowest * SEGMENT;

/** The segment of a held ordinal, or undefined when it is folded or not there yet. */
export const segmentOf = (log: RecordLog, ordinal: number): Segment | undefined =>
  ordinal < 0 || ordinal >= log.total
    ? undefined
    : log.segments[Math.floor(ordinal / SEGMENT) - log.lowest];

/** Notes that the record just appended is a copy of an earlier one in `shard`. */
export const addCopy = (log: RecordLog, ordinal: number, original: number, shard: number): void => {
  log.copies.ordinal.push(ordinal);
  log.copies.original.push(original);
  log.copies.shard.push(shard);
};

/** Arrival of a local record. */
export const arrivalIn = (segment: Segment, local: number): SimUs =>
  segment.calls.admittedUs[segment.call[local]!]!;

/** Arrival of a held ordinal, or -1. */
export const arrivalOf = (log: RecordLog, ordinal: number): SimUs => {
  const segment = segmentOf(log, ordinal);
  return segment ? arrivalIn(segment, ordinal - segment.firstOrdinal) : -1;
};

/** Number of records that arrived before `atUs`, exact where they are held one by one. */
export const ordinalAt = (log: RecordLog, atUs: SimUs): number => {
  let low = 0;
  let high = log.segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (log.segments[middle]!.calls.admittedUs[0]! < atUs) low = middle + 1;
    else high = middle;
  }
  const segment = log.segments[low - 1];
  if (!segment) return heldFrom(log);
  const { calls } = segment;
  let first = 0;
  let end = calls.count;
  while (first < end) {
    const middle = (first + end) >> 1;
    if (calls.admittedUs[middle]! < atUs) first = middle + 1;
    else end = middle;
  }
  return segment.firstOrdinal + (first < calls.count ? calls.first[first]! : segment.count);
};
