import type { Entry, Params, SimUs } from "./log.ts";

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

export interface EngineError {
  readonly name: string;
  readonly message: string;
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

export interface ProducerGauge {
  readonly id: number;
  readonly attempted: number;
  readonly accepted: number;
  readonly throttled: number;
  readonly retried: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly abandoned: number;
  readonly backlog: number;
  readonly inFlight: number;
  readonly ratePerS: number;
}

export interface ConsumerGauge {
  readonly id: number;
  readonly running: boolean;
  readonly delivered: number;
  readonly applied: number;
  readonly reReads: number;
  readonly producerCopies: number;
  readonly late: number;
  readonly unverified: number;
  readonly lost: number;
  readonly throttledCalls: number;
  readonly unread: number;
  readonly millisBehindLatest: number;
}

export interface StreamGauge {
  readonly name: string;
  readonly status: string;
  readonly openShards: number;
  readonly closedShards: number;
  readonly records: number;
  readonly bytes: number;
  readonly retentionHours: number;
  /** The reshard step under way: when it ends and how many follow; 0 when none. */
  readonly stepEndsUs: SimUs;
  readonly stepsLeft: number;
}

/** What a fact is about; the same object drives text and highlight. */
export type Target =
  | { readonly type: "record"; readonly ordinal: number }
  | { readonly type: "shard"; readonly shard: number }
  | { readonly type: "actor"; readonly id: number }
  | { readonly type: "key"; readonly key: string };

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

/** Marks of the time bar from row `from` on, in time order. */
export interface Ticks {
  readonly from: number;
  readonly atUs: Float64Array;
  readonly type: Uint8Array;
  /** Shard index or actor id, by type. */
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
] as const;
export type TickType = (typeof TICK_TYPES)[number];

export interface Answers {
  readonly table?: TableAnswer;
  readonly cut?: CutAnswer;
  readonly merge?: MergeAnswer;
  readonly lane?: LaneAnswer;
  readonly inspect?: Inspection;
  readonly journal?: JournalAnswer;
  readonly metrics?: MetricsAnswer;
  readonly evidence?: readonly Evidence[];
  readonly topKeys?: readonly {
    readonly key: string;
    readonly share: number;
    readonly y: number;
  }[];
  readonly key?: KeyAnswer;
  readonly stateHash?: string;
  readonly report?: Report;
  readonly ghost?: Ghost;
}

export interface ShardRow {
  readonly shard: number;
  readonly shardId: string;
  readonly parentShardId: string;
  readonly adjacentParentShardId: string;
  readonly startingHashKey: string;
  readonly endingHashKey: string;
  /** Share of the hash key space, 0..1. */
  readonly range: number;
  readonly state: "OPEN" | "CLOSED";
  readonly records: number;
  readonly bytes: number;
  readonly recordsPerS: number;
  readonly bytesPerS: number;
  readonly throttledPerS: number;
  readonly throttled: number;
  /** Greatest lag of any consumer, ms; -1 with no consumer. */
  readonly lagMs: number;
}
export interface TableAnswer {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly ShardRow[];
}

/** Shares (0..1) of the shard's records and bytes in the last seconds, above and below the cut. */
export interface CutAnswer {
  readonly shard: number;
  readonly at: string;
  readonly above: number;
  readonly below: number;
  readonly recordsPerS: number;
  /** The busiest key and its share of the shard's records. */
  readonly topKey: string;
  readonly topShare: number;
  readonly topY: number;
  /** Why SplitShard would refuse, or absent. */
  readonly refusal?: EngineError;
}
export interface MergeAnswer {
  readonly shards: readonly [number, number];
  readonly recordsPerS: number;
  readonly bytesPerS: number;
  readonly refusal?: EngineError;
}

/** `stored[i]` are ordinals in stream order; `made` the producer's numbers; `taken` delivery order. */
export interface LaneAnswer {
  readonly key: string;
  readonly consumer: number;
  readonly stored: readonly LaneRecord[];
  /** Ordinals in the order the application took them; may repeat (re-reads). */
  readonly taken: readonly {
    readonly ordinal: number;
    readonly atUs: SimUs;
    readonly late: boolean;
  }[];
  /** Crossing pairs among all delivered so far, and how many of them the lane shows. */
  readonly lateInAll: number;
}
export interface LaneRecord {
  readonly ordinal: number;
  readonly producer: number;
  readonly n: number;
  readonly shard: number;
  readonly arrivalUs: SimUs;
  /** The ordinal this one is a producer copy of, or -1. */
  readonly copyOf: number;
}

export interface Evidence {
  readonly row: number;
  readonly key: string;
  readonly ordinal: number;
  readonly sub: number;
  readonly shard: number;
  readonly atUs: SimUs;
  readonly higherOrdinal: number;
  readonly higherShard: number;
  readonly higherAtUs: SimUs;
  readonly reason: LateReason;
}
export type LateReason = "child-before-parent" | "different-shards" | "position-moved";

export interface Inspection {
  readonly title: string;
  /** AWS's request and response behind the mark, as the API's JSON. */
  readonly api: readonly {
    readonly operation: string;
    readonly request: object;
    readonly response: object;
  }[];
  readonly facts: readonly { readonly id: string; readonly value: string | number }[];
  readonly targets: readonly Target[];
}

export interface JournalRow {
  readonly row: number;
  readonly atUs: SimUs;
  readonly type: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly targets: readonly Target[];
  /** Alike rows folded into this one. */
  readonly times: number;
}
export interface JournalAnswer {
  readonly total: number;
  readonly rows: readonly JournalRow[];
}

export interface MetricsAnswer {
  readonly periodS: number;
  readonly atUs: Float64Array;
  readonly series: readonly {
    readonly name: string;
    readonly unit: string;
    readonly values: Float64Array;
  }[];
}

export interface KeyAnswer {
  readonly key: string;
  readonly md5: string;
  readonly hashKey: string;
  readonly y: number;
  readonly shard: number;
  readonly shardId: string;
}

/** The run that an edit in the past replaced: stream totals a second, and its ticks. */
export interface Ghost {
  readonly forkUs: SimUs;
  readonly endUs: SimUs;
  readonly atUs: Float64Array;
  readonly recordsIn: Float64Array;
  readonly throttled: Float64Array;
  readonly lagMs: Float64Array;
  readonly tickUs: Float64Array;
  readonly tickType: Uint8Array;
}

/** The headless runner's object (`npm run sim -- --json`). */
export interface Report {
  readonly scenario: string;
  readonly atUs: SimUs;
  readonly stateHash: string;
  readonly streams: readonly {
    readonly name: string;
    readonly shards: readonly ReportShard[];
  }[];
  readonly producers: readonly (ProducerCounts & {
    readonly name: string;
    readonly kind: string;
  })[];
  readonly consumers: readonly (ConsumerCounts & {
    readonly name: string;
    readonly kind: string;
    readonly evidence: readonly Evidence[];
  })[];
  /** Totals since the start under CloudWatch names, by stream. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
export interface ReportShard {
  readonly shardId: string;
  readonly parentShardId: string | null;
  readonly adjacentParentShardId: string | null;
  readonly hashKeyRange: { readonly StartingHashKey: string; readonly EndingHashKey: string };
  readonly state: "OPEN" | "CLOSED" | "EXPIRED";
  readonly records: number;
  readonly bytes: number;
  readonly throttled: number;
}
export type ProducerCounts = Pick<
  ProducerGauge,
  "attempted" | "accepted" | "throttled" | "retried" | "duplicated" | "reordered" | "abandoned"
>;
export type ConsumerCounts = Pick<
  ConsumerGauge,
  | "delivered"
  | "applied"
  | "reReads"
  | "producerCopies"
  | "late"
  | "unverified"
  | "millisBehindLatest"
>;
