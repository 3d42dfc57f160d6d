import type { ActorRole, Assumptions, Params, SimUs } from "../../protocol/log.ts";
import type { Counted } from "../cloudwatch/history.ts";
import { METRIC_COUNT } from "../cloudwatch/metricIndex.ts";
import { makeKeys, type Keys } from "../kds/keys.ts";
import type { Outside } from "../kds/outside.ts";
import type { AccountSettings } from "../kds/settings.ts";
import type { Stream } from "../kds/stream.ts";
import { makeQueue, type EventQueue } from "./queue.ts";

/** A producer or consumer in the world; `state` is plain data that its kind's model owns. */
export interface Actor {
  readonly id: number;
  readonly role: ActorRole;
  readonly kind: string;
  readonly name: string;
  readonly letter: string;
  readonly stream: string;
  params: Params;
  /** Deliveries of a consumer; absent for producers. */
  application?: Application;
  /** Write reorders of a producer. */
  reorders?: EvidenceRing;
  /** What was done in its name by a program outside the engine. */
  outside?: Outside;
  state: object;
}

/** Rows of typed columns used round and round; `total` counts all rows ever written. */
export interface Ring {
  total: number;
}

/** The latest cases of one sort, each with both records, both shards and both times. */
export interface EvidenceRing extends Ring {
  key: Uint32Array;
  ordinal: Float64Array;
  shard: Int32Array;
  atUs: Float64Array;
  higherOrdinal: Float64Array;
  higherShard: Int32Array;
  higherUs: Float64Array;
  reason: Uint8Array;
}

/** What one application has been delivered, counted by the engine alone. */
export interface Application {
  delivered: number;
  applied: number;
  reReads: number;
  producerCopies: number;
  late: number;
  unverified: number;
  /** Records that left by retention before they were read. */
  lost: number;
  throttledCalls: number;
  sink: "none" | "sequence-number" | "record-id";
  /** Number of the stream that the columns below are about, or -1. */
  stream: number;
  /** By shard: delivered records are those numbered [from, to) in the shard; -1 when none. */
  from: Float64Array;
  to: Float64Array;
  /** By shard: lowest and highest ordinal delivered. */
  fromOrdinal: Float64Array;
  toOrdinal: Float64Array;
  /** Latest stretches passed over and not delivered: shard, ordinal before and behind. */
  gaps: number[];
  /** By world key id: highest ordinal delivered, when, and from which shard. */
  highest: Float64Array;
  highestUs: Float64Array;
  highestShard: Int32Array;
  /** Originals, not delivered yet, of which a copy was: ordinal, that copy's ordinal and shard. */
  pendingOriginals: number[];
  /** Late records; then re-reads (the first of each batch) and producer copies. */
  evidence: EvidenceRing;
  duplicates: EvidenceRing;
  /** The latest batches, from which the order taken is read. */
  batches: Ring & {
    shard: Int32Array;
    segment: Int32Array;
    local: Int32Array;
    count: Int32Array;
    atUs: Float64Array;
  };
}

/** Work units of an event beside those of its records. */
export const WORK_EVENT = 4;

export const EVIDENCE_ROWS = 256;
export const BATCH_ROWS = 2048;

/** All mutable state of a run: plain data, so it copies, restores and hashes by one walker. */
export interface World {
  nowUs: SimUs;
  seed: number;
  epochMs: number;
  account: string;
  region: string;
  recordBudget: number;
  payloadBudget?: number;
  assumptions: Assumptions;
  /** Entries of the log that have been applied. */
  entriesApplied: number;
  /** Work units done: one a record admitted or delivered, `WORK_EVENT` an event. */
  work: number;
  keys: Keys;
  streams: Stream[];
  /** Totals of streams that were deleted: of the hash alone, nothing reads them. */
  retiredTotals: Float64Array;
  /** Streams ever created. */
  streamNumber: number;
  actors: Actor[];
  queue: EventQueue;
  /** Rows of the chronicle that belong to this state. */
  chronicle: { ticks: number; journal: number; seconds: number };
  /** Gauges sampled at the last whole second, by stream name. */
  samples: Record<string, SampleColumns>;
  /** Calls numbered in order, for request ids. */
  callNumber: number;
  /** Records put by hand or by code, numbered as those of producer 0. */
  handRecords: number;
  /** The last instant at which anything one can see happened. */
  visibleUs: SimUs;
  settings?: AccountSettings;
  /** What the second under way has added, by fan-out consumer; no part of the hash. */
  fanOut?: FanOut[];
  /** Streams deleted in the second under way; no part of the hash. */
  deleted?: Counted[];
  /** By operation and scope: until when its calls have used up its rate; no part of the hash. */
  callRates?: Record<string, SimUs>;
}

/** By the columns of `engine/cloudwatch/fanOut`. */
export interface FanOut {
  readonly stream: string;
  readonly consumer: string;
  readonly now: Float64Array;
}

/** Totals at the last whole second and what the last second added, by shard. */
export interface SampleColumns {
  records: Float64Array;
  bytes: Float64Array;
  throttled: Float64Array;
  throttledBytes: Float64Array;
  retried: Float64Array;
  readCalls: Float64Array;
  readBytes: Float64Array;
  readThrottled: Float64Array;
  recordsPerS: Float64Array;
  bytesPerS: Float64Array;
  throttledPerS: Float64Array;
  throttledBytesPerS: Float64Array;
  retriedPerS: Float64Array;
  readCallsPerS: Float64Array;
  readBytesPerS: Float64Array;
  readThrottledPerS: Float64Array;
}

export interface WorldHeader {
  readonly seed: number;
  readonly epochMs: number;
  readonly account: string;
  readonly region: string;
  readonly recordBudget: number;
  readonly payloadBudget?: number;
}

export const makeWorld = (header: WorldHeader, assumptions: Assumptions): World => ({
  nowUs: 0,
  seed: header.seed,
  epochMs: header.epochMs,
  account: header.account,
  region: header.region,
  recordBudget: header.recordBudget,
  ...(header.payloadBudget === undefined ? {} : { payloadBudget: header.payloadBudget }),
  assumptions: { ...assumptions },
  entriesApplied: 0,
  work: 0,
  keys: makeKeys(),
  streams: [],
  retiredTotals: new Float64Array(METRIC_COUNT),
  streamNumber: 0,
  actors: [],
  queue: makeQueue(),
  chronicle: { ticks: 0, journal: 0, seconds: 0 },
  samples: {},
  callNumber: 0,
  handRecords: 0,
  visibleUs: 0,
});

export const streamNamed = (world: World, name: string): Stream | undefined => {
  const { streams } = world;
  for (let at = 0; at < streams.length; at++) if (streams[at]!.name === name) return streams[at];
  return undefined;
};

export const actorWithId = (world: World, id: number): Actor | undefined => {
  const { actors } = world;
  for (let at = 0; at < actors.length; at++) if (actors[at]!.id === id) return actors[at];
  return undefined;
};
