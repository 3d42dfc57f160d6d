import type { Entry } from "../../protocol/log.ts";
import type { Places } from "../core/actor.ts";
import { modelOf } from "../core/models.ts";
import { makePlaces } from "../core/places.ts";
import type { Run } from "../core/state.ts";
import { streamNamed, type Actor } from "../core/world.ts";
import { makeCursor, nextArrival, nextOrdinal, type Cursor } from "../kds/cursor.ts";
import { arrivalOf } from "../kds/records.ts";
import { horizonUs, type Stream } from "../kds/stream.ts";

/** Places that a kind may say to be of one stream, by its number. */
type OwnPlaces = Places & { readonly stream?: number };

const place = makeCursor();
const NO_PLACES = makePlaces();

/**
 * Where a consumer stands in a stream, or nothing when it is none; places in a deleted stream mean
 * nothing in another of its name.
 */
export const placesOf = (run: Run, stream: Stream, actor: Actor): Places | undefined => {
  const model = modelOf(run.models, actor);
  if (actor.stream !== stream.name || !("places" in model)) return undefined;
  const places: OwnPlaces = model.places(actor);
  return (places.stream ?? -1) < 0 || places.stream === stream.number ? places : NO_PLACES;
};

/**
 * Arrival of the oldest record of each shard that is not processed, -1 where nothing is left. A
 * shard not begun counts from its first record; what expired does not count.
 */
export const oldestBy = (
  stream: Stream,
  places: Places,
  nowUs: number,
): ((shard: number) => number) => {
  const horizon = horizonUs(stream, nowUs);
  const { records, closedUs } = stream.shards;
  const { count, state, index, segment, local } = places;
  return (shard) => {
    const placed = shard < count && state[shard]! > 0;
    place.index = placed ? index[shard]! : 0;
    if (place.index >= records[shard]!) return -1;
    if (closedUs[shard]! >= 0 && closedUs[shard]! < horizon) return -1;
    place.segment = placed ? segment[shard]! : 0;
    place.local = placed ? local[shard]! : -1;
    const atUs = nextArrival(stream, shard, place);
    return atUs >= 0 && atUs < horizon ? horizon : atUs;
  };
};

/** Ordinals looked up before, and the index in its shard each was looked up for. */
interface Found {
  readonly entries: readonly Entry[];
  readonly stream: number;
  readonly own: number | undefined;
  readonly index: Float64Array;
  readonly ordinal: Float64Array;
}

/** A cache outside the state: under one list of entries a shard's n-th record is always the same. */
const found = new WeakMap<Places, Found>();

const foundFor = (
  { entries }: Run,
  { number: stream, shards }: Stream,
  places: OwnPlaces,
): Found => {
  const known = found.get(places);
  const own = places.stream;
  const fits = known?.entries === entries && known.stream === stream && known.own === own;
  if (fits && known.index.length >= places.count) return known;
  const width = Math.max(places.count, shards.count);
  const [index, ordinal] = [new Float64Array(width).fill(-1), new Float64Array(width)];
  const made = { entries, stream, own, index, ordinal };
  found.set(places, made);
  return made;
};

/**
 * By shard the ordinal of the oldest record that is not processed; -1 when nothing is left or it is
 * held as a fold. The lowest ordinal is the oldest, and cheaper to come by than its arrival.
 */
export const oldestOrdinals = (run: Run, stream: Stream, places: Places): Float64Array => {
  const { index, ordinal } = foundFor(run, stream, places);
  const { records, foldedRecords } = stream.shards;
  for (let shard = 0; shard < places.count; shard++) {
    const at = places.index[shard]!;
    if (places.state[shard] === 0 || at >= records[shard]! || at < foldedRecords[shard]!) {
      index[shard] = -1;
      ordinal[shard] = -1;
    } else if (index[shard] !== at) {
      ordinal[shard] = nextOrdinal(stream.log, shard, placed(places, shard));
      index[shard] = ordinal[shard]! < 0 ? -1 : at;
    }
  }
  return ordinal;
};

