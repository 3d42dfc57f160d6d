import type { ActorContext, Models, ProducerModel } from "../engine/core/actor.ts";
import type { CallInfo, Seats } from "../engine/kds/admit.ts";
import type { Cursor } from "../engine/kds/cursor.ts";
import type { ReadResult } from "../engine/kds/read.ts";
import { segmentOf } from "../engine/kds/records.ts";
import type { Stream } from "../engine/kds/stream.ts";
import type { Actor, Application } from "../engine/core/world.ts";
import type { Run } from "../engine/core/state.ts";
import { isOutside } from "./driver.ts";

/** One record as the oracle remembers it for ever. */
export interface Kept {
  readonly ordinal: number;
  readonly key: number;
  readonly shard: number;
  readonly producer: number;
  readonly n: number;
}

export interface Batch {
  readonly shard: number;
  readonly atUs: number;
  readonly records: readonly Kept[];
}

/** What one application was given of a stream, record by record, and what follows from it. */
export interface Reader {
  stream: number;
  readonly batches: Batch[];
  readonly seen: Set<number>;
  readonly highest: Map<number, { ordinal: number; shard: number; atUs: number }>;
  /** Deliveries of each (producer, n) that were no re-reads. */
  readonly ids: Map<number, number>;
  readonly late: { ordinal: number; higher: number; higherShard: number }[];
  lateInAll: number;
  delivered: number;
  applied: number;
  reReads: number;
  copies: number;
  folded: number;
}

const TRACE_MOST = 500;

interface Writer {
  stream: number;
  readonly accepted: Set<number>;
  readonly highest: Map<number, number>;
  taken: number;
  refused: number;
  copies: number;
  reordered: number;
}

/**
 * Remembers every record and every delivery of a run, by brute force, beside the engine's counting.
 * It knows a run that goes forward only.
 */
export class Oracle {
  readonly readers = new Map<Actor, Reader>();
  readonly writers = new Map<Actor, Writer>();
  private readonly streams = new Map<number, { records: Kept[]; shards: Kept[][] }>();
  /** What the actors did, as text, one line a put, a read that found something, or a batch. */
  readonly trace: string[] = [];
  /** Reads served and refused, by actor. */
  readonly reads = new Map<Actor, { served: number; refused: number }>();
  private readonly contexts = new WeakMap<ActorContext, ActorContext>();

  /** The same models, watched. */
  watch(models: Models): Models {
    const each = <M extends object>(kinds: Readonly<Record<string, M>>): Record<string, M> =>
      Object.fromEntries(Object.entries(kinds).map(([kind, model]) => [kind, this.wrap(model)]));
    const { producers, consumers } = models;
    return { ...models, producers: each(producers), consumers: each(consumers) };
  }

  reader(actor: Actor): Reader {
    const known = this.readers.get(actor);
    if (known) return known;
    const made: Reader = {
      stream: -1,
      batches: [],
      seen: new Set(),
      highest: new Map(),
      ids: new Map(),
      late: [],
      lateInAll: 0,
      delivered: 0,
      applied: 0,
      reReads: 0,
      copies: 0,
      folded: 0,
    };
    this.readers.set(actor, made);
    return made;
  }

  /** Every record of a stream so far, in order. */
  recordsOf(stream: Stream): readonly Kept[] {
    return this.sync(stream).records;
  }

