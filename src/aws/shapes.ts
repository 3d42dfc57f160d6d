/**
 * Inputs and outputs of the operations, with AWS's own field names.
 * Timestamps are epoch seconds with a fraction of milliseconds. `Data` is base64 text, as on
 * the JSON wire; sizes always mean the decoded bytes.
 */

import type { OperationsBeyond } from "./shapesMore.ts";

export type StreamStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
export type StreamMode = "PROVISIONED" | "ON_DEMAND";
export type EncryptionType = "NONE" | "KMS";
export type ScalingType = "UNIFORM_SCALING";
export type RecordDistributionStrategy = "AUTO" | "USER_PARTITION_KEY";
export type ShardIteratorType =
  | "AT_SEQUENCE_NUMBER"
  | "AFTER_SEQUENCE_NUMBER"
  | "TRIM_HORIZON"
  | "LATEST"
  | "AT_TIMESTAMP";
export type ShardFilterType =
  | "AFTER_SHARD_ID"
  | "AT_TRIM_HORIZON"
  | "FROM_TRIM_HORIZON"
  | "AT_LATEST"
  | "AT_TIMESTAMP"
  | "FROM_TIMESTAMP";

export interface StreamModeDetails {
  StreamMode: StreamMode;
}

export interface HashKeyRange {
  StartingHashKey: string;
  EndingHashKey: string;
}

export interface SequenceNumberRange {
  StartingSequenceNumber: string;
  /** Present once the shard is closed. */
  EndingSequenceNumber?: string;
}

export interface Shard {
  ShardId: string;
  ParentShardId?: string;
  AdjacentParentShardId?: string;
  HashKeyRange: HashKeyRange;
  SequenceNumberRange: SequenceNumberRange;
}

export interface ChildShard {
  ShardId: string;
  ParentShards: string[];
  HashKeyRange: HashKeyRange;
}

export interface EnhancedMetrics {
  ShardLevelMetrics: string[];
}

/** A stream may be named by either; both must agree. `StreamId` is reserved and ignored. */
export interface StreamNaming {
  StreamName?: string;
  StreamARN?: string;
}

export type EmptyOutput = Record<string, never>;

export interface CreateStreamInput {
  StreamName: string;
  ShardCount?: number;
  StreamModeDetails?: StreamModeDetails;
  Tags?: Record<string, string>;
  WarmThroughputMiBps?: number;
  MaxRecordSizeInKiB?: number;
  RecordDistributionStrategy?: RecordDistributionStrategy;
}

export interface DeleteStreamInput extends StreamNaming {
  EnforceConsumerDeletion?: boolean;
}

export interface DescribeStreamInput extends StreamNaming {
  Limit?: number;
  ExclusiveStartShardId?: string;
}

export interface StreamDescription {
  StreamName: string;
  StreamARN: string;
  StreamStatus: StreamStatus;
  StreamModeDetails: StreamModeDetails;
  Shards: Shard[];
  HasMoreShards: boolean;
  RetentionPeriodHours: number;
  StreamCreationTimestamp: number;
  EnhancedMonitoring: EnhancedMetrics[];
  EncryptionType: EncryptionType;
  KeyId?: string;
}

export interface DescribeStreamOutput {
  StreamDescription: StreamDescription;
}

export type DescribeStreamSummaryInput = StreamNaming;

export interface StreamDescriptionSummary extends Omit<
  StreamDescription,
  "Shards" | "HasMoreShards"
> {
  OpenShardCount: number;
  ConsumerCount: number;
  MaxRecordSizeInKiB: number;
  WarmThroughput?: WarmThroughput;
  ChannelCount?: number;
  RecordDistributionStrategy?: RecordDistributionStrategy;
}

export interface WarmThroughput {
  TargetMiBps: number;
  CurrentMiBps: number;
}

export interface DescribeStreamSummaryOutput {
  StreamDescriptionSummary: StreamDescriptionSummary;
}

export interface ListStreamsInput {
  Limit?: number;
  ExclusiveStartStreamName?: string;
  NextToken?: string;
}

export interface StreamSummary {
  StreamName: string;
  StreamARN: string;
  StreamStatus: StreamStatus;
  StreamModeDetails: StreamModeDetails;
  StreamCreationTimestamp: number;
}

export interface ListStreamsOutput {
  StreamNames: string[];
  HasMoreStreams: boolean;
  NextToken?: string;
  StreamSummaries: StreamSummary[];
}

export interface ShardFilter {
  Type: ShardFilterType;
  ShardId?: string;
  Timestamp?: number;
}

export interface ListShardsInput extends StreamNaming {
  NextToken?: string;
  ExclusiveStartShardId?: string;
  MaxResults?: number;
  StreamCreationTimestamp?: number;
  ShardFilter?: ShardFilter;
}

export interface ListShardsOutput {
  Shards: Shard[];
  NextToken?: string;
}

