import { reserve } from "../../base/columns.ts";
import type { PutRecordsRequestEntry } from "../../aws/shapes.ts";
import type { SimUs } from "../../protocol/log.ts";
import type { Places } from "../core/actor.ts";
import { modelOf } from "../core/models.ts";
import { makePlaces } from "../core/places.ts";
import { note, type Run } from "../core/state.ts";
import { actorWithId, type Actor, type World } from "../core/world.ts";
import type { Seats } from "./admit.ts";
import { copyCursor, makeCursor, type Cursor } from "./cursor.ts";
import { keepCase, makeEvidenceRing } from "./evidence.ts";
import type { ReadResult } from "./read.ts";
import { addCopy, arrivalOf, FLAG_BY_HAND, FLAG_COPY, segmentOf } from "./records.ts";
import type { Stream } from "./stream.ts";

/** A record that was refused and has not been stored since; `key` is a world key id. */
export interface Waiting {
  readonly key: number;
  readonly data: string;
  readonly n: number;
  readonly attempt: number;
  readonly shard: number;
  readonly rejectedUs: SimUs;
}

/** What a program outside the engine did in an actor's name; made at its first call. */
export interface Outside {
  attempted: number;
  accepted: number;
  throttled: number;
  retried: number;
  duplicated: number;
  reordered: number;
  /** Different records so far: the number of the next. */
  made: number;
  /** Refused records, the oldest first, at most 1,000. */
  waiting: Waiting[];
  /** By world key id: highest record number stored, and its ordinal; -1 when none. */
  highest: Float64Array;
  highestOrdinal: Float64Array;
  /** Number of the stream that the columns above and below are about. */
  stream: number;
  /** Where it stands in each shard it has read. */
  places: Places;
}

const WAITING_MOST = 1_000;
/** Numbers of FRONT_STATES, from 1. */
const STATE = { reading: 1, finished: 3, throttled: 5, expired: 6 } as const;

const makeColumns = () => ({
  waiting: [] as Waiting[],
  highest: new Float64Array(0),
  highestOrdinal: new Float64Array(0),
  places: makePlaces(),
});

const makeOutside = (): Outside => ({
  attempted: 0,
  accepted: 0,
  throttled: 0,
  retried: 0,
  duplicated: 0,
  reordered: 0,
  made: 0,
  stream: -1,
  ...makeColumns(),
});

/**
 * The actor a call counts for: one whose model lets a program outside call in its name, on that
 * actor's own stream; undefined for the console and for all others.
 */
export const actorBehind = (
  run: Run,
  id: number | undefined,
  stream: Stream,
): (Actor & { outside: Outside }) | undefined => {
  const actor = id === undefined ? undefined : actorWithId(run.world, id);
  if (!actor || actor.stream !== stream.name || !modelOf(run.models, actor).outside) {
    return undefined;
  }
  actor.outside ??= makeOutside();
  if (actor.outside.stream !== stream.number) {
    Object.assign(actor.outside, makeColumns(), { stream: stream.number });
  }
  return actor as Actor & { outside: Outside };
};

/**
 * First ordinals of a stream's given records, by data and then by who put them with which key: a
 * cache outside the state. Data put by one source alone has just its ordinal.
 */
interface Stored {
  count: number;
  last: number;
  readonly first: Map<string, number | Map<number, number>>;
}
type Caches = WeakMap<readonly number[], Stored>;
const caches: Caches = new WeakMap();
/** Of those who only look: what they have looked up is nothing to a call. */
const looks: Caches = new WeakMap();

const sourceOf = (producer: number, key: number): number => producer * 4_294_967_296 + key;

/** The source of a held record, or -1. */
const sourceAt = ({ log }: Stream, ordinal: number): number => {
  const segment = segmentOf(log, ordinal);
  if (!segment) return -1;
  const local = ordinal - segment.firstOrdinal;
  return sourceOf(segment.calls.producer[segment.call[local]!]!, segment.key[local]!);
};

const storedOf = (stream: Stream, kept: Caches): Stored["first"] => {
  const { ordinal, data } = stream.log.payloads;
  let cache = kept.get(ordinal);
  if (!cache || (cache.count > 0 && ordinal[cache.count - 1] !== cache.last)) {
    cache = { count: 0, last: -1, first: new Map() };
    kept.set(ordinal, cache);
  }
  for (; cache.count < ordinal.length; cache.count++) {
    cache.last = ordinal[cache.count]!;
    keepFirst(stream, cache.first, data[cache.count]!, cache.last);
  }
  return cache.first;
};

