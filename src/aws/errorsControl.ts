/** Texts of the control plane: resharding, retention, quotas, listing. */
import type { AwsError, ShardRef, StreamRef } from "./errors.ts";

const invalid = (message: string): AwsError => ({ name: "InvalidArgumentException", message });
const limited = (message: string): AwsError => ({ name: "LimitExceededException", message });
const under = (ref: StreamRef) => `stream ${ref.stream} under account ${ref.account}`;

// Resharding

export function splitKeyOutOfRange(
  ref: ShardRef,
  newStartingHashKey: string,
  range: { readonly start: bigint; readonly end: bigint },
): AwsError {
  return invalid(
    `NewStartingHashKey ${newStartingHashKey} used in SplitShard() on shard ${ref.shardId} in ` +
      `${under(ref)} is not both greater than one plus the shard's StartingHashKey ` +
      `${range.start} and less than the shard's EndingHashKey ${range.end}.`,
  );
}

/** Both ids in the order of the request; the order is part of being adjacent. */
export function shardsNotAdjacent(ref: StreamRef, first: string, second: string): AwsError {
  return invalid(
    `Shards ${first} and ${second} in ${under(ref)} are not an adjacent pair of shards ` +
      "eligible for merging",
  );
}

export function shardAlreadyResharded(ref: ShardRef): AwsError {
  return invalid(
    `Shard ${ref.shardId} in ${under(ref)} has already been merged or split, and thus is not ` +
      "eligible for merging or splitting.",
  );
}

export function shardLimitOfAccount(quota: {
  readonly account: string;
  readonly region: string;
  readonly current: number;
  readonly limit: number;
  readonly additional: number;
}): AwsError {
  return limited(
    `This request would exceed the shard limit for the account ${quota.account} in ` +
      `${quota.region}. Current shard count for the account: ${quota.current}. Limit: ` +
      `${quota.limit}. Number of additional shards that would have resulted from this request: ` +
      `${quota.additional}. Refer to the AWS Service Limits page ` +
      "(http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits " +
      "and how to request higher limits.",
  );
}

export function streamIsOnDemand(ref: StreamRef): AwsError {
  const message = `Request is invalid. Stream ${ref.stream} under account ${ref.account} is in On-Demand mode.`;
  return { name: "ValidationException", message };
}

// UpdateShardCount. AWS publishes the texts without their exception; the class is assumed.

export function scaleUpTooFar(open: number, target: number): AwsError {
  return limited(
    "UpdateShardCount cannot scale up over double your current open shard count. Current open " +
      `shard count: ${open} Target shard count: ${target}`,
  );
}

export function scaleDownTooFar(open: number, target: number): AwsError {
  return limited(
    "UpdateShardCount cannot scale down below half your current open shard count. Current open " +
      `shard count: ${open}, Target shard count: ${target}`,
  );
}

export function targetTooLarge(limit: number, open: number, target: number): AwsError {
  return limited(
    `Target shard count or number of open shards cannot be greater than ${limit}. Current open ` +
      `shard count: ${open}, Target shard count: ${target}`,
  );
}

/** More than ten calls in a rolling day. The text is not published. */
export function tooManyShardCountUpdates(ref: StreamRef, limit: number): AwsError {
  return limited(
    `UpdateShardCount is limited to ${limit} calls per rolling 24-hour period for ${under(ref)}.`,
  );
}

/** A sixth stream in CREATING. The text is not published. */
export function tooManyCreatingStreams(account: string, limit: number): AwsError {
  return limited(
    `Account ${account} cannot have more than ${limit} streams in the CREATING state.`,
  );
}

/** A 51st stream in ON_DEMAND mode. The text is not published. */
export function tooManyOnDemandStreams(account: string, limit: number): AwsError {
  return limited(`Account ${account} cannot have more than ${limit} streams in ON_DEMAND mode.`);
}

/** Warm throughput without On-demand Advantage. The text is not published. */
export function warmNeedsCommitment(): AwsError {
  return invalid(
    "WarmThroughputMiBps requires a stream in ON_DEMAND mode and an account with " +
      "MinimumThroughputBillingCommitment enabled.",
  );
}

// Tags, as recorded by kinesalite

export function tagsInvalid(): AwsError {
  return invalid(
    "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white " +
      "space, _ . / = + - % @ :.",
  );
}

export function tooManyTags(ref: StreamRef, limit: number): AwsError {
  return invalid(
    `Failed to add tags to ${under(ref)} because a given stream cannot have more than ${limit} ` +
      "tags associated with it.",
  );
}

/** A provisioned stream without a count. The text is not published. */
export function missingShardCount(): AwsError {
  return invalid("ShardCount must be specified for a stream in PROVISIONED mode.");
}

/** A count given to an on-demand stream. The text is not published. */
export function unwantedShardCount(): AwsError {
  return invalid("ShardCount cannot be specified for a stream in ON_DEMAND mode.");
}
