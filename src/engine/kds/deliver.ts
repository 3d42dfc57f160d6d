import { reserve } from "../../base/columns.ts";
import { BATCH_ROWS, type Application, type World } from "../core/world.ts";
import { copyCursor, makeCursor, nextLocal, type Cursor } from "./cursor.ts";
import { keepCase, makeEvidenceRing } from "./evidence.ts";
import { FLAG_COPY, NONE, SEGMENT, segmentOf } from "./records.ts";
import { runsOf } from "./runs.ts";
import type { Stream } from "./stream.ts";

/** Gaps remembered: a copy follows its original within seconds, so old ones do not matter. */
const GAPS = 1024;

export const makeApplication = (sink: Application["sink"]): Application => ({
  ...makeColumns(),
  stream: -1,
  delivered: 0,
  applied: 0,
  reReads: 0,
  producerCopies: 0,
  late: 0,
  unverified: 0,
  lost: 0,
  throttledCalls: 0,
  sink,
});

/** What an application knows of one stream's records. */
const makeColumns = () => ({
  from: new Float64Array(0),
  to: new Float64Array(0),
  fromOrdinal: new Float64Array(0),
  toOrdinal: new Float64Array(0),
  gaps: [] as number[],
  highest: new Float64Array(0),
  highestUs: new Float64Array(0),
  highestShard: new Int32Array(0),
  pendingOriginals: [] as number[],
  evidence: makeEvidenceRing(),
  duplicates: makeEvidenceRing(),
  batches: {
    total: 0,
    shard: new Int32Array(BATCH_ROWS),
    segment: new Int32Array(BATCH_ROWS),
    local: new Int32Array(BATCH_ROWS),
    count: new Int32Array(BATCH_ROWS),
    atUs: new Float64Array(BATCH_ROWS),
  },
});

/** Room for every shard and key; unset highest ordinals are -1, unset ranges are empty. */
export const fitApplication = (app: Application, shards: number, keys: number): void => {
  if (app.from.length < shards) {
    const perShard = {
      from: app.from,
      to: app.to,
      fromOrdinal: app.fromOrdinal,
      toOrdinal: app.toOrdinal,
    };
    const before = app.from.length;
    reserve(perShard, shards);
    perShard.from.fill(-1, before);
    perShard.to.fill(-1, before);
    perShard.fromOrdinal.fill(-1, before);
    perShard.toOrdinal.fill(-1, before);
    Object.assign(app, perShard);
  }
  if (app.highest.length < keys) {
    const perKey = {
      highest: app.highest,
      highestUs: app.highestUs,
      highestShard: app.highestShard,
    };
    const before = app.highest.length;
    reserve(perKey, keys);
    perKey.highest.fill(-1, before);
    Object.assign(app, perKey);
  }
};

/** What one delivery was; good until the next. */
export interface Delivery {
  readonly delivered: number;
  readonly reRead: number;
  readonly copies: number;
  readonly late: number;
}

const delivery = { delivered: 0, reRead: 0, copies: 0, late: 0 };
const place = makeCursor();

/**
 * Delivers `count` records of a shard from `cursor` on to an application at `world.nowUs`, as one
 * batch in shard order, and moves the cursor behind them. Counts re-reads (exact, by range), late
 * records and producer copies; records held as folds count as unverified.
 */
export const deliver = (
  world: World,
  stream: Stream,
  app: Application,
  shard: number,
  cursor: Cursor,
  count: number,
): Delivery => {
  if (app.stream !== stream.number) Object.assign(app, makeColumns(), { stream: stream.number });
  fitApplication(app, stream.shards.count, world.keys.count);
  world.work += count;
  app.delivered += count;
  const start = cursor.index;
  const reRead = overlap(app, shard, start, start + count);
  const folded = Math.min(count, Math.max(0, stream.shards.foldedRecords[shard]! - start));
  app.unverified += folded;
  cursor.index += folded;
  const { late, producerCopies } = app;
  const first = noteBatch(stream, app, shard, cursor, count - folded, world.nowUs);
  if (reRead > 0 && first >= 0) noteReRead(world, stream, app, shard, first);
  walk(world, stream, app, shard, cursor, count - folded);
  extend(stream, app, shard, start, cursor);
  app.reReads += reRead;
  const copies = app.producerCopies - producerCopies;
  const stopped =
    app.sink === "none" ? 0 : app.sink === "sequence-number" ? reRead : reRead + copies;
  app.applied += count - Math.min(count, stopped);
  delivery.delivered = count;
  delivery.reRead = reRead;
  delivery.copies = copies;
  delivery.late = app.late - late;
  return delivery;
};

