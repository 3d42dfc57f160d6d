import type { Answers, EngineError, Target } from "./answers.ts";
import type { ConsumerGauge, ProducerGauge, StreamGauge } from "./gauges.ts";
import type { Entry, Params, SimUs } from "./log.ts";

export type * from "./answers.ts";
export type * from "./gauges.ts";

/** One answer to a pull: what to draw, at one instant. Columns are parallel arrays. */
export interface Frame {
  readonly atUs: SimUs;
  /** How far this branch has ever been run. */
  readonly furthestUs: SimUs;
  readonly goal: GoalState;
  /** Simulated seconds a wall second over the last half second; 0 when standing. */
  readonly achievedSpeed: number;
  readonly results: readonly CommandResult[];
  /** The log from entry `from` on; the page cuts its copy there and appends. */
  readonly log: { readonly from: number; readonly entries: readonly Entry[] };
  readonly topologyVersion: number;
  readonly topology?: Topology;
  readonly bands: Bands;
  readonly dots: Dots;
  readonly fronts: Fronts;
  readonly rings: Rings;
  readonly producers: readonly ProducerGauge[];
  readonly consumers: readonly ConsumerGauge[];
  readonly stream: StreamGauge;
  readonly story: readonly StoryFact[];
  readonly ticks: Ticks;
  readonly answers: Answers;
}

/** `done` is true when the goal is reached; `progress` runs 0..1 while it is not. */
export interface GoalState {
  readonly id: number;
  readonly done: boolean;
  readonly progress: number;
  readonly toUs: SimUs;
}

export type Outcome =
  | { readonly ok: true; readonly output: object }
  | { readonly ok: false; readonly error: EngineError };
export interface CommandResult {
  readonly id: number;
  readonly atUs: SimUs;
  readonly outcome: Outcome;
}

export interface Topology {
  readonly streams: readonly { readonly name: string; readonly status: string }[];
  readonly shards: ShardColumns;
  readonly actors: readonly ActorInfo[];
}

/** Every shard of the viewport's stream that has not expired, in index order. */
export interface ShardColumns {
  readonly count: number;
  readonly index: Int32Array;
  /** Fractions of the hash key space, 0..1; `end` is exclusive. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Starting hash keys, four 32-bit words each; ends likewise, inclusive. */
  readonly startWords: Uint32Array;
  readonly endWords: Uint32Array;
  readonly openedUs: Float64Array;
  /** -1 while open. */
  readonly closedUs: Float64Array;
  /** -1 where there is none. */
  readonly parent: Int32Array;
  readonly adjacentParent: Int32Array;
}

export interface ActorInfo {
  readonly id: number;
  readonly role: "producer" | "consumer";
  readonly kind: string;
  readonly name: string;
  readonly letter: string;
  readonly stream: string;
  readonly params: Params;
}

/** Rows of the stage from the top: one open shard each, or many aggregated by maximum. */
export interface Bands {
  readonly count: number;
  /** True when a row stands for more than one shard. */
  readonly aggregated: boolean;
  /** Shard index; in an aggregated row the one with the highest share of a limit. */
  readonly shard: Int32Array;
  readonly shardsInRow: Int32Array;
  readonly y0: Float32Array;
  readonly y1: Float32Array;
  /** Last whole second: asked = accepted + throttled; rates a second. */
  readonly recordsAsked: Float32Array;
  readonly recordsIn: Float32Array;
  readonly bytesAsked: Float32Array;
  readonly bytesIn: Float32Array;
  /** Rejected records in the last whole second. */
  readonly throttled: Float32Array;
  /** Write tokens left now, 0..1 of a second's worth. */
  readonly recordTokens: Float32Array;
  readonly byteTokens: Float32Array;
  readonly readCalls: Float32Array;
  readonly readBytes: Float32Array;
  readonly readThrottled: Float32Array;
  /** Until when GetRecords is refused on this shard, or 0. */
  readonly readBlockedUntilUs: Float64Array;
}

/** `flags` bits: 1 read by the focus, 2 late at the focus, 4 producer copy, 8 put by hand. */
export interface Dots {
  readonly count: number;
  /** Records that one dot stands for in the linear part; 1 = each record. */
  readonly perDot: number;
  /** Records in the window, drawn or not. */
  readonly inWindow: number;
  /** Records older than this are held as counts only; 0 when all are held. */
  readonly foldedBeforeUs: SimUs;
  readonly ordinal: Float64Array;
  readonly arrivalUs: Float64Array;
  readonly y: Float32Array;
  readonly shard: Int32Array;
  /** 0 = not tracked, else place in `tracked` + 1. */
  readonly track: Uint8Array;
  readonly flags: Uint8Array;
  /** Height of each tracked key in the key space, 0..1, in the order of `tracked`. */
  readonly trackY: Float32Array;
}

/** Where each consumer stands in each shard (in an aggregated view: the worst of each row). */
export interface Fronts {
  readonly count: number;
  readonly consumer: Int32Array;
  readonly shard: Int32Array;
  /** Arrival of the oldest record not processed; the frame's time when nothing is left. */
  readonly processedUs: Float64Array;
  /** Likewise for what was fetched. */
  readonly fetchedUs: Float64Array;
  readonly unread: Float64Array;
  readonly state: Uint8Array;
}
export const FRONT_STATES = [
  "reading",
  "waiting-for-parent",
  "finished",
  "crashed",
  "throttled",
  "expired-iterator",
  "not-started",
] as const;
export type FrontState = (typeof FRONT_STATES)[number];

/** Rejected records on their way back or waiting for their next attempt, grouped by shard. */
export interface Rings {
  readonly count: number;
  readonly producer: Int32Array;
  readonly shard: Int32Array;
  readonly y: Float32Array;
  readonly attempt: Uint8Array;
  readonly track: Uint8Array;
  readonly rejectedUs: Float64Array;
  readonly retryUs: Float64Array;
  /** How many wait in all, by producer id, drawn or not. */
  readonly waiting: readonly { readonly producer: number; readonly records: number }[];
}

/** One thing going on, most important first; the page has the words for each `id`. */
export interface StoryFact {
  readonly id: StoryId;
  readonly importance: number;
  readonly sinceUs: SimUs;
  readonly values: Readonly<Record<string, string | number>>;
  readonly targets: readonly Target[];
}
export const STORY_IDS = [
  "orderBroken",
  "hotKey",
  "hotShard",
  "writeThrottled",
  "readThrottled",
  "readBlocked",
  "recordsLost",
  "iteratorExpired",
  "consumerCrashed",
  "reReading",
  "producerCopies",
  "resharding",
  "waitingForParent",
  "fallingBehind",
  "retentionNear",
  "backlogAbandoned",
  "noStream",
  "noProducers",
  "calm",
] as const;
export type StoryId = (typeof STORY_IDS)[number];

/** Streams number their shards alike: a tick's shard is its index and this, times its stream's number. */
export const TICK_SHARDS = 1_048_576;

/** Marks of the time bar from row `from` on, in time order. */
export interface Ticks {
  readonly from: number;
  readonly atUs: Float64Array;
  readonly type: Uint8Array;
  /** A shard as `TICK_SHARDS` says, or an actor id, by type. */
  readonly subject: Float64Array;
}
export const TICK_TYPES = [
  "edit",
  "split",
  "merge",
  "throttle",
  "readThrottle",
  "late",
  "crash",
  "restart",
  "reRead",
  "copy",
  "expired",
  "iteratorExpired",
  "status",
  "call",
] as const;
export type TickType = (typeof TICK_TYPES)[number];
