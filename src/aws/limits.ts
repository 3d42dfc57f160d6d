import { CALL_RATES } from "./callRates.ts";
import { MORE_CALL_RATES } from "./callRatesMore.ts";
import { LIMIT } from "./limitValues.ts";
import { LIMIT_MORE } from "./limitValuesMore.ts";

/**
 * Every number Kinesis imposes that the engine or the page uses: value, unit, where it is
 * written and when that was read. What a request's fields may hold is in constraints.ts.
 */

export type LimitUnit =
  | "records/s"
  | "bytes/s"
  | "calls/s"
  | "calls"
  | "bytes"
  | "records"
  | "shards"
  | "streams"
  | "consumers"
  | "channels"
  | "tags"
  | "MiB/s"
  | "characters"
  | "hours"
  | "s"
  | "µs"
  | "KiB"
  | "×";

export interface Limit {
  readonly value: number;
  readonly unit: LimitUnit;
  /** The page or model the value was read from, for people. */
  readonly source: string;
  /** Address of that page, where it has one. */
  readonly url?: string;
  /** Day the value was last checked. */
  readonly asOf: string;
  /** The value classic exam questions expect, where it differs from today's. */
  readonly exam?: number;
  /** True where AWS states no value and this project chose one. */
  readonly assumption?: true;
}

const asOf = "2026-11-23";
const guide = (page: string, title: string) => ({
  source: `Kinesis Data Streams Developer Guide, ${title}`,
  url: `https://docs.aws.amazon.com/streams/latest/dev/${page}.html`,
  asOf,
});
const model = (operation: string) => ({
  source: `Kinesis API Reference, ${operation}`,
  url: `https://docs.aws.amazon.com/kinesis/latest/APIReference/API_${operation}.html`,
  asOf,
});
const quotas = guide("service-sizes-and-limits", "Quotas and limits");
const largeRecords = guide("large-records", "Large records");
const producers = guide("troubleshooting-producers", "Troubleshooting producers");
const retention = guide("kinesis-extended-retention", "Changing the data retention period");
const perRollingDay = model("UpdateShardCount");

