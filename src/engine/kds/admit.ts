import type { World } from "../core/world.ts";
import { M } from "../cloudwatch/metricIndex.ts";
import { addCall, openSegment, NONE, SEGMENT, type Segment } from "./records.ts";
import { WRITE_BYTES_FULL, WRITE_RECORDS_FULL, type Shards, type Stream } from "./stream.ts";

/**
 * The seats of one PutRecord or PutRecords, in request order. In: world key id, size in bytes (data
 * plus partition key), producer's record number, flags; `target` is a shard chosen by
 * ExplicitHashKey, or -1. Out: `refused` (0 taken, 1 throttled), `shard`, `ordinal`.
 */
export interface Seats {
  count: number;
  readonly key: Int32Array;
  readonly size: Int32Array;
  readonly n: Float64Array;
  readonly flags: Uint8Array;
  readonly target: Int32Array;
  readonly refused: Uint8Array;
  readonly shard: Int32Array;
  readonly ordinal: Float64Array;
}

export const makeSeats = (capacity: number): Seats => ({
  count: 0,
  key: new Int32Array(capacity),
  size: new Int32Array(capacity),
  n: new Float64Array(capacity),
  flags: new Uint8Array(capacity),
  target: new Int32Array(capacity).fill(-1),
  refused: new Uint8Array(capacity),
  shard: new Int32Array(capacity),
  ordinal: new Float64Array(capacity),
});

export interface CallInfo {
  operation: "PutRecord" | "PutRecords";
  /** Actor id, or 0 for a person at the console. */
  producer: number;
  attempt: number;
  number: number;
}

/** Per-call byte sums by shard: scratch, stamped by call, outside the state. */
interface Scratch {
  stamp: Float64Array;
  bytes: Float64Array;
  serial: number;
}
const scratch: Scratch = { stamp: new Float64Array(0), bytes: new Float64Array(0), serial: 0 };

const scratchFor = (shards: number): Scratch => {
  if (scratch.stamp.length < shards) {
    scratch.stamp = new Float64Array(shards * 2);
    scratch.bytes = new Float64Array(shards * 2);
  }
  scratch.serial += 1;
  return scratch;
};

/**
 * Admits all seats at `world.nowUs` under both write limits of each shard and appends what is taken.
 * Refusals cost no tokens. PutRecord rounds each record up to 1 KB, PutRecords the sum per shard.
 * RecordDistributionStrategy AUTO looks at no key: the open shards take turns.
 * Returns the number refused.
 */
export const admit = (world: World, stream: Stream, seats: Seats, call: CallInfo): number => {
  const { shards, log, keyShard } = stream;
  const { recordTokens, byteTokens } = shards;
  const { stamp, bytes, serial } = scratchFor(shards.count);
  const { key, size, target, refused, shard: shardOut, ordinal } = seats;
  const { nowUs } = world;
  const again = call.attempt > 1;
  const cumulative = call.operation === "PutRecords";
  const seatCount = seats.count;
  const { open } = stream;
  const auto = stream.settings?.strategy === "AUTO";
  let segment: Segment | undefined;
  let row = 0;
  let refusedCount = 0;
  let bytesIn = 0;
  for (let at = 0; at < seatCount; at++) {
    const aimed = target[at]!;
    const shard = auto
      ? open[(call.number + at) % open.length]!
      : aimed >= 0
        ? aimed
        : keyShard[key[at]!]!;
    if (stamp[shard] !== serial) {
      stamp[shard] = serial;
      bytes[shard] = 0;
      refill(shards, shard, nowUs);
    }
    const length = size[at]!;
    const held = cumulative ? bytes[shard]! : 0;
    const cost = (((held + length + 1023) >> 10) - ((held + 1023) >> 10)) * 1_024_000_000;
    shardOut[at] = shard;
    if (again) shards.retried[shard]! += 1;
    const least = cost > WRITE_BYTES_FULL ? WRITE_BYTES_FULL : cost;
    if (recordTokens[shard]! < 1000 || byteTokens[shard]! < least) {
      refused[at] = 1;
      refusedCount += 1;
      shards.throttled[shard]! += 1;
      shards.throttledBytes[shard]! += length;
      continue;
    }
    refused[at] = 0;
    recordTokens[shard]! -= 1000;
    if (cost > least) overdraw(shards, shard, cost - least);
    if (cost > 0) byteTokens[shard]! -= least;
    bytes[shard] = held + length;
    if (segment === undefined || segment.count === SEGMENT) {
      if (segment) segment.calls.refused[row] = refusedCount;
      segment = openSegment(log, shards, world.recordBudget);
      row = beginCall(segment, nowUs, seatCount, call);
    }
    append(segment, seats, at, shard, row);
    ordinal[at] = log.total++;
    shards.records[shard]! += 1;
    shards.bytes[shard]! += length;
    bytesIn += length;
  }
  if (segment) segment.calls.refused[row] = refusedCount;
  count(world, stream, call, seatCount, refusedCount, bytesIn);
  return refusedCount;
};

