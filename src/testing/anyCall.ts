import fc from "fast-check";
import { CONSTRAINTS, type Fields, type Rule } from "../aws/constraints.ts";
import { MORE_CONSTRAINTS } from "../aws/constraintsMore.ts";
import type { OperationName } from "../aws/shapes.ts";
import { HASH_KEY_MAX } from "../base/u128.ts";

export const ALL_CONSTRAINTS: Readonly<Record<OperationName, Fields>> = {
  ...CONSTRAINTS,
  ...MORE_CONSTRAINTS,
};
export const ALL_OPERATIONS = Object.keys(ALL_CONSTRAINTS) as OperationName[];

const HEAD = "arn:aws:kinesis:us-east-1:123456789012:";
const streamArn = fc.constantFrom(`${HEAD}stream/a`, `${HEAD}stream/b`, `${HEAD}stream/none`);
const shardId = fc.constantFrom("0", "0", "1", "1", "2", "shardId-000000000003", "x");
const hashKey = fc.bigInt({ min: 0n, max: HASH_KEY_MAX }).map(String);
const bucket = { BucketARN: "arn:aws:s3:::a-bucket", ExpectedBucketOwner: "123456789012" };
const consumerArn = fc
  .tuple(fc.constantFrom("a", "b"), fc.constantFrom("c", "d"), fc.constantFrom(4, 4, 4, 5))
  .map(([stream, name, s]) => `${HEAD}stream/${stream}/consumer/${name}:${1_767_225_600 + s}`);

/** By field: values that fit often enough to get past validation. */
const FITTING: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  StreamName: fc.constantFrom("a", "a", "a", "b", "none"),
  StreamARN: streamArn,
  ResourceARN: fc.oneof(streamArn, consumerArn, fc.constant(`${HEAD}channel/c`)),
  ChannelARN: fc.constantFrom(`${HEAD}channel/c`, `${HEAD}channel/d`),
  ConsumerARN: consumerArn,
  ConsumerName: fc.constantFrom("c", "d"),
  ChannelName: fc.constantFrom("c", "d"),
  ShardId: shardId,
  ShardToSplit: shardId,
  ShardToMerge: shardId,
  AdjacentShardToMerge: shardId,
  NewStartingHashKey: hashKey,
  ExplicitHashKey: hashKey,
  PartitionKey: hashKey,
  Policy: fc.constantFrom("{}", "[]", "{"),
  KeyId: fc.constantFrom("alias/aws/kinesis", "k"),
  Data: fc.constantFrom("", "YQ=="),
  RetentionPeriodHours: fc.constantFrom(23, 24, 48, 8760, 9000),
  ServiceExecutionRoleARN: fc.constant("arn:aws:iam::123456789012:role/r"),
  S3DestinationConfiguration: fc.constant({
    DataFreshnessInSeconds: 60,
    StorageConfiguration: { ...bucket, CompressionType: "NONE" },
  }),
  SequenceNumber: fc.constantFrom("0", "9".repeat(56)),
  StartingSequenceNumber: fc.constantFrom(undefined, undefined, "0", "9".repeat(56)),
  StartingPosition: fc.constantFrom({ Type: "LATEST" }, { Type: "TRIM_HORIZON" }, { Type: "X" }),
  StreamConfigurationList: streamArn.map((StreamARN) => [
    { StreamARN, RecordConfiguration: { RecordFormatType: "JSON" } },
  ]),
  S3TablesDestinationConfiguration: fc.constant(undefined),
  StreamCreationTimestamp: fc.constant(undefined),
  NextToken: fc.constant(undefined),
  DryRun: fc.constantFrom(undefined, undefined, false, true),
  Timestamp: fc.constantFrom(0, 1_767_225_603, 9e9),
  ShardCount: fc.integer({ min: 1, max: 9 }),
  TargetShardCount: fc.integer({ min: 1, max: 9 }),
  WarmThroughputMiBps: fc.integer({ min: 0, max: 9 }),
};

const fitting = (rule: Rule): fc.Arbitrary<unknown> => {
  switch (rule.type) {
    case "boolean":
      return fc.boolean();
    case "timestamp":
      return fc.integer({ min: 0, max: 4e9 });
    case "integer":
      return fc.integer({ min: rule.min ?? 0, max: Math.min(rule.max ?? 9, 20_000) });
    case "blob":
      return fc.constant("");
    case "map":
      return fc.dictionary(fc.constantFrom("k", "l", "%"), fc.constantFrom("", "v"), {
        minKeys: 1,
      });
    case "list":
      return fc.array(fitting(rule.of), { minLength: 1, maxLength: 3 });
    case "structure":
      return inputOf(rule.fields, 8);
    case "string":
      return rule.values ? fc.constantFrom(...rule.values) : fc.constantFrom("a", "b-1");
  }
};

/** An input of these fields: most fit, some are left out, and one in `weight` may be anything. */
const inputOf = (fields: Fields, weight: number): fc.Arbitrary<object> =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([field, rule]) => [
        field,
        fc.oneof(
          { arbitrary: FITTING[field] ?? fitting(rule), weight: weight * 2 },
          { arbitrary: fc.constant(undefined), weight: rule.required ? 1 : weight },
          { arbitrary: fc.jsonValue(), weight: 1 },
        ),
      ]),
    ),
  );

export interface AnyCall {
  readonly operation: OperationName;
  readonly input: object;
  readonly waitUs: number;
}

/** A call of any operation with an input that mostly fits, and a pause after it. */
export const anyCallOf = (
  operations: readonly OperationName[] = ALL_OPERATIONS,
): fc.Arbitrary<AnyCall> =>
  fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      input: inputOf(ALL_CONSTRAINTS[operation], 20),
      waitUs: fc.constantFrom(1, 20_000, 400_000, 1_100_000, 31_000_000),
    }),
  );