const overlap = (app: Application, shard: number, from: number, to: number): number => {
  if (app.to[shard]! < 0) return 0;
  return Math.max(0, Math.min(to, app.to[shard]!) - Math.max(from, app.from[shard]!));
};

const extend = (
  stream: Stream,
  app: Application,
  shard: number,
  start: number,
  end: Cursor,
): void => {
  const folded = end.index <= stream.shards.foldedRecords[shard]!;
  const ordinal = folded || end.local < 0 ? -1 : end.segment * SEGMENT + end.local;
  if (app.to[shard]! < 0) {
    app.from[shard] = start;
    app.to[shard] = end.index;
    app.toOrdinal[shard] = ordinal;
    return;
  }
  if (start < app.from[shard]!) app.from[shard] = start;
  if (end.index > app.to[shard]!) {
    app.to[shard] = end.index;
    app.toOrdinal[shard] = Math.max(app.toOrdinal[shard]!, ordinal);
  }
};

/** Puts the batch into the ring; returns the ordinal of its first record, or -1. */
const noteBatch = (
  stream: Stream,
  app: Application,
  shard: number,
  cursor: Cursor,
  count: number,
  nowUs: number,
): number => {
  if (count <= 0) return -1;
  copyCursor(place, cursor);
  const local = nextLocal(stream.log, shard, place);
  if (local < 0) return -1;
  const { batches } = app;
  const row = batches.total++ % BATCH_ROWS;
  batches.shard[row] = shard;
  batches.segment[row] = place.segment;
  batches.local[row] = local;
  batches.count[row] = count;
  batches.atUs[row] = nowUs;
  return place.segment * SEGMENT + local;
};

const noteReRead = (
  world: World,
  stream: Stream,
  app: Application,
  shard: number,
  ordinal: number,
): void => {
  const segment = segmentOf(stream.log, ordinal);
  if (!segment) return;
  keepCase(app.duplicates, {
    key: segment.key[ordinal - segment.firstOrdinal]!,
    ordinal,
    shard,
    atUs: world.nowUs,
    higherOrdinal: ordinal,
    higherShard: shard,
    higherUs: takenUs(app, shard, ordinal),
    reason: "re-read",
  });
};

/** When a batch before the latest one began that held this record, or -1 when it is forgotten. */
const takenUs = (app: Application, shard: number, ordinal: number): number => {
  const { batches } = app;
  const oldest = Math.max(0, batches.total - BATCH_ROWS);
  for (let number = batches.total - 2; number >= oldest; number--) {
    const row = number % BATCH_ROWS;
    if (batches.shard[row] !== shard) continue;
    if (batches.segment[row]! * SEGMENT + batches.local[row]! <= ordinal) return batches.atUs[row]!;
  }
  return -1;
};

const walk = (
  world: World,
  stream: Stream,
  app: Application,
  shard: number,
  cursor: Cursor,
  count: number,
): void => {
  const { log } = stream;
  const { highest, highestUs, highestShard } = app;
  const { nowUs } = world;
  const firstNew = Math.max(app.to[shard]!, 0);
  const watching = app.pendingOriginals.length > 0;
  let left = count;
  while (left > 0) {
    let local = nextLocal(log, shard, cursor);
    if (local < 0) return;
    const segment = log.segments[cursor.segment - log.lowest]!;
    const { key, next, flags, firstOrdinal } = segment;
    if (app.fromOrdinal[shard]! < 0) app.fromOrdinal[shard] = firstOrdinal + local;
    if (cursor.index > firstNew && firstNew > 0 && left === count) {
      app.gaps.push(shard, app.toOrdinal[shard]!, firstOrdinal + local);
      if (app.gaps.length > 3 * GAPS) app.gaps.splice(0, 3);
    }
    const runs = segment.sealed && local === segment.first[shard] ? runsOf(segment) : undefined;
    const order = runs?.order;
    const end = runs ? runs.start[shard + 1]! : 0;
    const copies = watching || runs?.copies !== false;
    let at = runs ? runs.start[shard]! : 0;
    while (local !== NONE && left > 0) {
      const id = key[local]!;
      const ordinal = firstOrdinal + local;
      if (ordinal > highest[id]!) {
        highest[id] = ordinal;
        highestUs[id] = nowUs;
        highestShard[id] = shard;
      } else if (cursor.index >= firstNew) {
        noteLate(world, stream, app, shard, id, ordinal);
      }
      if (copies && ((flags[local]! & FLAG_COPY) !== 0 || watching)) {
        if (cursor.index >= firstNew) noteCopy(world, stream, app, shard, ordinal, id);
      }
      cursor.index += 1;
      cursor.local = local;
      left -= 1;
      at += 1;
      local = order === undefined ? next[local]! : at < end ? order[at]! : NONE;
    }
  }
};

