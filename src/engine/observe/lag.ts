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

/**
 * Ordinal of the oldest record of the shard that is not processed; -1 when nothing is left or it is
 * held as a fold. The lowest ordinal is the oldest, and cheaper to come by than its arrival.
 */
export const oldestOrdinal = (stream: Stream, places: Places, shard: number): number => {
  if (shard >= places.count || places.state[shard] === 0) return -1;
  const index = places.index[shard]!;
  const { records, foldedRecords } = stream.shards;
  if (index >= records[shard]! || index < foldedRecords[shard]!) return -1;
  return nextOrdinal(stream.log, shard, placed(places, shard));
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
  const { records } = stream.shards;
  let oldest = run.world.nowUs;
  let lowest = Infinity;
  for (let shard = 0; shard < places.count; shard++) {
    if (places.index[shard]! >= records[shard]!) continue;
    const ordinal = oldestOrdinal(stream, places, shard);
    if (ordinal >= 0) {
      if (ordinal < lowest) lowest = ordinal;
      continue;
    }
    const atUs = oldestUnread(stream, places, shard);
    if (atUs >= 0 && atUs < oldest) oldest = atUs;
  }
  if (lowest < Infinity) oldest = Math.min(oldest, arrivalOf(stream.log, lowest));
  return Math.floor((run.world.nowUs - oldest) / 1000);
};

/** Records not processed in the shards a consumer holds. */
export const unreadOf = (run: Run, actor: Actor): number => {
  const stream = streamNamed(run.world, actor.stream);
  const model = modelOf(run.models, actor);
  if (!stream || !("places" in model)) return 0;
  const places = model.places(actor);
  let unread = 0;
  for (let shard = 0; shard < places.count; shard++) {
    if (places.state[shard] === 0) continue;
    unread += Math.max(0, stream.shards.records[shard]! - places.index[shard]!);
  }
  return unread;
};
