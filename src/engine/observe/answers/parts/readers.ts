import { FRONT_STATES, type FrontState } from "../../../../protocol/frame.ts";
import type { Places } from "../../../core/actor.ts";
import { modelOf } from "../../../core/models.ts";
import type { Run } from "../../../core/state.ts";
import type { Actor, Application } from "../../../core/world.ts";
import { makeCursor, nextArrival } from "../../../kds/cursor.ts";
import type { Stream } from "../../../kds/stream.ts";
import { oldestBy, placesOf } from "../../lag.ts";

/** A consumer at work on a stream. */
export interface Reader {
  readonly actor: Actor;
  readonly app: Application;
  readonly places: Places;
  readonly running: boolean;
}

/** The consumers of a stream in the order of their ids. */
export const readersOf = (run: Run, stream: Stream): Reader[] =>
  run.world.actors.flatMap((actor) => {
    const app = actor.application;
    if (!app) return [];
    const model = modelOf(run.models, actor);
    const places = placesOf(run, stream, actor);
    if (!places || !("running" in model)) return [];
    return [{ actor, app, places, running: model.running(run.world, actor) }];
  });

/** How a consumer stands in a shard, in the words of the fronts. */
export const stateIn = (stream: Stream, places: Places, shard: number): FrontState => {
  const code = shard < places.count ? places.state[shard]! : 0;
  if (code > 0) return FRONT_STATES[code - 1]!;
  return places.waits && parentsUnread(stream, places, shard).length > 0
    ? "waiting-for-parent"
    : "not-started";
};

/** Parents that the consumer holds and has not read to their end. */
export const parentsUnread = (stream: Stream, places: Places, shard: number): number[] =>
  [stream.shards.parent[shard]!, stream.shards.adjacentParent[shard]!].filter(
    (up) =>
      up >= 0 &&
      up < places.count &&
      places.state[up]! > 0 &&
      FRONT_STATES[places.state[up]! - 1] !== "finished",
  );

/** Records of the shard that the consumer has not processed. */
export const unreadIn = (stream: Stream, places: Places, shard: number): number => {
  const placed = shard < places.count && places.state[shard]! > 0;
  return Math.max(0, stream.shards.records[shard]! - (placed ? places.index[shard]! : 0));
};

export const oldestIn = (stream: Stream, places: Places, shard: number, nowUs: number): number =>
  oldestBy(stream, places, nowUs)(shard);

/** Age of the oldest record of each shard not processed, ms; 0 when nothing is left. */
export const lagBy = (
  stream: Stream,
  places: Places,
  nowUs: number,
): ((shard: number) => number) => {
  const arrivalBy = oldestBy(stream, places, nowUs);
  return (shard) => {
    const atUs = arrivalBy(shard);
    return atUs < 0 ? 0 : Math.floor((nowUs - atUs) / 1000);
  };
};

export const lagIn = (stream: Stream, places: Places, shard: number, nowUs: number): number =>
  lagBy(stream, places, nowUs)(shard);

const place = makeCursor();

/** Arrival of the oldest record not fetched, or -1. */
export const oldestUnfetched = (stream: Stream, places: Places, shard: number): number => {
  place.index = places.fetchedIndex[shard]!;
  place.segment = places.fetchedSegment[shard]!;
  place.local = places.fetchedLocal[shard]!;
  return nextArrival(stream, shard, place);
};
