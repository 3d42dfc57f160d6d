import type { SimUs } from "../../protocol/log.ts";
import { M } from "../cloudwatch/metricIndex.ts";
import type { World } from "../core/world.ts";
import { copyCursor, makeCursor, nextArrival, nextLocal, seekTime, type Cursor } from "./cursor.ts";
import { arrivalIn, ordinalAt, SEGMENT, type RecordLog } from "./records.ts";
import { runsOf } from "./runs.ts";
import { horizonUs, READ_BYTES_FULL, READ_CALLS_FULL, type Stream } from "./stream.ts";

const SUCCESS = M["GetRecords.Success"];
const RECORDS = M["GetRecords.Records"];
const BYTES = M["GetRecords.Bytes"];
const AGE = M["GetRecords.IteratorAgeMilliseconds"];

export const RESULT_BYTES_MAX = 10_485_760;
export const RESULT_RECORDS_MAX = 10_000;

/**
 * One GetRecords answer. `from` and `to` are the places before the first and behind the last record
 * returned; `lost` counts records that had expired before they were read.
 */
export interface ReadResult {
  throttled: boolean;
  /** True when throttled because an earlier result overdrew the shard's bytes. */
  blocked: boolean;
  count: number;
  bytes: number;
  folded: number;
  lost: number;
  /** The shard is closed and nothing is left behind `to`. */
  atEnd: boolean;
  millisBehindLatest: number;
  readonly from: Cursor;
  readonly to: Cursor;
}

export const makeReadResult = (): ReadResult => ({
  throttled: false,
  blocked: false,
  count: 0,
  bytes: 0,
  folded: 0,
  lost: 0,
  atEnd: false,
  millisBehindLatest: 0,
  from: makeCursor(),
  to: makeCursor(),
});

/**
 * Serves GetRecords on one shard at `world.nowUs` from `cursor`: 5 calls/s and 2 MiB/s shared by
 * all callers, at most 10 MiB or `limit` records, records readable `visibleUs` after admission.
 */
export const serveGetRecords = (
  world: World,
  stream: Stream,
  shard: number,
  cursor: Cursor,
  limit: number,
  result: ReadResult,
): void => {
  const { shards, totals } = stream;
  refillRead(stream, shard, world.nowUs);
  result.blocked = world.nowUs < shards.readBlockedUs[shard]!;
  const empty = shards.readTokens[shard]! <= 0 || shards.readCallTokens[shard]! < 1_000_000;
  result.throttled = result.blocked || empty;
  if (result.throttled) {
    shards.readThrottled[shard]! += 1;
    totals[M.ReadProvisionedThroughputExceeded]! += 1;
    return;
  }
  shards.readCallTokens[shard]! -= 1_000_000;
  result.count = 0;
  result.bytes = 0;
  result.folded = 0;
  result.lost = 0;
  copyCursor(result.to, cursor);
  if (cursor.index < shards.records[shard]!) {
    dropExpired(world, stream, shard, result);
    copyCursor(result.from, result.to);
    takeFolded(stream, shard, limit, result);
    if (result.folded === 0) takeHeld(world, stream, shard, limit, result);
  } else copyCursor(result.from, result.to);
  settleResult(world, stream, shard, result);
};

/**
 * Serves GetRecords at `world.nowUs` from a place behind the last record of an open shard, as most
 * polls are: no record, no lag. False, with nothing but the budget refilled, when the answer would be
 * another one.
 */
export const serveNothing = (
  world: World,
  stream: Stream,
  shard: number,
  index: number,
): boolean => {
  const { shards, totals } = stream;
  const { nowUs } = world;
  if (index < shards.records[shard]! || shards.closedUs[shard]! >= 0) return false;
  refillRead(stream, shard, nowUs);
  if (shards.readTokens[shard]! <= 0 || nowUs < shards.readBlockedUs[shard]!) return false;
  if (shards.readCallTokens[shard]! < 1_000_000) return false;
  shards.readCallTokens[shard]! -= 1_000_000;
  shards.readCalls[shard]! += 1;
  totals[SUCCESS]! += 1;
  return true;
};

const refillRead = (stream: Stream, shard: number, nowUs: SimUs): void => {
  const { shards } = stream;
  const passedUs = nowUs - shards.readRefilledUs[shard]!;
  shards.readRefilledUs[shard] = nowUs;
  const bytes = shards.readTokens[shard]! + passedUs * 2_097_152;
  shards.readTokens[shard] = bytes < READ_BYTES_FULL ? bytes : READ_BYTES_FULL;
  const calls = shards.readCallTokens[shard]! + passedUs * 5;
  shards.readCallTokens[shard] = calls < READ_CALLS_FULL ? calls : READ_CALLS_FULL;
};

