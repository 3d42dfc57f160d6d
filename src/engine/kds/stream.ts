import { reserve } from "../../base/columns.ts";
import { fractionOf, writeWords } from "../../base/u128.ts";
import type { SimUs } from "../../protocol/log.ts";
import { METRIC_COUNT } from "../cloudwatch/metricIndex.ts";
import { makeRecordLog, type RecordLog } from "./records.ts";
import type { StreamSettings } from "./settings.ts";

export type StreamStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";

/** One reshard step waiting its turn; `at` is the decimal NewStartingHashKey of a split. */
export type ReshardStep =
  | { readonly type: "split"; readonly shard: number; readonly at: string }
  | { readonly type: "merge"; readonly shard: number; readonly adjacent: number }
  /** A split or merge of the shard that holds this hash key when the step begins. */
  | { readonly type: "splitAt"; readonly at: string }
  | { readonly type: "mergeAt"; readonly border: string };

/** Shards of a stream as columns, by shard index; a shard is never removed from them. */
export interface Shards {
  count: number;
  /** Four words a shard. */
  startWords: Uint32Array;
  endWords: Uint32Array;
  parent: Int32Array;
  adjacentParent: Int32Array;
  openedUs: Float64Array;
  /** -1 while open. */
  closedUs: Float64Array;
  /** Epoch seconds in the shard's sequence numbers. */
  createdS: Float64Array;
  records: Float64Array;
  bytes: Float64Array;
  throttled: Float64Array;
  throttledBytes: Float64Array;
  /** Records asked for in a second or later attempt. */
  retried: Float64Array;
  /** Write tokens: milli-records and micro-bytes, as of `refilledUs`. */
  recordTokens: Float64Array;
  byteTokens: Float64Array;
  refilledUs: Float64Array;
  /** Read tokens: micro-bytes and micro-calls, as of `readRefilledUs`. */
  readTokens: Float64Array;
  readCallTokens: Float64Array;
  readRefilledUs: Float64Array;
  readBlockedUs: Float64Array;
  readCalls: Float64Array;
  readBytes: Float64Array;
  readRecords: Float64Array;
  readThrottled: Float64Array;
  /** GetShardIterator micro-calls. */
  iteratorTokens: Float64Array;
  iteratorRefilledUs: Float64Array;
  /** When a put or a read was last refused; a pause of two seconds ends an episode. */
  writeRefusedUs: Float64Array;
  readRefusedUs: Float64Array;
  /** When the latest episode of refused puts began, and `throttled` just before it. */
  episodeUs: Float64Array;
  episodeThrottled: Float64Array;
  /** Records and bytes of this shard that are held as folds only. */
  foldedRecords: Float64Array;
  foldedBytes: Float64Array;
}

export interface Stream {
  /** Counts up from 0 over all streams ever created. */
  number: number;
  name: string;
  status: StreamStatus;
  createdUs: SimUs;
  mode: "PROVISIONED" | "ON_DEMAND";
  retentionUs: number;
  /** Records that arrived before this are gone whatever the retention is now. */
  floorUs: SimUs;
  shards: Shards;
  /** Indices of open shards in hash key order. */
  open: number[];
  /** World key id → open shard that holds its hash key. */
  keyShard: Int32Array;
  log: RecordLog;
  steps: ReshardStep[];
  stepEndsUs: SimUs;
  /** Shards to create when CREATING ends. */
  shardsWanted: number;
  targetShardCount: number;
  updateCountUs: SimUs[];
  /** The journal has said that records are held as counts. */
  foldNoted: boolean;
  /** Totals since the start, by `engine/cloudwatch/metricIndex`. */
  totals: Float64Array;
  settings?: StreamSettings;
}

