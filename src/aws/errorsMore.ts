/** Texts of the operations beyond streams, shards and records. */
import type { AwsError, AwsErrorName, ShardRef, StreamRef } from "./errors.ts";

const error = (name: AwsErrorName, message: string): AwsError => ({ name, message });
const invalid = (message: string) => error("InvalidArgumentException", message);
const limited = (message: string) => error("LimitExceededException", message);
const inUse = (message: string) => error("ResourceInUseException", message);
const absent = (message: string) => error("ResourceNotFoundException", message);
const under = (ref: StreamRef) => `stream ${ref.stream} under account ${ref.account}`;

/** A consumer as error texts name it. */
export interface ConsumerRef extends StreamRef {
  readonly consumer: string;
}

// Retention

export function retentionTooShort(hours: number): AwsError {
  return invalid(
    "Minimum allowed retention period is 24 hours. Requested retention period " +
      `(${hours} hours) is too short.`,
  );
}

export function retentionTooLong(hours: number): AwsError {
  return invalid(
    "Maximum allowed retention period is 8760 hours. Requested retention period " +
      `(${hours} hours) is too long.`,
  );
}

export function retentionNotIncreased(
  stream: string,
  hours: number,
  existingHours: number,
): AwsError {
  return invalid(
    `Requested retention period (${hours} hours) for stream ${stream} can not be shorter than ` +
      `existing retention period (${existingHours} hours). Use DecreaseRetentionPeriod API.`,
  );
}

export function retentionNotDecreased(
  stream: string,
  hours: number,
  existingHours: number,
): AwsError {
  return invalid(
    `Requested retention period (${hours} hours) for stream ${stream} can not be longer than ` +
      `existing retention period (${existingHours} hours). Use IncreaseRetentionPeriod API.`,
  );
}

/** DeleteStream while something hangs on the stream. The text is not published. */
export function streamHasDependents(ref: StreamRef, what: "consumers" | "channels"): AwsError {
  return inUse(`Stream ${ref.stream} under account ${ref.account} has registered ${what}.`);
}

// Consumers

export function consumerNotFound(consumer: string, account: string): AwsError {
  return absent(`Consumer ${consumer}, account ${account} not found.`);
}

export function consumerNotActive(ref: ConsumerRef, createdS: number): AwsError {
  return inUse(
    `Consumer ${ref.consumer} with creation timestamp ${createdS} under stream: ${ref.stream} , ` +
      `account ${ref.account} is not in ACTIVE status.`,
  );
}

export function subscriptionActive(ref: ShardRef, consumer: string): AwsError {
  return inUse(
    "Another active subscription exists for this consumer: " +
      `${ref.account}:${ref.stream}:${ref.shardId}:${consumer}`,
  );
}

/** A name registered twice. The text is not published; made after CreateStream's. */
export function consumerExists(ref: ConsumerRef): AwsError {
  return inUse(`Consumer ${ref.consumer} of ${under(ref)} already exists.`);
}

/** The text is not published. */
export function tooManyConsumers(ref: StreamRef, limit: number): AwsError {
  return limited(`No more than ${limit} consumers can be registered with ${under(ref)}.`);
}

/** The text is not published. */
export function tooManyCreatingConsumers(ref: StreamRef, limit: number): AwsError {
  return limited(`No more than ${limit} consumers of ${under(ref)} can be in the CREATING state.`);
}

/** Neither an ARN nor a stream and a name, or the two disagree. The text is not published. */
export function consumerNotNamed(): AwsError {
  return invalid("Either ConsumerARN or StreamARN and ConsumerName should be provided.");
}

/** More than one SubscribeToShard a second. The text is not published; made after the data plane's. */
export function rateExceededForSubscription(ref: ShardRef): AwsError {
  return limited(`Rate exceeded for shard ${ref.shardId} in ${under(ref)}.`);
}

// Settings of a stream

/** More calls in a rolling day than are allowed. The text is not published. */
export function tooManyInADay(operation: string, ref: StreamRef, limit: number): AwsError {
  return limited(
    `${operation} is limited to ${limit} per rolling 24-hour period for ${under(ref)}.`,
  );
}

/** EncryptionType NONE. The text is not published. */
export function encryptionTypeNotKms(): AwsError {
  return invalid("EncryptionType must be KMS.");
}

/** AUTO cannot stay when a stream leaves ON_DEMAND. The text is not published. */
export function autoForbidsProvisioned(ref: StreamRef): AwsError {
  return invalid(
    `RecordDistributionStrategy of ${under(ref)} is AUTO, which requires ON_DEMAND mode.`,
  );
}

/** A strategy for a provisioned stream. The text is not published. */
export function strategyNeedsOnDemand(ref: StreamRef): AwsError {
  return invalid(`RecordDistributionStrategy requires ON_DEMAND mode: ${under(ref)}.`);
}

/** More than 10 GiB/s. The text is not published. */
export function warmThroughputTooHigh(limit: number): AwsError {
  return limited(`WarmThroughputMiBps cannot be more than ${limit}.`);
}

// Resources by ARN

/** An ARN of nothing that is there. The text is not published for consumers and channels. */
export function resourceNotFound(arn: string): AwsError {
  return absent(`Resource ${arn} not found.`);
}

/** As moto has it. */
export function policyNotFound(arn: string): AwsError {
  return absent(`No resource policy found for resource ARN ${arn}.`);
}

/** The text is not published. */
export function policyMalformed(): AwsError {
  return invalid("Policy is not a JSON object.");
}

// Channels. No text of theirs is published.

export function channelExists(name: string, account: string): AwsError {
  return inUse(`Channel ${name} under account ${account} already exists.`);
}

export function channelNotActive(name: string, account: string, state: string): AwsError {
  return inUse(`Channel ${name} under account ${account} not ACTIVE, instead in state ${state}`);
}

export function channelNeedsOneDestination(): AwsError {
  return invalid(
    "Either S3DestinationConfiguration or S3TablesDestinationConfiguration should be provided, " +
      "but not both.",
  );
}

export function channelOfOtherDestination(): AwsError {
  return invalid("The destination of a channel cannot be changed.");
}

export function channelTakesOneStream(): AwsError {
  return invalid("StreamConfigurationList takes one stream.");
}

export function channelNeedsOnDemand(ref: StreamRef): AwsError {
  return error("ValidationException", `Request is invalid. ${under(ref)} is in Provisioned mode.`);
}

export function tooManyChannels(ref: StreamRef, limit: number): AwsError {
  return limited(`No more than ${limit} channels can read from ${under(ref)}.`);
}
