import { type Limit, LIMITS } from "../../aws/limits.ts";
import { SHARD_METRICS, STREAM_METRICS } from "../../aws/metrics.ts";

export type Unit = "Count" | "Bytes" | "Milliseconds";

export interface ChartPlan {
  readonly name: string;
  readonly unit: Unit;
  /** What a shard may do in a second, where a limit applies. */
  readonly limit?: Limit;
  /** One-minute values are the greatest of their seconds, not the sum. */
  readonly most?: boolean;
  /** The column of the old run's totals that it is compared with. */
  readonly ghost?: "recordsIn" | "throttled" | "lagMs";
}

const stream = (name: keyof typeof STREAM_METRICS, more: Partial<ChartPlan> = {}): ChartPlan => ({
  name,
  unit: STREAM_METRICS[name].unit,
  ...more,
});
const shard = (name: keyof typeof SHARD_METRICS, more: Partial<ChartPlan> = {}): ChartPlan => ({
  name,
  unit: SHARD_METRICS[name].unit,
  ...more,
});

const writes = LIMITS.writeRecordsPerSecondPerShard;
const writeBytes = LIMITS.writeBytesPerSecondPerShard;
const readBytes = LIMITS.readBytesPerSecondPerShard;

export const STREAM_CHARTS: readonly ChartPlan[] = [
  stream("IncomingRecords", { limit: writes, ghost: "recordsIn" }),
  stream("WriteProvisionedThroughputExceeded", { ghost: "throttled" }),
  stream("IncomingBytes", { limit: writeBytes }),
  stream("GetRecords.IteratorAgeMilliseconds", { most: true, ghost: "lagMs" }),
  stream("GetRecords.Records"),
  stream("GetRecords.Bytes", { limit: readBytes }),
  stream("ReadProvisionedThroughputExceeded"),
];

export const SHARD_CHARTS: readonly ChartPlan[] = [
  shard("IncomingRecords", { limit: writes }),
  shard("WriteProvisionedThroughputExceeded"),
  shard("IncomingBytes", { limit: writeBytes }),
  shard("OutgoingRecords"),
  shard("OutgoingBytes", { limit: readBytes }),
  shard("ReadProvisionedThroughputExceeded"),
  shard("IteratorAgeMilliseconds", { most: true }),
];

/** By ConsumerName: enhanced fan-out. */
export const CONSUMER_CHARTS: readonly ChartPlan[] = [
  stream("SubscribeToShardEvent.Records"),
  stream("SubscribeToShardEvent.Bytes", { limit: LIMITS.pushBytesPerSecondPerShard }),
  stream("SubscribeToShardEvent.MillisBehindLatest", { most: true }),
  stream("SubscribeToShardEvent.Success"),
  stream("SubscribeToShard.Success"),
  stream("SubscribeToShard.RateExceeded"),
];

/** Spans of the charts, seconds; the first that holds the whole run is taken at the start. */
export const SPANS_S = [60, 300, 1_800, 7_200, 86_400] as const;

export const spanFor = (atUs: number): number =>
  SPANS_S.find((span) => atUs <= span * 1_000_000) ?? SPANS_S[SPANS_S.length - 1] ?? 60;
