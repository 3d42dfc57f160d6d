/**
 * The validation table of the core operations, as the service model of 2026-11-23 states it. That
 * leaves PartitionKey open: only streams with RecordDistributionStrategy AUTO do without it.
 */
import type { CoreOperationName } from "./shapes.ts";

interface Common {
  readonly required?: true;
}

export interface StringRule extends Common {
  readonly type: "string";
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}
export interface IntegerRule extends Common {
  readonly type: "integer";
  readonly min?: number;
  readonly max?: number;
}
export interface BlobRule extends Common {
  readonly type: "blob";
  readonly max: number;
}
export interface ListRule extends Common {
  readonly type: "list";
  readonly min: number;
  readonly max: number;
  readonly of: Rule;
}
/** A map of strings to strings; lengths are [least, most]. */
export interface MapRule extends Common {
  readonly type: "map";
  readonly min: number;
  readonly max: number;
  readonly keys: readonly [number, number];
  readonly values: readonly [number, number];
}
export interface StructureRule extends Common {
  readonly type: "structure";
  /** The Java class AWS prints for one. */
  readonly name: string;
  readonly fields: Fields;
}
export interface PlainRule extends Common {
  readonly type: "boolean" | "timestamp";
}
export type Rule =
  | StringRule
  | IntegerRule
  | BlobRule
  | ListRule
  | MapRule
  | StructureRule
  | PlainRule;
export type Fields = Readonly<Record<string, Rule>>;

export const required = { required: true } as const;
export const boolean = { type: "boolean" } as const;
export const timestamp = { type: "timestamp" } as const;
export const integer = (min?: number, max?: number): IntegerRule => ({
  type: "integer",
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
export const oneOf = (...values: string[]): StringRule => ({ type: "string", values });
export const structure = (name: string, fields: Fields): StructureRule => ({
  type: "structure",
  name,
  fields,
});

export const name: StringRule = { type: "string", min: 1, max: 128, pattern: "[a-zA-Z0-9_.-]+" };
const shardId = name;
export const arn: StringRule = {
  type: "string",
  min: 1,
  max: 2048,
  pattern: "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+",
};
const hashKey: StringRule = { type: "string", pattern: "^(0|([1-9]\\d{0,38}))$" };
export const sequenceNumber: StringRule = { type: "string", pattern: "^(0|([1-9]\\d{0,128}))$" };
export const nextToken: StringRule = { type: "string", min: 1, max: 1_048_576 };
const partitionKey: StringRule = { type: "string", min: 1, max: 256 };
const data: BlobRule = { type: "blob", max: 10_485_760 };
export const page = integer(1, 10_000);
export const stream = { StreamName: name, StreamARN: arn };

export const CONSTRAINTS: Readonly<Record<CoreOperationName, Fields>> = {
  CreateStream: {
    StreamName: { ...name, ...required },
    ShardCount: integer(1),
    StreamModeDetails: structure("StreamModeDetails", {
      StreamMode: { ...oneOf("PROVISIONED", "ON_DEMAND"), ...required },
    }),
    Tags: { type: "map", min: 1, max: 200, keys: [1, 128], values: [0, 256] },
    WarmThroughputMiBps: integer(0),
    MaxRecordSizeInKiB: integer(1024, 10_240),
    RecordDistributionStrategy: oneOf("AUTO", "USER_PARTITION_KEY"),
  },
  PutRecord: {
    ...stream,
    Data: { ...data, ...required },
    PartitionKey: partitionKey,
    ExplicitHashKey: hashKey,
    SequenceNumberForOrdering: sequenceNumber,
    DryRun: boolean,
  },
  PutRecords: {
    Records: {
      type: "list",
      ...required,
      min: 1,
      max: 500,
      of: structure("PutRecordsRequestEntry", {
        Data: { ...data, ...required },
        ExplicitHashKey: hashKey,
        PartitionKey: partitionKey,
      }),
    },
    ...stream,
    DryRun: boolean,
  },
  SplitShard: {
    ...stream,
    ShardToSplit: { ...shardId, ...required },
    NewStartingHashKey: { ...hashKey, ...required },
  },
  MergeShards: {
    ...stream,
    ShardToMerge: { ...shardId, ...required },
    AdjacentShardToMerge: { ...shardId, ...required },
  },
  UpdateShardCount: {
    ...stream,
    TargetShardCount: { ...integer(1), ...required },
    ScalingType: { ...oneOf("UNIFORM_SCALING"), ...required },
  },
};
