import { decodedLength } from "../../../aws/base64.ts";
import {
  explicitHashKeyOutOfRange,
  recordTooLarge,
  recordsTooLarge,
  streamNotFound,
} from "../../../aws/errors.ts";
import { parseHashKey } from "../../../aws/hashKey.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { PutRecordsRequestEntry } from "../../../aws/shapes.ts";
import { membersMissing } from "../../../aws/validate.ts";
import { utf8Length } from "../../../base/utf8.ts";
import type { EngineError, Target } from "../../../protocol/frame.ts";
import type { SimUs } from "../../../protocol/log.ts";
import { noteRefusals } from "../../core/context.ts";
import { note, type Run } from "../../core/state.ts";
import type { World } from "../../core/world.ts";
import { admit, makeSeats, type Seats } from "../admit.ts";
import { internKeys } from "../keys.ts";
import { FLAG_BY_HAND, ordinalAt, type RecordLog } from "../records.ts";
import { shardHolding } from "../reshard.ts";
import { sequenceNumberOf } from "../sequence.ts";
import { horizonUs, type Stream } from "../stream.ts";
import { notOurs, refOf, type Caller } from "./answer.ts";
import { maxRecordKiBOf } from "./streamShape.ts";

/** Characters of base64 that all streams together hold for records with given data, unless a log says. */
export const PAYLOAD_BUDGET = 4_194_304;
/** What one such record costs beside its data. */
const PAYLOAD_OVERHEAD = 32;

const seats = makeSeats(LIMIT.putRecordsRecordsMax);

/** Bytes a record counts for: its data and its partition key. */
export const recordBytesOf = (entry: PutRecordsRequestEntry): number =>
  decodedLength(entry.Data) + utf8Length(entry.PartitionKey ?? "");

const isKeyless = (entry: PutRecordsRequestEntry): boolean => entry.PartitionKey === undefined;

/** PutRecord gives its own input as the one entry. */
const pathOfKey = (entries: readonly PutRecordsRequestEntry[], at: number): string =>
  "StreamName" in entries[0]! || "StreamARN" in entries[0]!
    ? "partitionKey"
    : `records.${at + 1}.member.partitionKey`;

/** Why these entries are refused as a whole; nothing is written then. */
export const refusalOfEntries = (
  world: World,
  stream: Stream,
  entries: readonly PutRecordsRequestEntry[],
): EngineError | undefined => {
  const ref = refOf(world, stream.name);
  if (stream.status === "CREATING") return streamNotFound(ref);
  if (stream.settings?.strategy !== "AUTO" && entries.some(isKeyless)) {
    return membersMissing(
      entries.flatMap((entry, at) => (isKeyless(entry) ? [pathOfKey(entries, at)] : [])),
    );
  }
  const kiB = maxRecordKiBOf(stream);
  let total = 0;
  let held = 0;
  for (const entry of entries) {
    const { ExplicitHashKey: hashKey } = entry;
    if (hashKey !== undefined && parseHashKey(hashKey) === undefined) {
      return explicitHashKeyOutOfRange(hashKey);
    }
    const bytes = recordBytesOf(entry);
    if (bytes > kiB * 1024) return recordTooLarge(ref, bytes, kiB);
    total += bytes;
    held += entry.Data.length + PAYLOAD_OVERHEAD;
  }
  const most = LIMIT.putRecordsBytesMax;
  if (total > most) return recordsTooLarge(most);
  const budget = world.payloadBudget ?? PAYLOAD_BUDGET;
  if (heldPayload(world) + held <= budget) return undefined;
  if (world.payloadBudget !== undefined) {
    world.streams.forEach((each) => dropExpired(each, world.nowUs));
    if (heldPayload(world) + held <= budget) return undefined;
  }
  return notOurs(
    `Shardscope holds at most ${budget} characters of base64 for records put by hand or ` +
      "by code, and they are used up. Kinesis has no such limit.",
  );
};

/** Sums by payload list: a cache outside the state, made anew when the world is restored. */
const sums = new WeakMap<readonly string[], { count: number; length: number }>();

