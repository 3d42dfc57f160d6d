/**
 * The validation table of the operations beyond the core, as the service model of 2026-11-23 states
 * it; `StreamId`, reserved by AWS and ignored, is left out.
 */
import {
  arn,
  boolean,
  integer,
  name,
  nextToken,
  oneOf,
  page,
  required,
  sequenceNumber,
  stream,
  structure,
  timestamp,
  type Fields,
  type ListRule,
  type MapRule,
  type Rule,
  type StringRule,
} from "./constraints.ts";
import type { MoreOperationName } from "./shapes.ts";

const need = <R extends Rule>(rule: R): R & { readonly required: true } => ({
  ...rule,
  ...required,
});
const text = (max: number, pattern?: string, min = 1): StringRule => ({
  type: "string",
  min,
  max,
  ...(pattern === undefined ? {} : { pattern }),
});
const list = (min: number, max: number, of: Rule): ListRule => ({ type: "list", min, max, of });

const shardId = name;
const tags: MapRule = { type: "map", min: 1, max: 200, keys: [1, 128], values: [0, 256] };
const tagKeys = need(list(1, 50, text(128)));
const resource = need(text(2048, "arn:aws.*:kinesis:.*:\\d{12}:.*(stream|channel)/\\S+"));
const channel = need(text(2048, "arn:aws.*:kinesis:.*:\\d{12}:channel/\\S+"));
const consumer = text(
  2048,
  "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+",
);
const positions = oneOf(
  "AT_SEQUENCE_NUMBER",
  "AFTER_SEQUENCE_NUMBER",
  "TRIM_HORIZON",
  "LATEST",
  "AT_TIMESTAMP",
);
const retention: Fields = { ...stream, RetentionPeriodHours: need(integer()) };
const monitoring: Fields = {
  ...stream,
  ShardLevelMetrics: need(
    list(
      1,
      7,
      oneOf(
        "IncomingBytes",
        "IncomingRecords",
        "OutgoingBytes",
        "OutgoingRecords",
        "WriteProvisionedThroughputExceeded",
        "ReadProvisionedThroughputExceeded",
        "IteratorAgeMilliseconds",
        "ALL",
      ),
    ),
  ),
};
const encryption: Fields = {
  ...stream,
  EncryptionType: need(oneOf("NONE", "KMS")),
  KeyId: need(text(2048)),
};
const namedConsumer: Fields = { StreamARN: arn, ConsumerName: name, ConsumerARN: consumer };
const bucket = need(text(2048, "arn:aws[-a-z0-9]*:s3:::[a-z0-9._-]{3,63}"));
const owner = need(text(12, "\\d{12}", 12));
const deadLetters = structure("DeadLetterQueueS3Configuration", {
  BucketARN: bucket,
  ExpectedBucketOwner: owner,
  ErrorOutputPrefix: text(512, "[0-9A-Za-z!\\-_'.*()\\/]+"),
});
const logging = structure("ChannelLoggingConfiguration", {
  CloudWatchLogs: need(
    structure("CloudWatchLogs", {
      Enabled: need(boolean),
      LogGroupName: text(512, "[\\.\\-_/#A-Za-z0-9]+"),
      LogStreamName: text(512, "[^:*]*"),
    }),
  ),
});
const tableName = need(text(255, "[0-9a-z_]+"));
const freshness = structure("DestinationUpdateInput", { DataFreshnessInSeconds: need(integer()) });

const source = structure("ChannelStreamConfiguration", {
  StreamARN: need(arn),
  RecordConfiguration: need(
    structure("RecordConfiguration", {
      RecordFormatType: need(oneOf("GSR_JSON", "JSON", "STRING", "BYTE_ARRAY")),
      GSRSchemaARN: text(
        512,
        "arn:aws[-a-z0-9]*:glue:[-a-z0-9]+:\\d{12}:schema/[-a-zA-Z0-9_$#.]+/[-a-zA-Z0-9_$#.]+",
      ),
    }),
  ),
});
const toS3 = structure("S3DestinationConfiguration", {
  DataFreshnessInSeconds: integer(),
  DeadLetterQueueS3Configuration: deadLetters,
  StorageConfiguration: need(
    structure("S3StorageConfiguration", {
      BucketARN: bucket,
      ExpectedBucketOwner: owner,
      OutputKeyTemplate: text(1024, "[0-9A-Za-z!\\-_'.*()\\/=:{}]+"),
      StorageClass: oneOf("STANDARD", "INTELLIGENT_TIERING", "GLACIER_IR"),
      CompressionType: need(oneOf("NONE", "GZIP", "ZSTD")),
    }),
  ),
});
const toTable = structure("S3TablesConfiguration", {
  TableBucketARN: need(
    text(2048, "arn:aws[-a-z0-9]*:s3tables:[-a-z0-9]+:\\d{12}:bucket/[a-z0-9_-]{3,63}"),
  ),
  Namespace: tableName,
  TableName: tableName,
  CompressionType: need(oneOf("NONE", "ZSTD", "SNAPPY")),
  PartitionSpec: structure("PartitionSpec", {
    PartitionFields: need(
      list(
        1,
        10,
        structure("PartitionField", {
          Transform: need(oneOf("TIME_HOUR")),
          SourceName: need(text(255, "[a-zA-Z0-9\\.\\_]+")),
        }),
      ),
    ),
  }),
});
const createChannel: Fields = {
  ChannelName: need(name),
  ServiceExecutionRoleARN: need(
    text(512, "arn:aws[-a-z0-9]*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+"),
  ),
  StreamConfigurationList: need(list(1, 10_000, source)),
  S3DestinationConfiguration: toS3,
  S3TablesDestinationConfiguration: structure("S3TablesDestinationConfiguration", {
    DataFreshnessInSeconds: integer(),
    DeadLetterQueueS3Configuration: need(deadLetters),
    S3TablesConfigurationList: need(list(1, 10_000, toTable)),
  }),
  EncryptionConfiguration: structure("ChannelEncryptionConfiguration", {
    EncryptionType: need(oneOf("KMS")),
    KeyId: need(text(2048)),
  }),
  Tags: tags,
  LoggingConfiguration: logging,
};

