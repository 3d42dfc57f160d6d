/** CloudWatch metrics of namespace AWS/Kinesis that streams publish every minute. */

export type MetricUnit = "Count" | "Bytes" | "Milliseconds";

export interface Metric {
  readonly unit: MetricUnit;
  /** One plain sentence: what one unit of it counts. */
  readonly meaning: string;
}

export const METRIC_NAMESPACE = "AWS/Kinesis";

/** Where both tables were read. */
export const METRICS_SOURCE = {
  source: "Kinesis Data Streams Developer Guide, Monitoring with CloudWatch",
  url: "https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html",
  asOf: "2026-11-23",
} as const;

/** Basic metrics, free; dimension StreamName. */
export const STREAM_METRICS = {
  IncomingBytes: {
    unit: "Bytes",
    meaning: "Bytes put into the stream by PutRecord and PutRecords.",
  },
  IncomingRecords: {
    unit: "Count",
    meaning: "Records put into the stream by PutRecord and PutRecords.",
  },
  "PutRecord.Bytes": { unit: "Bytes", meaning: "Bytes put by PutRecord." },
  "PutRecord.Latency": { unit: "Milliseconds", meaning: "Time a PutRecord call took." },
  "PutRecord.Success": { unit: "Count", meaning: "PutRecord calls that succeeded." },
  "PutRecords.Bytes": { unit: "Bytes", meaning: "Bytes put by PutRecords." },
  "PutRecords.Latency": { unit: "Milliseconds", meaning: "Time a PutRecords call took." },
  "PutRecords.Success": {
    unit: "Count",
    meaning: "PutRecords calls in which at least one record succeeded.",
  },
  "PutRecords.TotalRecords": { unit: "Count", meaning: "Records sent in PutRecords calls." },
  "PutRecords.SuccessfulRecords": {
    unit: "Count",
    meaning: "Records of PutRecords calls that were stored.",
  },
  "PutRecords.FailedRecords": {
    unit: "Count",
    meaning:
      "Records of PutRecords calls refused by an internal failure; throttles not among them.",
  },
  "PutRecords.ThrottledRecords": {
    unit: "Count",
    meaning: "Records of PutRecords calls refused by throttling.",
  },
  WriteProvisionedThroughputExceeded: {
    unit: "Count",
    meaning: "Records refused by throttling.",
  },
  "GetRecords.Bytes": { unit: "Bytes", meaning: "Bytes returned by GetRecords." },
  "GetRecords.Records": { unit: "Count", meaning: "Records returned by GetRecords." },
  "GetRecords.Success": { unit: "Count", meaning: "GetRecords calls that succeeded." },
  "GetRecords.Latency": { unit: "Milliseconds", meaning: "Time a GetRecords call took." },
  "GetRecords.IteratorAgeMilliseconds": {
    unit: "Milliseconds",
    meaning: "Age of the last record of GetRecords calls; 0 is caught up. It has no Sum.",
  },
  ReadProvisionedThroughputExceeded: {
    unit: "Count",
    meaning: "GetRecords calls refused by throttling.",
  },
  "SubscribeToShard.Success": { unit: "Count", meaning: "Subscriptions that were established." },
  "SubscribeToShard.RateExceeded": {
    unit: "Count",
    meaning: "Subscriptions refused: one is active already, or calls came too fast.",
  },
  "SubscribeToShardEvent.Bytes": { unit: "Bytes", meaning: "Bytes pushed to a fan-out consumer." },
  "SubscribeToShardEvent.Records": {
    unit: "Count",
    meaning: "Records pushed to a fan-out consumer.",
  },
  "SubscribeToShardEvent.Success": {
    unit: "Count",
    meaning: "Events pushed to a fan-out consumer.",
  },
  "SubscribeToShardEvent.MillisBehindLatest": {
    unit: "Milliseconds",
    meaning: "How far a fan-out consumer is behind the tip of the shard.",
  },
} as const satisfies Record<string, Metric>;

/** Enhanced metrics, paid, switched on by EnableEnhancedMonitoring; dimensions StreamName, ShardId. */
export const SHARD_METRICS = {
  IncomingBytes: { unit: "Bytes", meaning: "Bytes put into the shard." },
  IncomingRecords: { unit: "Count", meaning: "Records put into the shard." },
  OutgoingBytes: { unit: "Bytes", meaning: "Bytes read from the shard." },
  OutgoingRecords: { unit: "Count", meaning: "Records read from the shard." },
  WriteProvisionedThroughputExceeded: {
    unit: "Count",
    meaning: "Records refused: 1,000 records a second or 1 MB a second exceeded.",
  },
  ReadProvisionedThroughputExceeded: {
    unit: "Count",
    meaning: "GetRecords calls refused: 5 calls a second or 2 MB a second exceeded.",
  },
  IteratorAgeMilliseconds: {
    unit: "Milliseconds",
    meaning: "Age of the last record of GetRecords calls against the shard; 0 is caught up.",
  },
} as const satisfies Record<string, Metric>;

export type StreamMetricName = keyof typeof STREAM_METRICS;
export type ShardMetricName = keyof typeof SHARD_METRICS;
