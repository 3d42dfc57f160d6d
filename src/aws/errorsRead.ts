/** Texts of reading, describing and listing. */
import type { AwsError, AwsErrorName, ShardRef, StreamRef } from "./errors.ts";

const error = (name: AwsErrorName, message: string): AwsError => ({ name, message });
const invalid = (message: string) => error("InvalidArgumentException", message);
const under = (ref: StreamRef) => `stream ${ref.stream} under account ${ref.account}`;

// Iterators

/** Times as `utcText` of `time.ts` writes them. */
export function expiredIterator(createdAt: string, now: string): AwsError {
  const message =
    `Iterator expired. The iterator was created at time ${createdAt} while right now it is ` +
    `${now} which is further in the future than the tolerated delay of 300000 milliseconds.`;
  return error("ExpiredIteratorException", message);
}

export function invalidShardIterator(): AwsError {
  return invalid("Invalid ShardIterator.");
}

const EITHER_POSITION =
  "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and " +
  "StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. ";

export function unwantedStartingSequenceNumber(type: string): AwsError {
  return invalid(`${EITHER_POSITION}Request specified ${type} and also a StartingSequenceNumber.`);
}

export function missingStartingSequenceNumber(type: string): AwsError {
  return invalid(`${EITHER_POSITION}Request specified ${type} and no StartingSequenceNumber.`);
}

export function invalidStartingSequenceNumber(ref: ShardRef, sequenceNumber: string): AwsError {
  return invalid(
    `StartingSequenceNumber ${sequenceNumber} used in GetShardIterator on shard ${ref.shardId} ` +
      `in ${under(ref)} is invalid.`,
  );
}

export function foreignStartingSequenceNumber(ref: ShardRef, sequenceNumber: string): AwsError {
  return invalid(
    `StartingSequenceNumber ${sequenceNumber} used in GetShardIterator on shard ${ref.shardId} ` +
      `in ${under(ref)} is invalid because it did not come from this stream.`,
  );
}

export function sequenceNumberOfOtherShard(encodedShardId: string, shardId: string): AwsError {
  return invalid(
    `Invalid StartingSequenceNumber. It encodes ${encodedShardId}, while it was used in a call ` +
      `to a shard with ${shardId}`,
  );
}

export function missingTimestamp(): AwsError {
  return invalid(
    "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. " +
      "Current request has no timestamp parameter.",
  );
}

export function timestampInFuture(timestampMs: number, nowMs: number): AwsError {
  return invalid(
    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. " +
      `timestampInMillis: ${timestampMs}, currentTimestampInMillis: ${nowMs}`,
  );
}

/** GetShardIterator and GetRecords. */
export function shardDoesNotExist(ref: ShardRef): AwsError {
  return error("ResourceNotFoundException", `Shard ${ref.shardId} in ${under(ref)} does not exist`);
}

// Listing

export function streamOrTokenMissing(): AwsError {
  return invalid("Either NextToken or StreamName should be provided.");
}

/** The text is published for StreamName alone. */
export function tokenTogetherWith(field: string): AwsError {
  return invalid(`NextToken and ${field} cannot be provided together.`);
}

/** A token that was never given out. The text is not published. */
export function invalidNextToken(): AwsError {
  return invalid("Invalid NextToken.");
}

/** A token older than 300 s. The text is not published. */
export function expiredNextToken(): AwsError {
  const message = "NextToken expired. A token is valid for 300 seconds.";
  return error("ExpiredNextTokenException", message);
}

/** A filter type without the field it needs. The text is not published. */
export function shardFilterIncomplete(type: string, field: string): AwsError {
  return invalid(`ShardFilter of type ${type} requires ${field}.`);
}