const heldPayload = (world: World): number =>
  world.streams.reduce((sum, stream) => sum + lengthOf(stream.log.payloads.data), 0);

const lengthOf = (data: readonly string[]): number => {
  const known = sums.get(data);
  const sum = known && known.count <= data.length ? known : { count: 0, length: 0 };
  for (; sum.count < data.length; sum.count++) {
    sum.length += data[sum.count]!.length + PAYLOAD_OVERHEAD;
  }
  sums.set(data, sum);
  return sum.length;
};

/** Forgets data older than the stream's retention: nobody can read it again. */
const dropExpired = (stream: Stream, nowUs: SimUs): void => {
  const { log } = stream;
  const { ordinal, data, explicitHashKey } = log.payloads;
  const from = ordinalAt(log, horizonUs(stream, nowUs));
  const kept = ordinal.findIndex((each) => each >= from);
  const count = kept < 0 ? ordinal.length : kept;
  ordinal.splice(0, count);
  data.splice(0, count);
  explicitHashKey.splice(0, count);
  sums.delete(data);
};

/**
 * Admits entries that `refusalOfEntries` let pass, as one call of a person or of real code. The
 * seats returned are used again by the next call.
 */
export const putEntries = (
  run: Run,
  stream: Stream,
  operation: "PutRecord" | "PutRecords",
  entries: readonly PutRecordsRequestEntry[],
  caller: Caller,
): Seats => {
  const { world } = run;
  const outside = run.models.operations?.outside;
  const actor = outside?.actorBehind(run, caller.actor, stream);
  const keys = internKeys(
    world,
    entries.map((entry) => entry.PartitionKey ?? ""),
  );
  seats.count = entries.length;
  entries.forEach((entry, at) => {
    const { ExplicitHashKey: hashKey } = entry;
    seats.key[at] = keys[at]!;
    seats.size[at] = recordBytesOf(entry);
    if (!actor) seats.n[at] = world.handRecords++;
    seats.flags[at] = FLAG_BY_HAND;
    seats.target[at] = hashKey === undefined ? -1 : shardHolding(stream, BigInt(hashKey));
  });
  const attempt = actor ? outside!.numberSeats(actor, stream, seats, entries) : 1;
  const call = { operation, producer: actor?.id ?? 0, attempt, number: world.callNumber++ };
  const refusedCount = admit(world, stream, seats, call);
  if (refusedCount > 0) noteRefusals(run, stream, seats);
  remember(stream.log, seats, entries);
  if (actor) outside!.settleSeats(run, actor, stream, seats, entries);
  world.visibleUs = world.nowUs;
  const values = { operation, stream: stream.name, records: entries.length, refused: refusedCount };
  note(run, "call", values, targetsOfSeats(seats));
  return seats;
};

const remember = (
  log: RecordLog,
  taken: Seats,
  entries: readonly PutRecordsRequestEntry[],
): void => {
  const { payloads } = log;
  entries.forEach((entry, at) => {
    if (taken.refused[at] !== 0) return;
    payloads.ordinal.push(taken.ordinal[at]!);
    payloads.data.push(entry.Data);
    payloads.explicitHashKey.push(entry.ExplicitHashKey ?? "");
  });
};

/** At most this many records of one call are pointed at. */
const TARGETS_MOST = 8;

const targetsOfSeats = (taken: Seats): Target[] => {
  const targets: Target[] = [];
  for (let at = 0; at < taken.count && targets.length < TARGETS_MOST; at++) {
    if (taken.refused[at] === 0) targets.push({ type: "record", ordinal: taken.ordinal[at]! });
    else targets.push({ type: "shard", shard: taken.shard[at]! });
  }
  return targets;
};

/** The SequenceNumber a seat was given. */
export const sequenceOfSeat = (world: World, stream: Stream, taken: Seats, at: number): string =>
  sequenceNumberOf(world, stream, taken.shard[at]!, taken.ordinal[at]!, world.nowUs);
