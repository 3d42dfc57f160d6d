import { LIMIT } from "../../../aws/limitValues.ts";
import type { StreamDescription, StreamSummary } from "../../../aws/shapes.ts";
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
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  EncryptionType: "NONE",
});

/** Largest record of a stream, KiB. */
export const MAX_RECORD_KIB = LIMIT.maxRecordSizeInKiBMin;
