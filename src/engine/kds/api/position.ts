import type { AwsError } from "../../../aws/errors.ts";
import {
  foreignStartingSequenceNumber,
  invalidStartingSequenceNumber,
  missingStartingSequenceNumber,
  missingTimestamp,
  sequenceNumberOfOtherShard,
  timestampInFuture,
  unwantedStartingSequenceNumber,
} from "../../../aws/errorsRead.ts";
import type { ShardIteratorType } from "../../../aws/shapes.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import type { World } from "../../core/world.ts";
import { seekEnd, seekOrdinal, seekTime, type Cursor } from "../cursor.ts";
import { placeOfSequenceNumber } from "../sequence.ts";
import { horizonUs, type Stream } from "../stream.ts";
import { instantOf, shardRefOf } from "./answer.ts";

/** Where GetShardIterator or SubscribeToShard begins. */
export interface Position {
  readonly type: ShardIteratorType;
  readonly sequence: string | undefined;
  readonly timestamp: number | undefined;
}

/** Puts the cursor at a position of a shard, or says what is wrong with it. */
export const seek = (
  world: World,
  stream: Stream,
  shard: number,
  position: Position,
  cursor: Cursor,
): AwsError | undefined => {
  const { type, sequence, timestamp } = position;
  const bySequence = type === "AT_SEQUENCE_NUMBER" || type === "AFTER_SEQUENCE_NUMBER";
  if (sequence === undefined && bySequence) return missingStartingSequenceNumber(type);
  if (sequence !== undefined) {
    if (!bySequence) return unwantedStartingSequenceNumber(type);
    return seekSequence(world, stream, shard, type, sequence, cursor);
  }
  if (type === "LATEST") seekEnd(stream, shard, cursor);
  else if (type === "TRIM_HORIZON") seekTime(stream, shard, horizonUs(stream, world.nowUs), cursor);
  else return seekTimestamp(world, stream, shard, timestamp, cursor);
  return undefined;
};

const seekSequence = (
  world: World,
  stream: Stream,
  shard: number,
  type: ShardIteratorType,
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
  const skip = type === "AFTER_SEQUENCE_NUMBER" ? 1 : 0;
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
