import type { Entry } from "../../protocol/log.ts";
import type { Places } from "../core/actor.ts";
import { modelOf } from "../core/models.ts";
import type { Run } from "../core/state.ts";
import { streamNamed, type Actor } from "../core/world.ts";
import { makeCursor, nextArrival, nextOrdinal, type Cursor } from "../kds/cursor.ts";
import { arrivalOf } from "../kds/records.ts";
import type { Stream } from "../kds/stream.ts";

const place = makeCursor();

/** Arrival of the oldest record of the shard that is not processed, or -1 when nothing is left. */
export const oldestUnread = (stream: Stream, places: Places, shard: number): number => {
  if (shard >= places.count || places.state[shard] === 0) return -1;
  if (places.index[shard]! >= stream.shards.records[shard]!) return -1;
  return nextArrival(stream, shard, placed(places, shard));
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
  places: Places & { readonly stream?: number },
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

/** Age of the oldest record a consumer has not processed in any shard it holds, ms. */
export const lagMs = (run: Run, actor: Actor): number => {
  const stream = streamNamed(run.world, actor.stream);
  const model = modelOf(run.models, actor);
  if (!stream || !("places" in model)) return 0;
  const places = model.places(actor);
  const ordinals = oldestOrdinals(run, stream, places);
  const { records } = stream.shards;
  let oldest = run.world.nowUs;
  let lowest = Infinity;
  for (let shard = 0; shard < places.count; shard++) {
    const ordinal = ordinals[shard]!;
    if (ordinal >= 0) {
      if (ordinal < lowest) lowest = ordinal;
    } else if (places.index[shard]! < records[shard]!) {
      const atUs = oldestUnread(stream, places, shard);
      if (atUs >= 0 && atUs < oldest) oldest = atUs;
    }
  }
  if (lowest < Infinity) oldest = Math.min(oldest, arrivalOf(stream.log, lowest));
  return Math.floor((run.world.nowUs - oldest) / 1000);
};

/** Records not processed in the shards a consumer holds. */
export const unreadOf = (run: Run, actor: Actor): number => {
  const stream = streamNamed(run.world, actor.stream);
  const model = modelOf(run.models, actor);
  return stream && "places" in model ? unreadAt(stream, model.places(actor)) : 0;
};

export const unreadAt = (stream: Stream, { count, state, index }: Places): number => {
  const { records } = stream.shards;
  let unread = 0;
  for (let shard = 0; shard < count; shard++) {
    const left = records[shard]! - index[shard]!;
    if (left > 0 && state[shard] !== 0) unread += left;
  }
  return unread;
};