const dropExpired = (world: World, stream: Stream, shard: number, result: ReadResult): void => {
  const horizon = horizonUs(stream, world.nowUs);
  if (horizon <= 0) return;
  const arrivalUs = nextArrival(stream, shard, result.to);
  if (arrivalUs < 0 || arrivalUs >= horizon) return;
  const before = result.to.index;
  seekTime(stream, shard, horizon, result.to);
  if (result.to.index < before) result.to.index = before;
  result.lost = result.to.index - before;
};

const takeFolded = (stream: Stream, shard: number, limit: number, result: ReadResult): void => {
  const { shards, log } = stream;
  const held = shards.foldedRecords[shard]!;
  const left = held - result.to.index;
  if (left <= 0) return;
  const meanBytes = Math.max(1, Math.ceil(shards.foldedBytes[shard]! / Math.max(1, held)));
  const fits = Math.max(1, Math.floor(RESULT_BYTES_MAX / meanBytes));
  const count = Math.min(left, limit, fits);
  result.count = count;
  result.folded = count;
  result.bytes = count * meanBytes;
  result.to.index += count;
  result.to.segment = log.lowest;
  result.to.local = -1;
};

/** `ordinalAt` for a moment that is mostly in the newest segment. */
const visibleEnd = (log: RecordLog, atUs: SimUs): number => {
  const newest = log.segments[log.segments.length - 1];
  if (!newest || newest.calls.admittedUs[0]! >= atUs) return ordinalAt(log, atUs);
  const { calls } = newest;
  let at = calls.count;
  while (calls.admittedUs[at - 1]! >= atUs) at -= 1;
  return at === calls.count ? log.total : newest.firstOrdinal + calls.first[at]!;
};

const takeHeld = (
  world: World,
  stream: Stream,
  shard: number,
  limit: number,
  result: ReadResult,
): void => {
  const { log } = stream;
  const visible = visibleEnd(log, world.nowUs - world.assumptions.visibleUs + 1);
  const { to } = result;
  let count = 0;
  let bytes = 0;
  while (count < limit) {
    const first = nextLocal(log, shard, to);
    if (first < 0) break;
    const segment = log.segments[to.segment - log.lowest]!;
    const end = Math.min(segment.count, visible - segment.firstOrdinal);
    if (segment.sealed && end === segment.count && first === segment.first[shard]) {
      const runs = runsOf(segment);
      const whole = runs.start[shard + 1]! - runs.start[shard]!;
      if (count + whole <= limit && bytes + runs.bytes[shard]! <= RESULT_BYTES_MAX) {
        count += whole;
        bytes += runs.bytes[shard]!;
        to.local = segment.last[shard]!;
        continue;
      }
    }
    const { next, size } = segment;
    let local = first;
    const startCount = count;
    while (local < end && count < limit) {
      const total = bytes + size[local]!;
      if (total > RESULT_BYTES_MAX) break;
      bytes = total;
      count += 1;
      to.local = local;
      local = next[local]!;
    }
    if (count === startCount || local < SEGMENT) break;
  }
  to.index += count;
  result.count = count;
  result.bytes = bytes;
};

const settleResult = (world: World, stream: Stream, shard: number, result: ReadResult): void => {
  const { shards, totals } = stream;
  const { nowUs } = world;
  const left = shards.records[shard]! - result.to.index;
  result.atEnd = left <= 0 && shards.closedUs[shard]! >= 0;
  shards.readTokens[shard]! -= result.bytes * 1_000_000;
  if (shards.readTokens[shard]! < 0) {
    shards.readBlockedUs[shard] = nowUs + Math.ceil((result.bytes * 1_000_000) / 2_097_152);
  }
  shards.readCalls[shard]! += 1;
  shards.readBytes[shard]! += result.bytes;
  shards.readRecords[shard]! += result.count;
  totals[SUCCESS]! += 1;
  totals[RECORDS]! += result.count;
  totals[BYTES]! += result.bytes;
  result.millisBehindLatest = left <= 0 ? 0 : behindMs(world, stream, shard, result);
  if (result.millisBehindLatest > totals[AGE]!) totals[AGE] = result.millisBehindLatest;
};

const behindMs = (world: World, stream: Stream, shard: number, result: ReadResult): number => {
  const { log } = stream;
  const { to } = result;
  const segment = log.segments[to.segment - log.lowest];
  const passed = segment !== undefined && to.local >= 0;
  const atUs: SimUs = passed ? arrivalIn(segment, to.local) : nextArrival(stream, shard, to);
  return Math.max(0, Math.floor((world.nowUs - atUs) / 1000));
};
