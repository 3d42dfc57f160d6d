import {
  dryRun,
  foreignStartingSequenceNumber,
  invalidStartingSequenceNumber,
  missingStartingSequenceNumber,
  missingTimestamp,
  rateExceededForShard,
  sequenceNumberOfOtherShard,
  shardDoesNotExist,
  shardNotFound,
  timestampInFuture,
  unwantedStartingSequenceNumber,
  type AwsError,
} from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { GetShardIteratorInput } from "../../../aws/shapes.ts";
import { parseShardId, shardIdOf } from "../../../aws/shardId.ts";
import type { World } from "../../core/world.ts";
import { makeCursor, seekEnd, seekOrdinal, seekTime, type Cursor } from "../cursor.ts";
import { writeIterator } from "../iterator.ts";
import { placeOfSequenceNumber } from "../sequence.ts";
import { horizonUs, isExpired, READ_CALLS_FULL, type Stream } from "../stream.ts";
import { done, findStream, instantOf, refused, shardRefOf, type Operation } from "./answer.ts";

/** A place in one shard, good for five minutes. */
export const GetShardIterator: Operation<"GetShardIterator"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const shard = parseShardId(input.ShardId);
  if (shard === undefined) {
    return refused(shardNotFound(shardRefOf(world, stream.name, input.ShardId)));
  }
  const ref = shardRefOf(world, stream.name, shardIdOf(shard));
  if (shard >= stream.shards.count || isExpired(stream, shard, world.nowUs)) {
    return refused(shardDoesNotExist(ref));
  }
  const cursor = makeCursor();
  const fault = seek(world, stream, shard, input, cursor);
  if (fault) return refused(fault);
  if (input.DryRun) return refused(dryRun("GetShardIterator"));
  if (!takeCall(world, stream, shard)) return refused(rateExceededForShard(ref));
  return done<"GetShardIterator">({ ShardIterator: writeIterator(world, stream, shard, cursor) });
};

/** Spends one of the shard's five calls a second; false when none is left. */
const takeCall = (world: World, stream: Stream, shard: number): boolean => {
  const { iteratorTokens, iteratorRefilledUs } = stream.shards;
  const passedUs = world.nowUs - iteratorRefilledUs[shard]!;
  const rate = LIMIT.getShardIteratorCallsPerSecondPerShard;
  const tokens = Math.min(iteratorTokens[shard]! + passedUs * rate, READ_CALLS_FULL);
  if (tokens < 1_000_000) return false;
  iteratorTokens[shard] = tokens - 1_000_000;
  iteratorRefilledUs[shard] = world.nowUs;
  return true;
};

const seek = (
  world: World,
  stream: Stream,
  shard: number,
  input: GetShardIteratorInput,
  cursor: Cursor,
): AwsError | undefined => {
  const { ShardIteratorType: type, StartingSequenceNumber: sequence } = input;
  const bySequence = type === "AT_SEQUENCE_NUMBER" || type === "AFTER_SEQUENCE_NUMBER";
  if (sequence === undefined && bySequence) return missingStartingSequenceNumber(type);
  if (sequence !== undefined) {
    if (!bySequence) return unwantedStartingSequenceNumber(type);
    return seekSequence(world, stream, shard, input, sequence, cursor);
  }
  if (type === "LATEST") seekEnd(stream, shard, cursor);
  else if (type === "TRIM_HORIZON") seekTime(stream, shard, horizonUs(stream, world.nowUs), cursor);
  else return seekTimestamp(world, stream, shard, input.Timestamp, cursor);
  return undefined;
};

const seekSequence = (
  world: World,
  stream: Stream,
  shard: number,
  input: GetShardIteratorInput,
  sequence: string,
  cursor: Cursor,
): AwsError | undefined => {
  const shardId = shardIdOf(shard);
  const ref = shardRefOf(world, stream.name, shardId);
  const place = placeOfSequenceNumber(stream, sequence);
  if (place.type === "malformed") return invalidStartingSequenceNumber(ref, sequence);
  const encoded = place.type === "place" ? place.shard : place.fields.shardIndex;
  if (encoded !== shard) return sequenceNumberOfOtherShard(shardIdOf(encoded), shardId);
  if (place.type === "foreign") return foreignStartingSequenceNumber(ref, sequence);
  const skip = input.ShardIteratorType === "AFTER_SEQUENCE_NUMBER" ? 1 : 0;
  const ordinal = Math.max(0, place.ordinal + skip);
  if (ordinal >= stream.log.total) seekEnd(stream, shard, cursor);
  else seekOrdinal(stream, shard, ordinal, cursor);
  return undefined;
};

const seekTimestamp = (
  world: World,
  stream: Stream,
  shard: number,
  timestamp: number | undefined,
  cursor: Cursor,
): AwsError | undefined => {
  if (timestamp === undefined) return missingTimestamp();
  const atUs = instantOf(world, timestamp);
  if (atUs > world.nowUs) {
    const nowMs = world.epochMs + Math.floor(world.nowUs / 1000);
    return timestampInFuture(Math.round(timestamp * 1000), nowMs);
  }
  seekTime(stream, shard, Math.max(atUs, horizonUs(stream, world.nowUs)), cursor);
  return undefined;
};
