import type { StoryId } from "../../protocol/frame.ts";
import { LIMITS } from "../../aws/limits.ts";
import { METRICS_SOURCE } from "../../aws/metrics.ts";

/** Where a fact was read, and when. `url` is missing where there is no one page. */
export interface Source {
  readonly source: string;
  readonly url?: string | undefined;
  readonly asOf: string;
}

const guide = (page: string, title: string): Source => ({
  source: `Kinesis Data Streams Developer Guide, ${title}`,
  url: `https://docs.aws.amazon.com/streams/latest/dev/${page}.html`,
  asOf: "2026-11-23",
});
const api = (operation: string): Source => ({
  source: `Kinesis API Reference, ${operation}`,
  url: `https://docs.aws.amazon.com/kinesis/latest/APIReference/API_${operation}.html`,
  asOf: "2026-11-23",
});

const afterReshard = guide("kinesis-using-sdk-java-after-resharding", "After a reshard");
const duplicates = guide("kinesis-record-processor-duplicates", "Handling duplicate records");
const concepts = guide("key-concepts", "Terminology and concepts");
const write = LIMITS.writeRecordsPerSecondPerShard;
const read = LIMITS.getRecordsCallsPerSecondPerShard;

export const SOURCES: Readonly<Record<StoryId, Source>> = {
  orderBroken: afterReshard,
  hotKey: concepts,
  hotShard: write,
  writeThrottled: write,
  readThrottled: read,
  readBlocked: LIMITS.getRecordsBlockSecondsAfterMax,
  recordsLost: LIMITS.retentionHoursDefault,
  iteratorExpired: LIMITS.shardIteratorTtlUs,
  consumerCrashed: duplicates,
  reReading: duplicates,
  producerCopies: duplicates,
  resharding: api("SplitShard"),
  waitingForParent: afterReshard,
  fallingBehind: METRICS_SOURCE,
  retentionNear: METRICS_SOURCE,
  backlogAbandoned: guide("troubleshooting-producers", "Troubleshooting producers"),
  noStream: api("CreateStream"),
  noProducers: guide("how-do-i-size-a-stream", "Capacity modes"),
  calm: write,
};