export const LIMITS = {
  writeRecordsPerSecondPerShard: {
    value: LIMIT.writeRecordsPerSecondPerShard,
    unit: "records/s",
    ...quotas,
  },
  writeBytesPerSecondPerShard: {
    value: LIMIT.writeBytesPerSecondPerShard,
    unit: "bytes/s",
    ...largeRecords,
  },
  /** A record counts as a whole number of these toward the byte limit. */
  writeRoundingBytes: { value: LIMIT.writeRoundingBytes, unit: "bytes", ...producers },
  readBytesPerSecondPerShard: {
    value: LIMIT.readBytesPerSecondPerShard,
    unit: "bytes/s",
    ...model("GetRecords"),
  },
  getRecordsCallsPerSecondPerShard: {
    value: LIMIT.getRecordsCallsPerSecondPerShard,
    unit: "calls/s",
    ...quotas,
  },
  getRecordsResultBytesMax: {
    value: LIMIT.getRecordsResultBytesMax,
    unit: "bytes",
    ...model("GetRecords"),
  },
  getRecordsResultRecordsMax: {
    value: LIMIT.getRecordsResultRecordsMax,
    unit: "records",
    ...model("GetRecords"),
  },
  /** Longest refusal after one result: 10 MiB at 2 MiB/s. */
  getRecordsBlockSecondsAfterMax: {
    value: LIMIT.getRecordsBlockSecondsAfterMax,
    unit: "s",
    ...model("GetRecords"),
  },
  getShardIteratorCallsPerSecondPerShard: {
    value: LIMIT.getShardIteratorCallsPerSecondPerShard,
    unit: "calls/s",
    ...model("GetShardIterator"),
  },
  shardIteratorTtlUs: { value: LIMIT.shardIteratorTtlUs, unit: "µs", ...model("GetShardIterator") },

  putRecordsRecordsMax: {
    value: LIMIT.putRecordsRecordsMax,
    unit: "records",
    ...model("PutRecords"),
  },
  putRecordsBytesMax: {
    value: LIMIT.putRecordsBytesMax,
    unit: "bytes",
    ...model("PutRecords"),
    exam: 5_242_880,
  },
  recordBytesMaxDefault: { value: LIMIT.recordBytesMaxDefault, unit: "bytes", ...largeRecords },
  recordBytesMaxRaised: {
    value: LIMIT.recordBytesMaxRaised,
    unit: "bytes",
    ...largeRecords,
    exam: 1_048_576,
  },
  maxRecordSizeInKiBMin: {
    value: LIMIT.maxRecordSizeInKiBMin,
    unit: "KiB",
    ...model("CreateStream"),
  },
  maxRecordSizeInKiBMax: {
    value: LIMIT.maxRecordSizeInKiBMax,
    unit: "KiB",
    ...model("CreateStream"),
  },
  partitionKeyCharactersMax: {
    value: LIMIT.partitionKeyCharactersMax,
    unit: "characters",
    ...model("PutRecord"),
  },

  retentionHoursDefault: { value: LIMIT.retentionHoursDefault, unit: "hours", ...retention },
  retentionHoursMin: { value: LIMIT.retentionHoursMin, unit: "hours", ...retention },
  retentionHoursMax: { value: LIMIT.retentionHoursMax, unit: "hours", ...retention },

  listShardsPageMax: { value: LIMIT.listShardsPageMax, unit: "shards", ...model("ListShards") },
  describeStreamPageMax: {
    value: LIMIT.describeStreamPageMax,
    unit: "shards",
    ...model("DescribeStream"),
  },
  listStreamsPageMax: { value: LIMIT.listStreamsPageMax, unit: "streams", ...model("ListStreams") },
  nextTokenTtlSeconds: { value: LIMIT.nextTokenTtlSeconds, unit: "s", ...model("ListShards") },

  createStreamCallsPerSecond: {
    value: CALL_RATES.CreateStream.calls,
    unit: "calls/s",
    ...quotas,
  },
  deleteStreamCallsPerSecond: {
    value: MORE_CALL_RATES.DeleteStream.calls,
    unit: "calls/s",
    ...quotas,
  },
  describeStreamCallsPerSecond: {
    value: MORE_CALL_RATES.DescribeStream.calls,
    unit: "calls/s",
    ...quotas,
  },
  describeStreamSummaryCallsPerSecond: {
    value: MORE_CALL_RATES.DescribeStreamSummary.calls,
    unit: "calls/s",
    ...quotas,
  },
  listStreamsCallsPerSecond: {
    value: MORE_CALL_RATES.ListStreams.calls,
    unit: "calls/s",
    ...quotas,
  },
  listShardsCallsPerSecondPerStream: {
    value: MORE_CALL_RATES.ListShards.calls,
    unit: "calls/s",
    ...quotas,
    exam: 100,
  },
  splitShardCallsPerSecondPerStream: {
    value: CALL_RATES.SplitShard.calls,
    unit: "calls/s",
    ...quotas,
  },
  mergeShardsCallsPerSecondPerStream: {
    value: CALL_RATES.MergeShards.calls,
    unit: "calls/s",
    ...quotas,
  },
  updateShardCountCallsPerSecond: {
    value: CALL_RATES.UpdateShardCount.calls,
    unit: "calls/s",
    ...quotas,
  },
  increaseStreamRetentionPeriodCallsPerSecondPerStream: {
    value: MORE_CALL_RATES.IncreaseStreamRetentionPeriod.calls,
    unit: "calls/s",
    ...quotas,
  },
  decreaseStreamRetentionPeriodCallsPerSecondPerStream: {
    value: MORE_CALL_RATES.DecreaseStreamRetentionPeriod.calls,
    unit: "calls/s",
    ...quotas,
  },

  creatingStreamsMax: {
    value: LIMIT.creatingStreamsMax,
    unit: "streams",
    ...model("CreateStream"),
  },
  onDemandStreamsPerAccount: {
    value: LIMIT.onDemandStreamsPerAccount,
    unit: "streams",
    ...quotas,
  },
  tagsPerResource: { value: LIMIT.tagsPerResource, unit: "tags", ...quotas, exam: 10 },
  updateShardCountPerRollingDay: {
    value: LIMIT.updateShardCountPerRollingDay,
    unit: "calls",
    ...perRollingDay,
  },
  updateShardCountUpMax: { value: LIMIT.updateShardCountUpMax, unit: "×", ...perRollingDay },
  updateShardCountDownMin: { value: LIMIT.updateShardCountDownMin, unit: "×", ...perRollingDay },
  updateShardCountShardsMax: {
    value: LIMIT.updateShardCountShardsMax,
    unit: "shards",
    ...perRollingDay,
  },
  /** For us-east-1, us-west-2 and eu-west-1; other regions have 1,000 or 6,000. */
  shardsPerAccount: { value: LIMIT.shardsPerAccount, unit: "shards", ...quotas, exam: 500 },
  /** What CreateStream makes when neither a count nor a mode is given. */
  shardsWithoutCount: {
    value: LIMIT.shardsWithoutCount,
    unit: "shards",
    ...guide("how-do-i-size-a-stream", "On-demand mode: initial capacity"),
  },

  consumersPerStream: {
    value: LIMIT_MORE.consumersPerStream,
    unit: "consumers",
    ...model("RegisterStreamConsumer"),
  },
  consumersPerStreamAdvantage: {
    value: LIMIT_MORE.consumersPerStreamAdvantage,
    unit: "consumers",
    ...model("RegisterStreamConsumer"),
  },
  creatingConsumersMax: {
    value: LIMIT_MORE.creatingConsumersMax,
    unit: "consumers",
    ...model("RegisterStreamConsumer"),
  },
  listStreamConsumersPageMax: {
    value: LIMIT_MORE.listStreamConsumersPageMax,
    unit: "consumers",
    ...model("ListStreamConsumers"),
  },
  channelsPerStream: { value: LIMIT_MORE.channelsPerStream, unit: "channels", ...quotas },
  modeChangesPerRollingDay: {
    value: LIMIT_MORE.modeChangesPerRollingDay,
    unit: "calls",
    ...model("UpdateStreamMode"),
  },
  encryptionChangesPerRollingDay: {
    value: LIMIT_MORE.encryptionChangesPerRollingDay,
    unit: "calls",
    ...model("StartStreamEncryption"),
  },
  warmThroughputMiBpsMax: {
    value: LIMIT_MORE.warmThroughputMiBpsMax,
    unit: "MiB/s",
    ...model("UpdateStreamWarmThroughput"),
  },
  commitmentHoursMin: {
    value: LIMIT_MORE.commitmentHoursMin,
    unit: "hours",
    ...guide("how-do-i-size-a-stream", "On-demand Advantage"),
  },
  subscribeToShardCallsPerSecond: {
    value: LIMIT_MORE.subscribeToShardCallsPerSecond,
    unit: "calls/s",
    ...model("SubscribeToShard"),
  },
  subscriptionUs: { value: LIMIT_MORE.subscriptionUs, unit: "µs", ...model("SubscribeToShard") },
  subscriptionHeldUs: {
    value: LIMIT_MORE.subscriptionHeldUs,
    unit: "µs",
    ...model("SubscribeToShard"),
  },
  pushBytesPerSecondPerShard: {
    value: LIMIT_MORE.pushBytesPerSecondPerShard,
    unit: "bytes/s",
    ...guide("enhanced-consumers", "Enhanced fan-out consumers"),
  },
  channelFreshnessSecondsDefault: {
    value: LIMIT_MORE.channelFreshnessSecondsDefault,
    unit: "s",
    ...model("CreateChannel"),
  },
  pushEveryUs: {
    value: LIMIT_MORE.pushEveryUs,
    unit: "µs",
    source:
      "Assumption: an enhanced fan-out consumer gets an event at most every 100 ms, which with 20 ms " +
      'until a record can be read makes the 70 ms on average that AWS states as "about".',
    asOf,
    assumption: true,
  },

  reshardStepSeconds: {
    value: LIMIT.reshardStepSeconds,
    unit: "s",
    source:
      "Assumption from public course notes: one split or merge takes 30 s, so doubling 1,000 " +
      'shards takes 30,000 s. AWS says only "a few minutes".',
    asOf,
    assumption: true,
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
