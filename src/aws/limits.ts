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
  writeRecordsPerSecondPerShard: { value: 1000, unit: "records/s", ...quotas },
  writeBytesPerSecondPerShard: { value: 1_048_576, unit: "bytes/s", ...largeRecords },
  /** A record counts as a whole number of these toward the byte limit. */
  writeRoundingBytes: { value: 1024, unit: "bytes", ...producers },
  readBytesPerSecondPerShard: { value: 2_097_152, unit: "bytes/s", ...model("GetRecords") },
  getRecordsCallsPerSecondPerShard: { value: 5, unit: "calls/s", ...quotas },
  getRecordsResultBytesMax: { value: 10_485_760, unit: "bytes", ...model("GetRecords") },
  getRecordsResultRecordsMax: { value: 10_000, unit: "records", ...model("GetRecords") },
  /** Longest refusal after one result: 10 MiB at 2 MiB/s. */
  getRecordsBlockSecondsAfterMax: { value: 5, unit: "s", ...model("GetRecords") },
  getShardIteratorCallsPerSecondPerShard: {
    value: 5,
    unit: "calls/s",
    ...model("GetShardIterator"),
  },
  shardIteratorTtlUs: { value: 300_000_000, unit: "µs", ...model("GetShardIterator") },

  putRecordsRecordsMax: { value: 500, unit: "records", ...model("PutRecords") },
  putRecordsBytesMax: {
    value: 10_485_760,
    unit: "bytes",
    ...model("PutRecords"),
    exam: 5_242_880,
  },
  recordBytesMaxDefault: { value: 1_048_576, unit: "bytes", ...largeRecords },
  recordBytesMaxRaised: { value: 10_485_760, unit: "bytes", ...largeRecords, exam: 1_048_576 },
  maxRecordSizeInKiBMin: { value: 1024, unit: "KiB", ...model("CreateStream") },
  maxRecordSizeInKiBMax: { value: 10_240, unit: "KiB", ...model("CreateStream") },
  partitionKeyCharactersMax: { value: 256, unit: "characters", ...model("PutRecord") },

  retentionHoursDefault: { value: 24, unit: "hours", ...retention },
  retentionHoursMin: { value: 24, unit: "hours", ...retention },
  retentionHoursMax: { value: 8760, unit: "hours", ...retention },

  listShardsPageMax: { value: 1000, unit: "shards", ...model("ListShards") },
  describeStreamPageMax: { value: 100, unit: "shards", ...model("DescribeStream") },
  listStreamsPageMax: { value: 100, unit: "streams", ...model("ListStreams") },
  nextTokenTtlSeconds: { value: 300, unit: "s", ...model("ListShards") },

  createStreamCallsPerSecond: { value: 5, unit: "calls/s", ...quotas },
  deleteStreamCallsPerSecond: { value: 5, unit: "calls/s", ...quotas },
  describeStreamCallsPerSecond: { value: 10, unit: "calls/s", ...quotas },
  describeStreamSummaryCallsPerSecond: { value: 20, unit: "calls/s", ...quotas },
  listStreamsCallsPerSecond: { value: 5, unit: "calls/s", ...quotas },
  listShardsCallsPerSecondPerStream: { value: 1000, unit: "calls/s", ...quotas, exam: 100 },
  splitShardCallsPerSecondPerStream: { value: 5, unit: "calls/s", ...quotas },
  mergeShardsCallsPerSecondPerStream: { value: 5, unit: "calls/s", ...quotas },
  updateShardCountCallsPerSecond: { value: 10, unit: "calls/s", ...quotas },
  increaseStreamRetentionPeriodCallsPerSecondPerStream: { value: 5, unit: "calls/s", ...quotas },
  decreaseStreamRetentionPeriodCallsPerSecondPerStream: { value: 5, unit: "calls/s", ...quotas },

  creatingStreamsMax: { value: 5, unit: "streams", ...model("CreateStream") },
  updateShardCountPerRollingDay: { value: 10, unit: "calls", ...perRollingDay },
  updateShardCountUpMax: { value: 2, unit: "×", ...perRollingDay },
  updateShardCountDownMin: { value: 0.5, unit: "×", ...perRollingDay },
  updateShardCountShardsMax: { value: 10_000, unit: "shards", ...perRollingDay },
  /** For us-east-1, us-west-2 and eu-west-1; other regions have 1,000 or 6,000. */
  shardsPerAccount: { value: 20_000, unit: "shards", ...quotas, exam: 500 },
  /** What CreateStream makes when neither a count nor a mode is given. */
  shardsWithoutCount: {
    value: 4,
    unit: "shards",
    ...guide("how-do-i-size-a-stream", "On-demand mode: initial capacity"),
  },

  reshardStepSeconds: {
    value: 30,
    unit: "s",
    source:
      "Assumption from public course notes: one split or merge takes 30 s, so doubling 1,000 " +
      'shards takes 30,000 s. AWS says only "a few minutes".',
    asOf,
    assumption: true,
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
