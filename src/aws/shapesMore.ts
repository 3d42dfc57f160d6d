/** Inputs and outputs of the operations beyond streams, shards and records, with AWS's field names. */
import type {
  ChildShard,
  EmptyOutput,
  EncryptionType,
  KinesisRecord,
  RecordDistributionStrategy,
  ShardIteratorType,
  StreamModeDetails,
  StreamNaming,
  WarmThroughput,
} from "./shapes.ts";

export type Tags = Record<string, string>;
export interface Tag {
  Key: string;
  Value: string;
}

export interface AddTagsToStreamInput extends StreamNaming {
  Tags: Tags;
}
export interface RemoveTagsFromStreamInput extends StreamNaming {
  TagKeys: string[];
}
export interface ListTagsForStreamInput extends StreamNaming {
  ExclusiveStartTagKey?: string;
  Limit?: number;
}
export interface ListTagsForStreamOutput {
  Tags: Tag[];
  HasMoreTags: boolean;
}

export interface ResourceInput {
  ResourceARN: string;
}
export interface TagResourceInput extends ResourceInput {
  Tags: Tags;
}
export interface UntagResourceInput extends ResourceInput {
  TagKeys: string[];
}
export interface PutResourcePolicyInput extends ResourceInput {
  Policy: string;
}

export interface EnhancedMonitoringInput extends StreamNaming {
  ShardLevelMetrics: string[];
}
export interface EnhancedMonitoringOutput {
  StreamName: string;
  StreamARN: string;
  CurrentShardLevelMetrics: string[];
  DesiredShardLevelMetrics: string[];
}

export interface StreamEncryptionInput extends StreamNaming {
  EncryptionType: EncryptionType;
  KeyId: string;
}

export interface UpdateStreamModeInput {
  StreamARN: string;
  StreamModeDetails: StreamModeDetails;
  WarmThroughputMiBps?: number;
}
export interface UpdateMaxRecordSizeInput {
  StreamARN?: string;
  MaxRecordSizeInKiB: number;
}
export interface UpdateStreamWarmThroughputInput extends StreamNaming {
  WarmThroughputMiBps: number;
}
export interface UpdateStreamWarmThroughputOutput {
  StreamARN: string;
  StreamName: string;
  WarmThroughput: WarmThroughput;
}
export interface UpdateStreamRecordDistributionStrategyInput {
  StreamARN: string;
  RecordDistributionStrategy: RecordDistributionStrategy;
}

export type ConsumerStatus = "CREATING" | "ACTIVE" | "DELETING";
export interface ConsumerShape {
  ConsumerName: string;
  ConsumerARN: string;
  ConsumerStatus: ConsumerStatus;
  ConsumerCreationTimestamp: number;
}
export interface ConsumerDescription extends ConsumerShape {
  StreamARN: string;
}
export interface RegisterStreamConsumerInput {
  StreamARN: string;
  ConsumerName: string;
  Tags?: Tags;
}
export interface ConsumerNaming {
  StreamARN?: string;
  ConsumerName?: string;
  ConsumerARN?: string;
}
export interface ListStreamConsumersInput {
  StreamARN: string;
  NextToken?: string;
  MaxResults?: number;
  StreamCreationTimestamp?: number;
}
export interface ListStreamConsumersOutput {
  Consumers: ConsumerShape[];
  NextToken?: string;
}

export interface StartingPosition {
  Type: ShardIteratorType;
  SequenceNumber?: string;
  Timestamp?: number;
}
export interface SubscribeToShardInput {
  ConsumerARN: string;
  ShardId: string;
  StartingPosition: StartingPosition;
  DryRun?: boolean;
}
/** Number of the subscription whose events `Run.onPush` is told of. */
export interface SubscribeToShardOutput {
  subscription: number;
}
export interface SubscribeToShardEvent {
  Records: KinesisRecord[];
  /** Absent at a closed shard's end. */
  ContinuationSequenceNumber?: string;
  MillisBehindLatest: number;
  ChildShards?: ChildShard[];
}
export interface DescribeLimitsOutput {
  ShardLimit: number;
  OpenShardCount: number;
  OnDemandStreamCount: number;
  OnDemandStreamCountLimit: number;
  ChannelCount: number;
}
export interface AccountSettingsOutput {
  MinimumThroughputBillingCommitment: {
    Status: "ENABLED" | "DISABLED" | "ENABLED_UNTIL_EARLIEST_ALLOWED_END";
    StartedAt?: number;
    EndedAt?: number;
    EarliestAllowedEndAt?: number;
  };
}
export interface UpdateAccountSettingsInput {
  MinimumThroughputBillingCommitment: { Status: "ENABLED" | "DISABLED" };
}