const keepFirst = (stream: Stream, first: Stored["first"], data: string, ordinal: number): void => {
  const found = first.get(data);
  const source = sourceAt(stream, ordinal);
  if (source < 0) return;
  if (found === undefined) first.set(data, ordinal);
  else if (typeof found !== "number") {
    const held = found.get(source);
    if (held === undefined || sourceAt(stream, held) < 0) found.set(source, ordinal);
  } else {
    const before = sourceAt(stream, found);
    if (before < 0) first.set(data, ordinal);
    else if (before !== source) {
      const both = new Map<number, number>();
      first.set(data, both.set(before, found).set(source, ordinal));
    }
  }
};

const firstOf = (
  stream: Stream,
  producer: number,
  key: number,
  data: string,
  kept = caches,
): number | undefined => {
  const found = storedOf(stream, kept).get(data);
  if (found === undefined) return undefined;
  const source = sourceOf(producer, key);
  const ordinal = typeof found === "number" ? found : found.get(source);
  return ordinal !== undefined && sourceAt(stream, ordinal) === source ? ordinal : undefined;
};

/**
 * Numbers the records of a call: one refused before keeps its number, one stored before is a copy of
 * it, any other is new. Returns the attempt this call is.
 */
export const numberSeats = (
  actor: Actor & { outside: Outside },
  stream: Stream,
  seats: Seats,
  entries: readonly PutRecordsRequestEntry[],
): number => {
  const { outside } = actor;
  const taken = new Set<Waiting>();
  let attempt = 1;
  entries.forEach(({ Data: data }, at) => {
    const key = seats.key[at]!;
    const again = outside.waiting.find(
      (each) => each.key === key && each.data === data && !taken.has(each),
    );
    if (again) {
      taken.add(again);
      attempt = Math.max(attempt, again.attempt + 1);
    }
    const first = firstOf(stream, actor.id, key, data);
    const segment = first === undefined ? undefined : segmentOf(stream.log, first);
    const n = segment?.n[first! - segment.firstOrdinal];
    if (n !== undefined && (again?.n ?? n) === n) {
      seats.n[at] = n;
      seats.flags[at] = FLAG_BY_HAND | FLAG_COPY;
    } else seats.n[at] = again ? again.n : outside.made++;
  });
  outside.attempted += entries.length;
  if (attempt > 1) outside.retried += taken.size;
  return Math.min(attempt, 255);
};

/** Tells what became of the numbered records; the data of those taken is held by now. */
export const settleSeats = (
  run: Run,
  actor: Actor & { outside: Outside },
  stream: Stream,
  seats: Seats,
  entries: readonly PutRecordsRequestEntry[],
): void => {
  const { outside } = actor;
  entries.forEach(({ Data: data }, at) => {
    const key = seats.key[at]!;
    const n = seats.n[at]!;
    const before = outside.waiting.find((each) => each.n === n);
    if (before) outside.waiting = outside.waiting.filter((each) => each !== before);
    if (seats.refused[at] !== 0) {
      outside.throttled += 1;
      const attempt = (before?.attempt ?? 0) + 1;
      const shard = seats.shard[at]!;
      outside.waiting.push({ key, data, n, attempt, shard, rejectedUs: run.world.nowUs });
      if (outside.waiting.length > WAITING_MOST) outside.waiting.shift();
      return;
    }
    outside.accepted += 1;
    if ((seats.flags[at]! & FLAG_COPY) === 0) return noteFirst(run, actor, stream, seats, at);
    outside.duplicated += 1;
    const original = firstOf(stream, actor.id, key, data)!;
    const segment = segmentOf(stream.log, original)!;
    const shard = segment.shard[original - segment.firstOrdinal]!;
    addCopy(stream.log, seats.ordinal[at]!, original, shard);
  });
};

