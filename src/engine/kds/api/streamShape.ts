import { LIMIT } from "../../../aws/limitValues.ts";
import type {
  EncryptionType,
  StreamDescription,
  StreamSummary,
  WarmThroughput,
} from "../../../aws/shapes.ts";
import type { World } from "../../core/world.ts";
import type { Stream } from "../stream.ts";
import { arnOf, timestampOf } from "./answer.ts";

const HOUR_US = 3_600_000_000;

export const retentionHoursOf = (stream: Stream): number =>
  Math.round(stream.retentionUs / HOUR_US);

export const retentionUsOf = (hours: number): number => hours * HOUR_US;

export const streamSummaryOf = (world: World, stream: Stream): StreamSummary => ({
  StreamName: stream.name,
  StreamARN: arnOf(world, stream),
  StreamStatus: stream.status,
  StreamModeDetails: { StreamMode: stream.mode },
  StreamCreationTimestamp: timestampOf(world, stream.createdUs),
});

/** What DescribeStream and DescribeStreamSummary have in common. */
export const streamDescriptionOf = (
  world: World,
  stream: Stream,
): Omit<StreamDescription, "Shards" | "HasMoreShards"> => ({
  ...streamSummaryOf(world, stream),
  RetentionPeriodHours: retentionHoursOf(stream),
  EnhancedMonitoring: [{ ShardLevelMetrics: [...(stream.settings?.metrics ?? [])] }],
  EncryptionType: encryptionOf(stream),
  ...(stream.settings?.keyId === undefined ? {} : { KeyId: stream.settings.keyId }),
});

/** How records put now are encrypted. */
export const encryptionOf = (stream: Stream): EncryptionType =>
  stream.settings?.keyId === undefined ? "NONE" : "KMS";

/** Largest record of a stream, KiB. */
export const maxRecordKiBOf = (stream: Stream): number =>
  stream.settings?.maxRecordKiB ?? LIMIT.maxRecordSizeInKiBMin;

/** What is there now is a MiB/s an open shard. */
export const warmThroughputOf = (stream: Stream): { WarmThroughput?: WarmThroughput } => {
  const target = stream.settings?.warmMiBps;
  if (target === undefined) return {};
  const current = Math.min(target, stream.open.length);
  return { WarmThroughput: { TargetMiBps: target, CurrentMiBps: current } };
};
