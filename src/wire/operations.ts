/** Every operation of the service model (npm @aws-sdk/client-kinesis 3.1143.0, 2026-11-23). */
const OPERATIONS: ReadonlySet<string> = new Set([
  "AddTagsToStream",
  "CreateChannel",
  "CreateStream",
  "DecreaseStreamRetentionPeriod",
  "DeleteChannel",
  "DeleteResourcePolicy",
  "DeleteStream",
  "DeregisterStreamConsumer",
  "DescribeAccountSettings",
  "DescribeChannel",
  "DescribeLimits",
  "DescribeStream",
  "DescribeStreamConsumer",
  "DescribeStreamSummary",
  "DisableEnhancedMonitoring",
  "EnableEnhancedMonitoring",
  "GetRecords",
  "GetResourcePolicy",
  "GetShardIterator",
  "IncreaseStreamRetentionPeriod",
  "ListChannels",
  "ListShards",
  "ListStreamConsumers",
  "ListStreams",
  "ListTagsForResource",
  "ListTagsForStream",
  "MergeShards",
  "PutRecord",
  "PutRecords",
  "PutResourcePolicy",
  "RegisterStreamConsumer",
  "RemoveTagsFromStream",
  "SplitShard",
  "StartStreamEncryption",
  "StopStreamEncryption",
  "SubscribeToShard",
  "TagResource",
  "UntagResource",
  "UpdateAccountSettings",
  "UpdateChannel",
  "UpdateMaxRecordSize",
  "UpdateShardCount",
  "UpdateStreamMode",
  "UpdateStreamRecordDistributionStrategy",
  "UpdateStreamWarmThroughput",
]);

export interface RequestTarget {
  readonly service: string;
  readonly operation: string;
  /** A service and an operation that exist. */
  readonly known: boolean;
}

/** Reads an `X-Amz-Target`, such as `Kinesis_20131202.ListStreams`. */
export const readTarget = (header: string | undefined): RequestTarget => {
  const [service = "", operation = ""] = (header ?? "").split(".");
  const known = service === "Kinesis_20131202" && OPERATIONS.has(operation);
  return { service, operation, known };
};