export interface PutRecordInput extends StreamNaming {
  Data: string;
  /** A stream without RecordDistributionStrategy AUTO requires it. */
  PartitionKey?: string;
  ExplicitHashKey?: string;
  SequenceNumberForOrdering?: string;
  DryRun?: boolean;
}

export interface PutRecordOutput {
  ShardId: string;
  SequenceNumber: string;
  EncryptionType: EncryptionType;
}

export interface PutRecordsRequestEntry {
  Data: string;
  /** A stream without RecordDistributionStrategy AUTO requires it. */
  PartitionKey?: string;
  ExplicitHashKey?: string;
}

export interface PutRecordsInput extends StreamNaming {
  Records: PutRecordsRequestEntry[];
  DryRun?: boolean;
}

export type PutRecordsErrorCode = "ProvisionedThroughputExceededException" | "InternalFailure";

/** A success or a failure, never both. */
export type PutRecordsResultEntry =
  | { SequenceNumber: string; ShardId: string }
  | { ErrorCode: PutRecordsErrorCode; ErrorMessage: string };

export interface PutRecordsOutput {
  FailedRecordCount: number;
  /** In request order, one for each entry. */
  Records: PutRecordsResultEntry[];
  EncryptionType: EncryptionType;
}

export interface GetShardIteratorInput extends StreamNaming {
  ShardId: string;
  ShardIteratorType: ShardIteratorType;
  StartingSequenceNumber?: string;
  Timestamp?: number;
  DryRun?: boolean;
}

export interface GetShardIteratorOutput {
  ShardIterator: string;
}

export interface GetRecordsInput {
  ShardIterator: string;
  Limit?: number;
  StreamARN?: string;
  DryRun?: boolean;
}

export interface KinesisRecord {
  SequenceNumber: string;
  ApproximateArrivalTimestamp: number;
  Data: string;
  /** Absent where AUTO took a record without one. */
  PartitionKey?: string;
  EncryptionType?: EncryptionType;
}

export interface GetRecordsOutput {
  Records: KinesisRecord[];
  /**
   * Absent once a closed shard has been read to its end: AWS documents null, and what it sends has no
   * such member (kinesalite issue 20, 2015; async-kinesis pull request 97, 2026).
   */
  NextShardIterator?: string;
  MillisBehindLatest: number;
  /** Present only at the end of a closed shard. */
  ChildShards?: ChildShard[];
}

export interface SplitShardInput extends StreamNaming {
  ShardToSplit: string;
  NewStartingHashKey: string;
}

export interface MergeShardsInput extends StreamNaming {
  ShardToMerge: string;
  AdjacentShardToMerge: string;
}

export interface UpdateShardCountInput extends StreamNaming {
  TargetShardCount: number;
  ScalingType: ScalingType;
}

export interface UpdateShardCountOutput {
  StreamName: string;
  CurrentShardCount: number;
  TargetShardCount: number;
  StreamARN: string;
}

export interface RetentionPeriodInput extends StreamNaming {
  RetentionPeriodHours: number;
}

/** Input and output of each operation. */
export interface Operations extends OperationsBeyond {
  CreateStream: { input: CreateStreamInput; output: EmptyOutput };
  DeleteStream: { input: DeleteStreamInput; output: EmptyOutput };
  DescribeStream: { input: DescribeStreamInput; output: DescribeStreamOutput };
  DescribeStreamSummary: {
    input: DescribeStreamSummaryInput;
    output: DescribeStreamSummaryOutput;
  };
  ListStreams: { input: ListStreamsInput; output: ListStreamsOutput };
  ListShards: { input: ListShardsInput; output: ListShardsOutput };
  PutRecord: { input: PutRecordInput; output: PutRecordOutput };
  PutRecords: { input: PutRecordsInput; output: PutRecordsOutput };
  GetShardIterator: { input: GetShardIteratorInput; output: GetShardIteratorOutput };
  GetRecords: { input: GetRecordsInput; output: GetRecordsOutput };
  SplitShard: { input: SplitShardInput; output: EmptyOutput };
  MergeShards: { input: MergeShardsInput; output: EmptyOutput };
  UpdateShardCount: { input: UpdateShardCountInput; output: UpdateShardCountOutput };
  IncreaseStreamRetentionPeriod: { input: RetentionPeriodInput; output: EmptyOutput };
  DecreaseStreamRetentionPeriod: { input: RetentionPeriodInput; output: EmptyOutput };
}

export type OperationName = keyof Operations;
/** Those the worker's first chunk holds: what scenarios, producers and the page's own controls call. */
export type CoreOperationName =
  | "CreateStream"
  | "PutRecord"
  | "PutRecords"
  | "SplitShard"
  | "MergeShards"
  | "UpdateShardCount";

export type MoreOperationName = Exclude<OperationName, CoreOperationName>;
export type InputOf<O extends OperationName> = Operations[O]["input"];
export type OutputOf<O extends OperationName> = Operations[O]["output"];