const placed = (places: Places, shard: number): Cursor => {
  place.index = places.index[shard]!;
  place.segment = places.segment[shard]!;
  place.local = places.local[shard]!;
  return place;
};

/** The oldest record that is not processed: its shard, -1 when nothing is left, and its arrival. */
export interface Oldest {
  readonly shard: number;
  readonly atUs: number;
}

/** Calls back for each shard that a consumer has not begun and that descends from one it has. */
const eachToCome = (
  stream: Stream,
  places: Places,
  nowUs: number,
  add: (shard: number) => void,
) => {
  const { count, parent, adjacentParent, closedUs } = stream.shards;
  if (places.count === 0) return;
  const horizon = horizonUs(stream, nowUs);
  let toCome: Uint8Array | undefined;
  const isBegun = (shard: number): boolean => shard < places.count && places.state[shard] !== 0;
  const isOwn = (shard: number): boolean => shard >= 0 && (isBegun(shard) || toCome?.[shard] === 1);
  for (let shard = 0; shard < count; shard++) {
    if (isBegun(shard)) continue;
    if (!isOwn(parent[shard]!) && !isOwn(adjacentParent[shard]!)) continue;
    toCome ??= new Uint8Array(count);
    toCome[shard] = 1;
    if (closedUs[shard]! < 0 || closedUs[shard]! >= horizon) add(shard);
  }
};

/** Over the shards a consumer has begun and their descendants: others were never its own. */
export const oldestUnread = (run: Run, stream: Stream, places: Places): Oldest => {
  const { nowUs } = run.world;
  const { records, closedUs } = stream.shards;
  const horizon = horizonUs(stream, nowUs);
  const ordinals = oldestOrdinals(run, stream, places);
  const arrivalBy = oldestBy(stream, places, nowUs);
  let folded: Oldest = { shard: -1, atUs: nowUs };
  let lowest = Infinity;
  let held = -1;
  for (let shard = 0; shard < places.count; shard++) {
    const ordinal = ordinals[shard]!;
    if (ordinal >= lowest || places.state[shard] === 0) continue;
    if (places.index[shard]! >= records[shard]!) continue;
    if (closedUs[shard]! >= 0 && closedUs[shard]! < horizon) continue;
    if (ordinal >= 0) {
      lowest = ordinal;
      held = shard;
      continue;
    }
    const atUs = arrivalBy(shard);
    if (atUs >= 0 && atUs < folded.atUs) folded = { shard, atUs };
  }
  eachToCome(stream, places, nowUs, (shard) => {
    const atUs = arrivalBy(shard);
    if (atUs >= 0 && atUs < folded.atUs) folded = { shard, atUs };
  });
  if (held < 0) return folded;
  const heldUs = Math.max(horizon, arrivalOf(stream.log, lowest));
  return folded.shard >= 0 && folded.atUs <= heldUs ? folded : { shard: held, atUs: heldUs };
};

/** Age of the oldest record a consumer has not processed in any shard of its own, ms. */
export const lagMs = (run: Run, actor: Actor): number => {
  const stream = streamNamed(run.world, actor.stream);
  const places = stream && placesOf(run, stream, actor);
  if (!stream || !places) return 0;
  return Math.floor((run.world.nowUs - oldestUnread(run, stream, places).atUs) / 1000);
};

/** Records not processed in the shards a consumer has begun, and in their descendants. */
export const unreadOf = (run: Run, actor: Actor): number => {
  const stream = streamNamed(run.world, actor.stream);
  const places = stream && placesOf(run, stream, actor);
  return stream && places ? unreadAt(stream, places, run.world.nowUs) : 0;
};

export const unreadAt = (stream: Stream, places: Places, nowUs: number): number => {
  const { records } = stream.shards;
  const { count, state, index } = places;
  let unread = 0;
  for (let shard = 0; shard < count; shard++) {
    const left = records[shard]! - index[shard]!;
    if (left > 0 && state[shard] !== 0) unread += left;
  }
  eachToCome(stream, places, nowUs, (shard) => {
    unread += records[shard]!;
  });
  return unread;
};
