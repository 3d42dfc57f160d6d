/** Errors as data, with AWS's own names and texts. One function a text. */

export type AwsErrorName =
  | "AccessDeniedException"
  | "DryRunOperationException"
  | "ExpiredIteratorException"
  | "ExpiredNextTokenException"
  | "InternalFailureException"
  | "InvalidArgumentException"
  | "KMSAccessDeniedException"
  | "KMSDisabledException"
  | "KMSInvalidStateException"
  | "KMSNotFoundException"
  | "KMSOptInRequired"
  | "KMSThrottlingException"
  | "LimitExceededException"
  | "ProvisionedThroughputExceededException"
  | "ResourceInUseException"
  | "ResourceNotFoundException"
  | "SerializationException"
  | "ValidationException";

export interface AwsError {
  readonly name: AwsErrorName;
  readonly message: string;
}

/** A stream as error texts name it. */
export interface StreamRef {
  readonly stream: string;
  readonly account: string;
}

/** A shard as error texts name it. */
export interface ShardRef extends StreamRef {
  readonly shardId: string;
}

const error = (name: AwsErrorName, message: string): AwsError => ({ name, message });
const invalid = (message: string) => error("InvalidArgumentException", message);
const limited = (message: string) => error("LimitExceededException", message);
const inUse = (message: string) => error("ResourceInUseException", message);
const absent = (message: string) => error("ResourceNotFoundException", message);
const under = (ref: StreamRef) => `stream ${ref.stream} under account ${ref.account}`;

export const validation = (message: string): AwsError => error("ValidationException", message);

export const serialization = (message: string): AwsError =>
  error("SerializationException", message);

/** One of the two ErrorCodes a PutRecords entry can carry; the only one not a throttle. */
export const INTERNAL_FAILURE_ENTRY = {
  ErrorCode: "InternalFailure",
  ErrorMessage: "Internal Service Failure",
} as const;

export function internalFailure(): AwsError {
  return error("InternalFailureException", "Internal Service Failure");
}

/** The request had DryRun set and would have succeeded. AWS publishes no text. */
export function dryRun(operation: string): AwsError {
  const message = `Request would have succeeded, but DryRun flag is set. Operation: ${operation}`;
  return error("DryRunOperationException", message);
}

// Throttling

export function rateExceededForShard(ref: ShardRef): AwsError {
  const message = `Rate exceeded for shard ${ref.shardId} in ${under(ref)}.`;
  return error("ProvisionedThroughputExceededException", message);
}

export function rateExceededForStream(ref: StreamRef): AwsError {
  return limited(`Rate exceeded for ${under(ref)}.`);
}

/** For calls that name no stream; made after the form for streams. */
export function rateExceededForAccount(account: string): AwsError {
  return limited(`Rate exceeded for account ${account}.`);
}

// Absent, or in the wrong state

export function streamNotFound(ref: StreamRef): AwsError {
  return absent(`Stream ${ref.stream} under account ${ref.account} not found.`);
}

/** SplitShard, MergeShards, and any id that cannot be parsed. */
export function shardNotFound(ref: ShardRef): AwsError {
  return absent(`Could not find shard ${ref.shardId} in ${under(ref)}.`);
}

export function streamExists(ref: StreamRef): AwsError {
  return inUse(`Stream ${ref.stream} under account ${ref.account} already exists.`);
}

export function streamNotActive(ref: StreamRef, state: string): AwsError {
  return inUse(
    `Stream ${ref.stream} under account ${ref.account} not ACTIVE, instead in state ${state}`,
  );
}

/** Neither StreamName nor StreamARN. The text is not published; made after ListShards'. */
export function streamNotNamed(): AwsError {
  return invalid("Either StreamName or StreamARN should be provided.");
}

/** StreamName and StreamARN name two streams. The text is not published. */
export function streamNamesDisagree(name: string, arn: string): AwsError {
  return invalid(`StreamName ${name} and StreamARN ${arn} do not name the same stream.`);
}

// Writing

export function explicitHashKeyOutOfRange(value: string): AwsError {
  return invalid(
    "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. " +
      `Specified value was ${value}`,
  );
}

export function invalidSequenceNumberForOrdering(ref: StreamRef, sequence: string): AwsError {
  return invalid(
    `ExclusiveMinimumSequenceNumber ${sequence} used in PutRecord on ${under(ref)} is invalid.`,
  );
}

/** The form recorded for the former limit of 5 MB, with today's limit in it. */
export function recordsTooLarge(limitBytes: number): AwsError {
  return invalid(`Records size exceeds ${Math.floor(limitBytes / 1_048_576)} MB limit`);
}

/** Data and partition key beyond the stream's MaxRecordSizeInKiB. The text is not published. */
export function recordTooLarge(ref: StreamRef, bytes: number, limitKiB: number): AwsError {
  return invalid(
    `Record size of ${bytes} bytes exceeds the maximum record size of ${limitKiB} KiB of ` +
      `${under(ref)}.`,
  );
}

/** RecordDistributionStrategy AUTO on a provisioned stream. The text is not published. */
export function autoNeedsOnDemand(): AwsError {
  return invalid("RecordDistributionStrategy AUTO requires a stream in ON_DEMAND mode.");
}