export const MORE_CONSTRAINTS: Readonly<Record<MoreOperationName, Fields>> = {
  DeleteStream: { ...stream, EnforceConsumerDeletion: boolean },
  IncreaseStreamRetentionPeriod: retention,
  DecreaseStreamRetentionPeriod: retention,
  DescribeStream: { ...stream, Limit: page, ExclusiveStartShardId: shardId },
  DescribeStreamSummary: stream,
  ListStreams: { Limit: page, ExclusiveStartStreamName: name, NextToken: nextToken },
  ListShards: {
    ...stream,
    NextToken: nextToken,
    ExclusiveStartShardId: shardId,
    MaxResults: page,
    StreamCreationTimestamp: timestamp,
    ShardFilter: structure("ShardFilter", {
      Type: {
        ...oneOf(
          "AFTER_SHARD_ID",
          "AT_TRIM_HORIZON",
          "FROM_TRIM_HORIZON",
          "AT_LATEST",
          "AT_TIMESTAMP",
          "FROM_TIMESTAMP",
        ),
        ...required,
      },
      ShardId: shardId,
      Timestamp: timestamp,
    }),
  },
  GetShardIterator: {
    ...stream,
    ShardId: { ...shardId, ...required },
    ShardIteratorType: {
      ...oneOf(
        "AT_SEQUENCE_NUMBER",
        "AFTER_SEQUENCE_NUMBER",
        "TRIM_HORIZON",
        "LATEST",
        "AT_TIMESTAMP",
      ),
      ...required,
    },
    StartingSequenceNumber: sequenceNumber,
    Timestamp: timestamp,
    DryRun: boolean,
  },
  GetRecords: {
    ShardIterator: { type: "string", min: 1, max: 512, ...required },
    Limit: page,
    StreamARN: arn,
    DryRun: boolean,
  },
  AddTagsToStream: { ...stream, Tags: need(tags) },
  RemoveTagsFromStream: { ...stream, TagKeys: tagKeys },
  ListTagsForStream: { ...stream, ExclusiveStartTagKey: text(128), Limit: integer(1, 50) },
  TagResource: { Tags: need(tags), ResourceARN: resource },
  UntagResource: { TagKeys: tagKeys, ResourceARN: resource },
  ListTagsForResource: { ResourceARN: resource },
  EnableEnhancedMonitoring: monitoring,
  DisableEnhancedMonitoring: monitoring,
  StartStreamEncryption: encryption,
  StopStreamEncryption: encryption,
  UpdateStreamMode: {
    StreamARN: need(arn),
    StreamModeDetails: need(
      structure("StreamModeDetails", { StreamMode: need(oneOf("PROVISIONED", "ON_DEMAND")) }),
    ),
    WarmThroughputMiBps: integer(0),
  },
  UpdateMaxRecordSize: { StreamARN: arn, MaxRecordSizeInKiB: need(integer(1024, 10_240)) },
  UpdateStreamWarmThroughput: { ...stream, WarmThroughputMiBps: need(integer(0)) },
  UpdateStreamRecordDistributionStrategy: {
    StreamARN: need(arn),
    RecordDistributionStrategy: need(oneOf("AUTO", "USER_PARTITION_KEY")),
  },
  RegisterStreamConsumer: { StreamARN: need(arn), ConsumerName: need(name), Tags: tags },
  DeregisterStreamConsumer: namedConsumer,
  DescribeStreamConsumer: namedConsumer,
  ListStreamConsumers: {
    StreamARN: need(arn),
    NextToken: nextToken,
    MaxResults: page,
    StreamCreationTimestamp: timestamp,
  },
  SubscribeToShard: {
    ConsumerARN: need(consumer),
    ShardId: need(shardId),
    StartingPosition: need(
      structure("StartingPosition", {
        Type: need(positions),
        SequenceNumber: sequenceNumber,
        Timestamp: timestamp,
      }),
    ),
    DryRun: boolean,
  },
  PutResourcePolicy: { ResourceARN: resource, Policy: { type: "string", ...required } },
  GetResourcePolicy: { ResourceARN: resource },
  DeleteResourcePolicy: { ResourceARN: resource },
  DescribeLimits: {},
  DescribeAccountSettings: {},
  UpdateAccountSettings: {
    MinimumThroughputBillingCommitment: need(
      structure("MinimumThroughputBillingCommitmentInput", {
        Status: need(oneOf("ENABLED", "DISABLED")),
      }),
    ),
  },
  CreateChannel: createChannel,
  UpdateChannel: {
    ChannelARN: channel,
    S3DestinationConfiguration: freshness,
    S3TablesDestinationConfiguration: freshness,
    LoggingConfiguration: logging,
  },
  DeleteChannel: { ChannelARN: channel },
  DescribeChannel: { ChannelARN: channel },
  ListChannels: {
    StreamFilter: list(
      1,
      10_000,
      structure("StreamFilter", { StreamARN: need(arn), StreamCreationTimestamp: timestamp }),
    ),
    MaxResults: page,
    NextToken: nextToken,
  },
};