  private wrap<M extends object>(model: M): M {
    const methods = ["create", "update", "signal", "on"] as const;
    const wrapped = Object.create(model) as Record<string, unknown>;
    for (const name of methods) {
      const method = (model as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!;
      wrapped[name] = (ctx: ActorContext, ...rest: unknown[]) =>
        method.call(model, this.contextOf(ctx), ...rest);
    }
    return wrapped as M;
  }

  private contextOf(ctx: ActorContext): ActorContext {
    const known = this.contexts.get(ctx);
    if (known) return known;
    const made = Object.create(ctx) as ActorContext;
    const define = (name: string, value: unknown): void => {
      Object.defineProperty(made, name, { value });
    };
    define("putRecords", (seats: Seats, call: CallInfo) => {
      const refused = ctx.putRecords(seats, call);
      this.put(ctx, seats, call);
      return refused;
    });
    define("getRecords", (shard: number, cursor: Cursor, limit: number, result: ReadResult) => {
      ctx.getRecords(shard, cursor, limit, result);
      this.read(ctx, shard, result);
    });
    /** A watched run polls the long way: that an unwatched one ends alike proves the short one. */
    define("pollNothing", () => false);
    define("deliver", (shard: number, cursor: Cursor, count: number) => {
      const from = cursor.index;
      const done = ctx.deliver(shard, cursor, count);
      this.take(ctx, shard, from, count);
      return done;
    });
    this.contexts.set(ctx, made);
    return made;
  }

  private say(ctx: ActorContext, text: string): void {
    if (this.trace.length >= TRACE_MOST) return;
    const at = (ctx.nowUs / 1_000_000).toFixed(1).padStart(5);
    this.trace.push(`${at} ${ctx.actor.letter} ${text}`);
  }

  private read(ctx: ActorContext, shard: number, result: ReadResult): void {
    const counts = this.reads.get(ctx.actor) ?? { served: 0, refused: 0 };
    this.reads.set(ctx.actor, counts);
    if (result.throttled) counts.refused += 1;
    else counts.served += 1;
    if (result.throttled) this.say(ctx, `gets ${shard}: refused`);
    else if (result.count > 0) this.say(ctx, `gets ${shard}: ${result.count}`);
  }

  private put(ctx: ActorContext, seats: Seats, call: CallInfo): void {
    this.sync(ctx.stream!);
    let writer = this.writers.get(ctx.actor);
    if (!writer) {
      writer = {
        stream: -1,
        accepted: new Set(),
        highest: new Map(),
        taken: 0,
        refused: 0,
        copies: 0,
        reordered: 0,
      };
      this.writers.set(ctx.actor, writer);
    }
    if (writer.stream !== ctx.stream!.number) {
      writer.stream = ctx.stream!.number;
      writer.accepted.clear();
      writer.highest.clear();
    }
    let marks = "";
    for (let at = 0; at < seats.count; at++) {
      if (seats.refused[at] === 1) {
        marks += "x";
        writer.refused += 1;
        continue;
      }
      marks += writer.accepted.has(seats.n[at]!) ? "c" : ".";
      writer.taken += 1;
      const n = seats.n[at]!;
      if (writer.accepted.has(n)) {
        writer.copies += 1;
        continue;
      }
      writer.accepted.add(n);
      const key = seats.key[at]!;
      const highest = writer.highest.get(key) ?? -1;
      if (highest > n) writer.reordered += 1;
      else writer.highest.set(key, n);
    }
    const last = seats.n[seats.count - 1]!;
    const numbers = seats.count === 1 ? `${last}` : `${seats.n[0]!}-${last}`;
    this.say(ctx, `puts ${numbers} ${marks} attempt ${call.attempt}`);
  }

  private take(ctx: ActorContext, shard: number, from: number, count: number): void {
    const reader = this.reader(ctx.actor);
    const stream = ctx.stream!;
    if (reader.stream !== stream.number) {
      reader.stream = stream.number;
      for (const each of [reader.seen, reader.highest, reader.ids]) each.clear();
      reader.late.length = 0;
    }
    const records = this.sync(stream).shards[shard]!.slice(from, from + count);
    const held = Math.max(0, stream.shards.foldedRecords[shard]! - from);
    reader.folded += Math.min(count, held);
    reader.batches.push({ shard, atUs: ctx.nowUs, records });
    reader.delivered += records.length;
    const marks = records.map((record) => this.takeOne(ctx, reader, record)).join("");
    this.say(ctx, `takes ${shard} ${marks}`);
  }

  /** `.` in order, `!` late, `r` read again, `c` a copy of one taken before. */
  private takeOne(ctx: ActorContext, reader: Reader, record: Kept): string {
    const { ordinal, key, shard } = record;
    const sink = ctx.actor.application!.sink;
    let mark = ".";
    if (reader.seen.has(ordinal)) {
      reader.reReads += 1;
      if (sink === "none") reader.applied += 1;
      mark = "r";
    } else {
      reader.seen.add(ordinal);
      const id = record.producer * 4_294_967_296 + record.n;
      const before = reader.ids.get(id) ?? 0;
      reader.ids.set(id, before + 1);
      if (before > 0) {
        reader.copies += 1;
        mark = "c";
      }
      if (before === 0 || sink !== "record-id") reader.applied += 1;
      const top = reader.highest.get(key);
      if (top && top.ordinal > ordinal) {
        mark = "!";
        reader.lateInAll += 1;
        reader.late.push({ ordinal, higher: top.ordinal, higherShard: top.shard });
      }
    }
    const top = reader.highest.get(key);
    if (!top || top.ordinal < ordinal) {
      reader.highest.set(key, { ordinal, shard, atUs: ctx.nowUs });
    }
    return mark;
  }

  private sync(stream: Stream): { records: Kept[]; shards: Kept[][] } {
    let known = this.streams.get(stream.number);
    if (!known) this.streams.set(stream.number, (known = { records: [], shards: [] }));
    while (known.shards.length < stream.shards.count) known.shards.push([]);
    for (let ordinal = known.records.length; ordinal < stream.log.total; ordinal++) {
      const segment = segmentOf(stream.log, ordinal)!;
      const local = ordinal - segment.firstOrdinal;
      const record = {
        ordinal,
        key: segment.key[local]!,
        shard: segment.shard[local]!,
        producer: segment.calls.producer[segment.call[local]!]!,
        n: segment.n[local]!,
      };
      known.records.push(record);
      known.shards[record.shard]!.push(record);
    }
    return known;
  }

  /** What programs outside do it does not see. Throws where the engine's counts are not the oracle's; folded records make them lower bounds. */
  check(run: Run): void {
    for (const actor of run.world.actors) {
      if (isOutside(run.models, actor.role, actor.kind)) continue;
      if (actor.application) this.checkReader(actor, actor.application);
      else this.checkWriter(run, actor);
    }
  }

  private checkReader(actor: Actor, app: Application): void {
    const reader = this.reader(actor);
    same(actor, "delivered", app.delivered, reader.delivered);
    same(actor, "reReads", app.reReads, reader.reReads);
    same(actor, "unverified", app.unverified, reader.folded);
    if (app.unverified > 0) {
      atMost(actor, "late", app.late, reader.lateInAll);
      atMost(actor, "producerCopies", app.producerCopies, reader.copies);
      return;
    }
    same(actor, "late", app.late, reader.lateInAll);
    same(actor, "producerCopies", app.producerCopies, reader.copies);
    same(actor, "applied", app.applied, reader.applied);
    const { evidence } = app;
    const rows = evidence.ordinal.length;
    for (let row = Math.max(0, evidence.total - rows); row < evidence.total; row++) {
      const want = reader.late[row]!;
      same(actor, `late record ${row}`, evidence.ordinal[row % rows]!, want.ordinal);
      same(actor, `its higher record ${row}`, evidence.higherOrdinal[row % rows]!, want.higher);
      same(actor, `its shard ${row}`, evidence.higherShard[row % rows]!, want.higherShard);
    }
  }

  private checkWriter(run: Run, actor: Actor): void {
    const writer = this.writers.get(actor);
    const model = run.models.producers[actor.kind] as ProducerModel;
    const gauge = model.gauge(run.world, actor);
    same(actor, "accepted", gauge.accepted, writer?.taken ?? 0);
    same(actor, "throttled", gauge.throttled, writer?.refused ?? 0);
    same(actor, "duplicated", gauge.duplicated, writer?.copies ?? 0);
    same(actor, "reordered", gauge.reordered, writer?.reordered ?? 0);
  }
}

const same = (actor: Actor, what: string, engine: number, oracle: number): void => {
  if (engine !== oracle) {
    throw new Error(`${actor.kind} ${actor.id}: ${what} is ${engine}, by the oracle ${oracle}`);
  }
};

const atMost = (actor: Actor, what: string, engine: number, oracle: number): void => {
  if (engine > oracle) {
    throw new Error(`${actor.kind} ${actor.id}: ${what} ${engine} is above the true ${oracle}`);
  }
};
