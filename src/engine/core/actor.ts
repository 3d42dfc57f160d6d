import type { KindMeta } from "../../protocol/kind.ts";
import type { Params, SimUs } from "../../protocol/log.ts";
import type { Inspection, ProducerGauge, TickType } from "../../protocol/frame.ts";
import type { Selection } from "../../protocol/viewport.ts";
import type { CallInfo, Seats } from "../kds/admit.ts";
import type { Cursor } from "../kds/cursor.ts";
import type { Delivery } from "../kds/deliver.ts";
import type { Case } from "../kds/evidence.ts";
import type { ReadResult } from "../kds/read.ts";
import type { Stream } from "../kds/stream.ts";
import type { MoreOperations } from "../kds/api/answer.ts";
import type { Run } from "./state.ts";
import type { Actor, Application, World } from "./world.ts";

/** What a model may do; bound to one actor while one of its methods runs. */
export interface ActorContext {
  readonly world: World;
  readonly actor: Actor;
  /** The actor's stream, or undefined while there is none by that name. */
  readonly stream: Stream | undefined;
  readonly nowUs: SimUs;
  /** An event for this actor, `delayUs` (at least 1) from now; `sub` orders events of one instant. */
  schedule(delayUs: number, phase: number, type: number, sub: number, argument: number): void;
  /** The drawn request or response time of this actor's n-th message, µs. */
  latencyUs(leg: "request" | "response", n: number): number;
  /** Counter-based draws of this actor: unsigned 32 bits. */
  draw(purpose: number, n: number): number;
  /** World ids of partition keys. */
  internKeys(texts: readonly string[]): Int32Array;
  putRecords(seats: Seats, call: CallInfo): number;
  getRecords(shard: number, cursor: Cursor, limit: number, result: ReadResult): void;
  /** A poll from record number `index` that finds nothing; false, and not made, if it would not. */
  pollNothing(shard: number, index: number): boolean;
  deliver(shard: number, cursor: Cursor, count: number): Delivery;
  /** Keeps a write reorder of this producer: a record accepted after a higher one of its key. */
  keepReorder(kept: Case): void;
  /** A journal row, and a tick if `tick` is given. */
  note(type: string, values: Readonly<Record<string, string | number>>, tick?: TickType): void;
}

interface BaseModel {
  readonly meta: KindMeta;
  /** Its program runs outside the engine: calls come in its name, and `actor.outside` tells of them. */
  readonly outside?: true;
  /** The state at the start; may schedule. The parameters are complete and checked. */
  create(ctx: ActorContext): object;
  update(ctx: ActorContext, before: Params): void;
  /** A verb of the kind; returns a sentence when it cannot be done now. */
  signal(ctx: ActorContext, signal: string): string | undefined;
  on(ctx: ActorContext, type: number, sub: number, argument: number): void;
  /** Throws when the state is impossible. */
  check?(world: World, actor: Actor): void;
}

export interface ProducerModel extends BaseModel {
  gauge(world: World, actor: Actor): Omit<ProducerGauge, "id">;
  /** Rejected records waiting to be sent again, at most `most`; returns how many there are in all. */
  waiting(world: World, actor: Actor, most: number, add: (ring: Ring) => void): number;
  /** Records it remembers and no log has: refused ones of its calls, then the one it puts next. */
  unstored?(world: World, actor: Actor, add: (seat: Unstored) => void): void;
}

/** `call` is the call's number where it has one; a record that is next has no `rejectedUs`. */
export interface Unstored {
  readonly call?: number;
  readonly key: number;
  readonly n: number;
  /** Bytes of data and partition key; 0 where the data is given. */
  readonly bytes: number;
  /** Base64, where a program gave it. */
  readonly data?: string;
  readonly shard?: number;
  readonly attempt: number;
  readonly rejectedUs?: SimUs;
}

/** One rejected record; `key` is a world key id. */
export interface Ring {
  readonly shard: number;
  readonly key: number;
  readonly attempt: number;
  readonly rejectedUs: SimUs;
  readonly retryUs: SimUs;
}

/**
 * Where a consumer stands in each shard, as columns. `state`: 0 no place, else 1 + its number in
 * FRONT_STATES. The cursor of what is processed, and that of what is fetched.
 */
export interface Places {
  count: number;
  /** The consumer holds a child back until its parents are read. */
  waits: boolean;
  state: Uint8Array;
  index: Float64Array;
  segment: Int32Array;
  local: Int32Array;
  fetchedIndex: Float64Array;
  fetchedSegment: Int32Array;
  fetchedLocal: Int32Array;
}

export interface ConsumerModel extends BaseModel {
  places(actor: Actor): Places;
  running(world: World, actor: Actor): boolean;
  sink(actor: Actor): Application["sink"];
}

export interface Models {
  readonly producers: Readonly<Record<string, ProducerModel>>;
  readonly consumers: Readonly<Record<string, ConsumerModel>>;
  /** Operations beyond the core; the page's worker loads them when one is first named. */
  operations?: MoreOperations;
  /** What a selected mark is; loaded with the first selection. */
  inspect?: Inspect;
}

export type Inspect = (
  run: Run,
  stream: Stream | undefined,
  selection: Selection,
) => Inspection | undefined;
