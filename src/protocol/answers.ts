import type { ConsumerGauge, ProducerGauge } from "./gauges.ts";
import type { SimUs } from "./log.ts";

export interface EngineError {
  readonly name: string;
  readonly message: string;
}
/** What a fact is about; the same object drives text and highlight. */
export type Target =
  | { readonly type: "record"; readonly ordinal: number }
  | { readonly type: "shard"; readonly shard: number }
  | { readonly type: "actor"; readonly id: number }
  | { readonly type: "key"; readonly key: string };

export interface Answers {
  readonly table?: TableAnswer;
  readonly cut?: CutAnswer;
  readonly merge?: MergeAnswer;
  readonly lane?: LaneAnswer;
  readonly inspect?: Inspection;
  readonly journal?: JournalAnswer;
  readonly metrics?: MetricsAnswer;
  /** Late records of the consumer asked for, newest first; its re-reads and copies likewise. */
  readonly evidence?: readonly Evidence[];
  readonly duplicates?: readonly Evidence[];
  /** Write reorders of the stream's producers. */
  readonly reorders?: readonly Evidence[];
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
  /** Lag of the answer's reader, ms; -1 with no consumer. */
  readonly lagMs: number;
}

export interface TableAnswer {
  readonly total: number;
  readonly from: number;
  /** Letter of the consumer whose lag is given: the one in focus or the first, "" with none. */
  readonly reader: string;
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
    /** It had taken the record before. */
    readonly again: boolean;
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
  /** The key's height in the key space, 0..1. */
  readonly y: number;
  readonly ordinal: number;
  readonly sub: number;
  readonly shard: number;
  readonly atUs: SimUs;
  readonly higherOrdinal: number;
  readonly higherShard: number;
  readonly higherAtUs: SimUs;
  readonly reason: EvidenceReason;
}
/** For a re-read, a copy or a reorder the higher record is the one that came first. */
export type EvidenceReason = LateReason | "re-read" | "producer-copy" | "write-reorder";
export type LateReason = "child-before-parent" | "different-shards" | "position-moved";

export interface Inspection {
  readonly title: string;
  /**
   * AWS's request and response behind the mark, as the API's JSON. `atUs`: when it was made; absent
   * where it is what a client would send now. `next`: its maker has not made it yet. No response:
   * none is held, or it is a stream of events.
   */
  readonly api: readonly {
    readonly operation: string;
    readonly request: object;
    readonly response?: object;
    readonly atUs?: SimUs;
    readonly next?: true;
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
  /** Names of consumers of enhanced fan-out that have metrics of their own, if there are any. */
  readonly consumers?: readonly string[];
}

export interface KeyAnswer {
  readonly key: string;
  readonly md5: string;
  readonly hashKey: string;
  readonly y: number;
  readonly shard: number;
  readonly shardId: string;
}

/** The run that an edit in the past replaced: a second of the stream shown, and all its ticks. */
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