const makeShards = (): Shards => ({
  count: 0,
  startWords: new Uint32Array(0),
  endWords: new Uint32Array(0),
  parent: new Int32Array(0),
  adjacentParent: new Int32Array(0),
  openedUs: new Float64Array(0),
  closedUs: new Float64Array(0),
  createdS: new Float64Array(0),
  records: new Float64Array(0),
  bytes: new Float64Array(0),
  throttled: new Float64Array(0),
  throttledBytes: new Float64Array(0),
  retried: new Float64Array(0),
  recordTokens: new Float64Array(0),
  byteTokens: new Float64Array(0),
  refilledUs: new Float64Array(0),
  readTokens: new Float64Array(0),
  readCallTokens: new Float64Array(0),
  readRefilledUs: new Float64Array(0),
  readBlockedUs: new Float64Array(0),
  readCalls: new Float64Array(0),
  readBytes: new Float64Array(0),
  readRecords: new Float64Array(0),
  readThrottled: new Float64Array(0),
  iteratorTokens: new Float64Array(0),
  iteratorRefilledUs: new Float64Array(0),
  writeRefusedUs: new Float64Array(0),
  readRefusedUs: new Float64Array(0),
  episodeUs: new Float64Array(0),
  episodeThrottled: new Float64Array(0),
  foldedRecords: new Float64Array(0),
  foldedBytes: new Float64Array(0),
});

/** A stream in CREATING with no shards; `openShards` gives it its first ones. */
export const makeStream = (
  number: number,
  name: string,
  shardsWanted: number,
  nowUs: SimUs,
): Stream => ({
  number,
  name,
  status: "CREATING",
  createdUs: nowUs,
  mode: "PROVISIONED",
  retentionUs: 86_400_000_000,
  floorUs: 0,
  shards: makeShards(),
  open: [],
  keyShard: new Int32Array(0),
  log: makeRecordLog(),
  steps: [],
  stepEndsUs: 0,
  shardsWanted,
  targetShardCount: shardsWanted,
  updateCountUs: [],
  foldNoted: false,
  totals: new Float64Array(METRIC_COUNT),
});

export const WRITE_RECORDS_FULL = 1_000_000;
export const WRITE_BYTES_FULL = 1_048_576_000_000;
export const READ_BYTES_FULL = 2_097_152_000_000;
export const READ_CALLS_FULL = 5_000_000;

export interface NewShard {
  readonly start: bigint;
  readonly end: bigint;
  readonly parent: number;
  readonly adjacentParent: number;
  readonly createdS: number;
}

/** Adds an open shard with full buckets; returns its index. The caller updates `open` and routing. */
export const addShard = (stream: Stream, shard: NewShard, nowUs: SimUs): number => {
  const { shards } = stream;
  const at = shards.count;
  reserve(shards, at + 1, { startWords: 4, endWords: 4 });
  shards.count = at + 1;
  writeWords(shards.startWords, at * 4, shard.start);
  writeWords(shards.endWords, at * 4, shard.end);
  shards.parent[at] = shard.parent;
  shards.adjacentParent[at] = shard.adjacentParent;
  shards.openedUs[at] = nowUs;
  shards.closedUs[at] = -1;
  shards.createdS[at] = shard.createdS;
  shards.recordTokens[at] = WRITE_RECORDS_FULL;
  shards.byteTokens[at] = WRITE_BYTES_FULL;
  shards.refilledUs[at] = nowUs;
  shards.readTokens[at] = READ_BYTES_FULL;
  shards.readCallTokens[at] = READ_CALLS_FULL;
  shards.readRefilledUs[at] = nowUs;
  shards.writeRefusedUs[at] = -1e12;
  shards.readRefusedUs[at] = -1e12;
  shards.iteratorTokens[at] = READ_CALLS_FULL;
  shards.iteratorRefilledUs[at] = nowUs;
  return at;
};

/** Arrival before which records are unreadable at `nowUs`. */
export const horizonUs = (stream: Stream, nowUs: SimUs): SimUs =>
  Math.max(stream.floorUs, nowUs - stream.retentionUs);

/** A closed shard is EXPIRED once everything it can hold is older than the horizon. */
export const isExpired = (stream: Stream, shard: number, nowUs: SimUs): boolean => {
  const closedUs = stream.shards.closedUs[shard]!;
  return closedUs >= 0 && closedUs < horizonUs(stream, nowUs);
};

export const shardStart = (stream: Stream, shard: number): number =>
  fractionOf(stream.shards.startWords, shard * 4);