/** A record above 1 MiB took a full bucket and more: nothing is refilled until that is made up for. */
const overdraw = (shards: Shards, shard: number, micro: number): void => {
  shards.refilledUs[shard]! += Math.ceil(micro / 1_048_576);
};

/** Write tokens of a shard brought up to `nowUs`: a second's worth of each limit at most. */
const refill = (shards: Shards, shard: number, nowUs: number): void => {
  const passedUs = nowUs - shards.refilledUs[shard]!;
  if (passedUs <= 0) return;
  shards.refilledUs[shard] = nowUs;
  const records = shards.recordTokens[shard]! + passedUs;
  shards.recordTokens[shard] = records < WRITE_RECORDS_FULL ? records : WRITE_RECORDS_FULL;
  const bytes = shards.byteTokens[shard]! + passedUs * 1_048_576;
  shards.byteTokens[shard] = bytes < WRITE_BYTES_FULL ? bytes : WRITE_BYTES_FULL;
};

const beginCall = (segment: Segment, nowUs: number, seats: number, call: CallInfo): number => {
  const row = addCall(segment);
  const { calls } = segment;
  calls.producer[row] = call.producer;
  calls.attempt[row] = call.attempt;
  calls.admittedUs[row] = nowUs;
  calls.seats[row] = seats;
  calls.number[row] = call.number;
  return row;
};

const append = (segment: Segment, seats: Seats, at: number, shard: number, row: number): void => {
  const local = segment.count++;
  segment.key[local] = seats.key[at]!;
  segment.shard[local] = shard;
  segment.size[local] = seats.size[at]!;
  segment.n[local] = seats.n[at]!;
  segment.call[local] = row;
  segment.next[local] = NONE;
  segment.flags[local] = seats.flags[at]!;
  const before = segment.last[shard]!;
  if (before === NONE) segment.first[shard] = local;
  else segment.next[before] = local;
  segment.last[shard] = local;
};

const count = (
  world: World,
  stream: Stream,
  call: CallInfo,
  seats: number,
  refused: number,
  bytes: number,
): void => {
  const { totals } = stream;
  const taken = seats - refused;
  world.work += seats;
  totals[M.IncomingRecords]! += taken;
  totals[M.IncomingBytes]! += bytes;
  totals[M.WriteProvisionedThroughputExceeded]! += refused;
  if (call.operation === "PutRecord") {
    totals[M["PutRecord.Success"]]! += taken;
    totals[M["PutRecord.Bytes"]]! += bytes;
    return;
  }
  totals[M["PutRecords.Success"]]! += taken > 0 ? 1 : 0;
  totals[M["PutRecords.Bytes"]]! += bytes;
  totals[M["PutRecords.TotalRecords"]]! += seats;
  totals[M["PutRecords.SuccessfulRecords"]]! += taken;
  totals[M["PutRecords.ThrottledRecords"]]! += refused;
};