export interface ChannelInput {
  ChannelARN: string;
}
export interface ChannelLogging {
  CloudWatchLogs: { Enabled: boolean; LogGroupName?: string; LogStreamName?: string };
}
/** The parts that are only kept and answered. */
interface Destination {
  DataFreshnessInSeconds?: number;
  readonly [field: string]: unknown;
}
export interface CreateChannelInput {
  ChannelName: string;
  ServiceExecutionRoleARN: string;
  StreamConfigurationList: {
    StreamARN: string;
    RecordConfiguration: { RecordFormatType: string; GSRSchemaARN?: string };
  }[];
  S3DestinationConfiguration?: Destination;
  S3TablesDestinationConfiguration?: Destination;
  EncryptionConfiguration?: { EncryptionType: "KMS"; KeyId: string };
  Tags?: Tags;
  LoggingConfiguration?: ChannelLogging;
}
export interface UpdateChannelInput extends ChannelInput {
  S3DestinationConfiguration?: { DataFreshnessInSeconds: number };
  S3TablesDestinationConfiguration?: { DataFreshnessInSeconds: number };
  LoggingConfiguration?: ChannelLogging;
}
export interface ChannelDescription {
  ChannelName: string;
  ChannelARN: string;
  ChannelId: string;
  ChannelStatus: string;
  ChannelCreationTimestamp: number;
  readonly [field: string]: unknown;
}
export interface ChannelOutput {
  ChannelDescription: ChannelDescription;
}
export interface ListChannelsInput {
  StreamFilter?: { StreamARN: string; StreamCreationTimestamp?: number }[];
  MaxResults?: number;
  NextToken?: string;
}
export interface ChannelSummary {
  ChannelName: string;
  ChannelARN: string;
  ChannelId: string;
  ChannelStatus: string;
  ChannelCreationTimestamp: number;
  ChannelDestinationType: "S3" | "S3_TABLES";
  Streams: { StreamARN: string; StreamCreationTimestamp: number }[];
}
export interface ListChannelsOutput {
  ChannelSummaries: ChannelSummary[];
  NextToken?: string;
}

/** Input and output of each operation. */
export interface OperationsBeyond {
  AddTagsToStream: { input: AddTagsToStreamInput; output: EmptyOutput };
  RemoveTagsFromStream: { input: RemoveTagsFromStreamInput; output: EmptyOutput };
  ListTagsForStream: { input: ListTagsForStreamInput; output: ListTagsForStreamOutput };
  TagResource: { input: TagResourceInput; output: EmptyOutput };
  UntagResource: { input: UntagResourceInput; output: EmptyOutput };
  ListTagsForResource: { input: ResourceInput; output: { Tags: Tag[] } };
  EnableEnhancedMonitoring: { input: EnhancedMonitoringInput; output: EnhancedMonitoringOutput };
  DisableEnhancedMonitoring: { input: EnhancedMonitoringInput; output: EnhancedMonitoringOutput };
  StartStreamEncryption: { input: StreamEncryptionInput; output: EmptyOutput };
  StopStreamEncryption: { input: StreamEncryptionInput; output: EmptyOutput };
  UpdateStreamMode: { input: UpdateStreamModeInput; output: EmptyOutput };
  UpdateMaxRecordSize: { input: UpdateMaxRecordSizeInput; output: EmptyOutput };
  UpdateStreamWarmThroughput: {
    input: UpdateStreamWarmThroughputInput;
    output: UpdateStreamWarmThroughputOutput;
  };
  UpdateStreamRecordDistributionStrategy: {
    input: UpdateStreamRecordDistributionStrategyInput;
    output: EmptyOutput;
  };
  RegisterStreamConsumer: {
    input: RegisterStreamConsumerInput;
    output: { Consumer: ConsumerShape };
  };
  DeregisterStreamConsumer: { input: ConsumerNaming; output: EmptyOutput };
  DescribeStreamConsumer: {
    input: ConsumerNaming;
    output: { ConsumerDescription: ConsumerDescription };
  };
  ListStreamConsumers: { input: ListStreamConsumersInput; output: ListStreamConsumersOutput };
  SubscribeToShard: { input: SubscribeToShardInput; output: SubscribeToShardOutput };
  PutResourcePolicy: { input: PutResourcePolicyInput; output: EmptyOutput };
  GetResourcePolicy: { input: ResourceInput; output: { Policy: string } };
  DeleteResourcePolicy: { input: ResourceInput; output: EmptyOutput };
  DescribeLimits: { input: object; output: DescribeLimitsOutput };
  DescribeAccountSettings: { input: object; output: AccountSettingsOutput };
  UpdateAccountSettings: { input: UpdateAccountSettingsInput; output: AccountSettingsOutput };
  CreateChannel: { input: CreateChannelInput; output: ChannelOutput };
  UpdateChannel: { input: UpdateChannelInput; output: ChannelOutput };
  DeleteChannel: { input: ChannelInput; output: EmptyOutput };
  DescribeChannel: { input: ChannelInput; output: ChannelOutput };
  ListChannels: { input: ListChannelsInput; output: ListChannelsOutput };
}
