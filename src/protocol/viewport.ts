import type { SimUs } from "./log.ts";

/** What the page looks at: decides a frame's size and nothing of the run. */
export interface Viewport {
  readonly stream: string;
  /** Age shown at the right edge, µs. */
  readonly windowUs: number;
  readonly scale: "linear" | "log";
  /** Height of the stage's key axis, CSS pixels. */
  readonly heightPx: number;
  /** Part of the hash key space shown, fractions 0..1 from the top. */
  readonly zoom: readonly [number, number];
  /** The consumer in focus (actor id), or 0. */
  readonly focus: number;
  /** Tracked keys by partition key, at most six; the first is the focused one. */
  readonly tracked: readonly string[];
  readonly dotsMax: number;
  /** The topology version the page holds; a newer one comes with the frame. */
  readonly topologyVersion: number;
  /** Ticks the page holds, a row cursor. */
  readonly ticksFrom: number;
  readonly queries: Queries;
}

/** Questions answered in the frame's `answers` under the same name. */
export interface Queries {
  readonly table?: TableQuery;
  readonly cut?: CutQuery;
  readonly merge?: { readonly shards: readonly [number, number] };
  readonly lane?: LaneQuery;
  readonly inspect?: Selection;
  readonly journal?: JournalQuery;
  readonly metrics?: MetricsQuery;
  readonly evidence?: { readonly consumer: number };
  readonly topKeys?: { readonly count: number };
  /** MD5, row and shard of a key typed by hand. */
  readonly key?: string;
  readonly stateHash?: boolean;
  readonly report?: boolean;
  /** Old run to compare with. */
  readonly ghost?: boolean;
}

export interface TableQuery {
  readonly sort: TableSort;
  readonly descending: boolean;
  readonly from: number;
  readonly count: number;
  readonly closed: boolean;
}
export type TableSort = "hashKey" | "shard" | "records" | "bytes" | "throttled" | "lag" | "range";

/** Load each child would take if `shard` were cut at `at` (decimal hash key). */
export interface CutQuery {
  readonly shard: number;
  readonly at: string;
}

/** A key's records as made, stored and taken by one consumer. */
export interface LaneQuery {
  readonly key: string;
  readonly consumer: number;
  readonly count: number;
}

/** What the inspector shows; also what a link may carry. */
export type Selection =
  | { readonly type: "record"; readonly ordinal: number }
  | { readonly type: "shard"; readonly shard: number }
  | { readonly type: "front"; readonly consumer: number; readonly shard: number }
  | { readonly type: "actor"; readonly id: number }
  /** Row `row` of the late-record evidence of `consumer`. */
  | { readonly type: "evidence"; readonly consumer: number; readonly row: number };

export interface JournalQuery {
  /** Newest first, from the row before this moment. */
  readonly beforeUs: SimUs;
  readonly count: number;
  readonly types: readonly string[];
}

export interface MetricsQuery {
  readonly periodS: 1 | 60;
  /** Metric names as CloudWatch spells them. */
  readonly names: readonly string[];
  /** A shard's index for shard-level metrics, or -1 for the stream's. */
  readonly shard: number;
  /** ConsumerName, for the metrics of enhanced fan-out. */
  readonly consumer?: string;
  readonly fromUs: SimUs;
  readonly toUs: SimUs;
}