const noteLate = (
  world: World,
  stream: Stream,
  app: Application,
  shard: number,
  key: number,
  ordinal: number,
): void => {
  app.late += 1;
  const higherShard = app.highestShard[key]!;
  const descended = descends(stream, higherShard, shard);
  keepCase(app.evidence, {
    key,
    ordinal,
    shard,
    atUs: world.nowUs,
    higherOrdinal: app.highest[key]!,
    higherShard,
    higherUs: app.highestUs[key]!,
    reason:
      higherShard === shard
        ? "position-moved"
        : descended
          ? "child-before-parent"
          : "different-shards",
  });
};

/** True when `ancestor` is among the parents of `shard`, at any depth. */
export const descends = (stream: Stream, shard: number, ancestor: number): boolean => {
  const { parent, adjacentParent } = stream.shards;
  const open = [shard];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at < ancestor) continue;
    for (const up of [parent[at]!, adjacentParent[at]!]) {
      if (up === ancestor) return true;
      if (up > ancestor) open.push(up);
    }
  }
  return false;
};

/** Of the deliveries of one (producer, n) under different ordinals, all but the first are copies. */
const noteCopy = (
  world: World,
  stream: Stream,
  app: Application,
  shard: number,
  ordinal: number,
  key: number,
): void => {
  const { copies } = stream.log;
  const at = indexOfSorted(copies.ordinal, ordinal);
  const original = at < 0 ? ordinal : copies.original[at]!;
  const { pendingOriginals } = app;
  const waiting = placeOf(pendingOriginals, original);
  const taken = at >= 0 && wasDelivered(app, original, copies.shard[at]!, shard);
  if (at < 0 && waiting < 0) return;
  if (at >= 0 && waiting < 0 && !taken) {
    pendingOriginals.push(original, ordinal, shard);
    return;
  }
  const other = waiting < 0 ? original : pendingOriginals[waiting + 1]!;
  const otherShard = waiting < 0 ? copies.shard[at]! : pendingOriginals[waiting + 2]!;
  if (at < 0) pendingOriginals.splice(waiting, 3);
  app.producerCopies += 1;
  keepCase(app.duplicates, {
    key,
    ordinal,
    shard,
    atUs: world.nowUs,
    higherOrdinal: other,
    higherShard: otherShard,
    higherUs: takenUs(app, otherShard, other),
    reason: "producer-copy",
  });
};

/** Where the triple of this original begins, or -1. */
const placeOf = (pending: readonly number[], original: number): number => {
  for (let at = 0; at < pending.length; at += 3) if (pending[at] === original) return at;
  return -1;
};

/** Whether the application skipped this record of a shard, by restarting at LATEST or by expiry. */
export const isPassedOver = (app: Application, ordinal: number, shard: number): boolean => {
  const { gaps } = app;
  for (let at = 0; at < gaps.length; at += 3) {
    if (gaps[at] === shard && ordinal > gaps[at + 1]! && ordinal < gaps[at + 2]!) return true;
  }
  return false;
};

/** Whether a lower ordinal, of `shard`, is delivered by the time its copy in `copyShard` is. */
const wasDelivered = (
  app: Application,
  ordinal: number,
  shard: number,
  copyShard: number,
): boolean => {
  if (app.fromOrdinal[shard]! < 0 || ordinal < app.fromOrdinal[shard]!) return false;
  if (isPassedOver(app, ordinal, shard)) return false;
  return shard === copyShard || ordinal <= app.toOrdinal[shard]!;
};

/** Position of `value` in an ascending list, or -1. */
export const indexOfSorted = (list: readonly number[], value: number): number => {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const held = list[middle]!;
    if (held === value) return middle;
    if (held < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};