/** Counts a write reorder: stored after a higher number of the same key. */
const noteFirst = (
  run: Run,
  actor: Actor & { outside: Outside },
  stream: Stream,
  seats: Seats,
  at: number,
): void => {
  const { outside } = actor;
  const key = seats.key[at]!;
  const n = seats.n[at]!;
  const ordinal = seats.ordinal[at]!;
  fitKeys(outside, run.world);
  if (outside.highest[key]! < n) {
    outside.highest[key] = n;
    outside.highestOrdinal[key] = ordinal;
    return;
  }
  if (outside.reordered === 0) note(run, "reorder", { n }, [{ type: "actor", id: actor.id }]);
  outside.reordered += 1;
  const { log } = stream;
  const higherOrdinal = outside.highestOrdinal[key]!;
  const segment = segmentOf(log, higherOrdinal);
  keepCase((actor.reorders ??= makeEvidenceRing()), {
    key,
    ordinal,
    shard: seats.shard[at]!,
    higherOrdinal,
    higherShard: segment?.shard[higherOrdinal - segment.firstOrdinal] ?? -1,
    higherUs: arrivalOf(log, higherOrdinal),
    atUs: run.world.nowUs,
    reason: "write-reorder",
  });
};

const fitKeys = (outside: Outside, { keys }: World): void => {
  const before = outside.highest.length;
  if (before >= keys.count) return;
  const columns = { highest: outside.highest, highestOrdinal: outside.highestOrdinal };
  reserve(columns, keys.count);
  columns.highest.fill(-1, before);
  columns.highestOrdinal.fill(-1, before);
  Object.assign(outside, columns);
};

const isStored = (stream: Stream, actor: Actor, { key, data, n }: Waiting): boolean => {
  if (n > (actor.outside?.highest[key] ?? -1)) return false;
  const first = firstOf(stream, actor.id, key, data, looks);
  const segment = first === undefined ? undefined : segmentOf(stream.log, first);
  return segment?.n[first! - segment.firstOrdinal] === n;
};

/**
 * How many of the different records a producer made are not stored: those refused after `sinceUs`,
 * and all others. A refused copy of a stored record is none. A record put again after 1,000 further
 * refusals counts as another one.
 */
export const absentOf = (
  { streams }: World,
  actor: Actor,
  sinceUs: SimUs,
): { readonly waiting: number; readonly abandoned: number } => {
  const { outside } = actor;
  if (!outside) return { waiting: 0, abandoned: 0 };
  const stream = streams.find((each) => each.number === outside.stream);
  const waits = outside.waiting.filter(
    (each) => each.rejectedUs > sinceUs && !(stream && isStored(stream, actor, each)),
  );
  const absent = outside.made - (outside.accepted - outside.duplicated);
  return { waiting: waits.length, abandoned: Math.max(0, absent - waits.length) };
};

/** GetRecords in the name of a consumer: what is answered is delivered to its application. */
export const readFor = (
  run: Run,
  actor: Actor & { outside: Outside },
  shard: number,
  cursor: Cursor,
  limit: number,
  result: ReadResult,
): void => {
  run.context.bind(actor);
  run.context.getRecords(shard, cursor, limit, result);
  if (result.throttled) mark(actor, shard, STATE.throttled);
  else takeFor(run, actor, shard, result.from, result.count, result.atEnd);
};

const mark = (actor: Actor & { outside: Outside }, shard: number, state: number): void => {
  const { places } = actor.outside;
  if (shard < places.count && places.state[shard]! > 0) places.state[shard] = state;
};

/** GetRecords was refused: the iterator is too old. */
export const expireFor = (actor: Actor & { outside: Outside }, shard: number): void =>
  mark(actor, shard, STATE.expired);

const moving = makeCursor();

/** Delivers `count` records from `from` on, and moves the consumer's place behind them. */
export const takeFor = (
  run: Run,
  actor: Actor & { outside: Outside },
  shard: number,
  from: Cursor,
  count: number,
  atEnd: boolean,
): void => {
  const { places } = actor.outside;
  copyCursor(moving, from);
  if (count > 0) {
    run.context.bind(actor);
    run.context.deliver(shard, moving, count);
  }
  reserve(places, shard + 1);
  places.count = Math.max(places.count, shard + 1);
  places.state[shard] = atEnd ? STATE.finished : STATE.reading;
  places.index[shard] = places.fetchedIndex[shard] = moving.index;
  places.segment[shard] = places.fetchedSegment[shard] = moving.segment;
  places.local[shard] = places.fetchedLocal[shard] = moving.local;
};
