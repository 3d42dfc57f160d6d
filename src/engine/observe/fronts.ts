import { FRONT_STATES, type Bands, type Fronts, type FrontState } from "../../protocol/frame.ts";
import type { Viewport } from "../../protocol/viewport.ts";
import type { Places } from "../core/actor.ts";
import { modelOf } from "../core/models.ts";
import type { Run } from "../core/state.ts";
import type { Actor } from "../core/world.ts";
import { makeCursor, nextArrival } from "../kds/cursor.ts";
import { fractionOf } from "../../base/u128.ts";
import { isExpired, type Stream } from "../kds/stream.ts";
import { oldestUnread } from "./lag.ts";

const codeOf = (state: FrontState): number => FRONT_STATES.indexOf(state);
const WAITING = codeOf("waiting-for-parent");
const FINISHED = codeOf("finished");
const NOT_STARTED = codeOf("not-started");
const place = makeCursor();

interface Row {
  consumer: number;
  shard: number;
  processedUs: number;
  fetchedUs: number;
  unread: number;
  state: number;
}

/** Where each consumer stands: every shard of its own, or the worst of each aggregated row. */
export const makeFronts = (
  run: Run,
  stream: Stream | undefined,
  viewport: Viewport,
  bands: Bands,
): Fronts => {
  const rows: Row[] = [];
  for (const actor of run.world.actors) {
    if (!stream || actor.stream !== stream.name) continue;
    const model = modelOf(run.models, actor);
    if ("places" in model) collect(run, stream, viewport, bands, actor, model.places(actor), rows);
  }
  return {
    count: rows.length,
    consumer: Int32Array.from(rows, (row) => row.consumer),
    shard: Int32Array.from(rows, (row) => row.shard),
    processedUs: Float64Array.from(rows, (row) => row.processedUs),
    fetchedUs: Float64Array.from(rows, (row) => row.fetchedUs),
    unread: Float64Array.from(rows, (row) => row.unread),
    state: Uint8Array.from(rows, (row) => row.state),
  };
};

const collect = (
  run: Run,
  stream: Stream,
  viewport: Viewport,
  bands: Bands,
  actor: Actor,
  places: Places,
  rows: Row[],
): void => {
  const worst: (Row | undefined)[] = [];
  const [top, bottom] = viewport.zoom;
  const windowUs = run.world.nowUs - viewport.windowUs;
  for (let shard = 0; shard < stream.shards.count; shard++) {
    const state = stateIn(run, stream, places, shard);
    if (state < 0) continue;
    const closedUs = stream.shards.closedUs[shard]!;
    if (state === FINISHED && (closedUs < 0 || closedUs < windowUs || bands.aggregated)) continue;
    const middle =
      (fractionOf(stream.shards.startWords, shard * 4) +
        fractionOf(stream.shards.endWords, shard * 4)) /
      2;
    if (middle < top || middle > bottom) continue;
    const row = rowOf(run, stream, actor, places, shard, state);
    if (!bands.aggregated) {
      rows.push(row);
      continue;
    }
    const at = Math.min(
      bands.count - 1,
      Math.floor(((middle - top) / (bottom - top)) * bands.count),
    );
    const held = worst[at];
    if (!held || row.processedUs < held.processedUs) worst[at] = row;
  }
  for (const row of worst) if (row) rows.push(row);
};

/** State of a consumer in a shard, or -1 when it has nothing to do with it. */
const stateIn = (run: Run, stream: Stream, places: Places, shard: number): number => {
  const code = shard < places.count ? places.state[shard]! : 0;
  if (code > 0) return isExpired(stream, shard, run.world.nowUs) ? -1 : code - 1;
  if (isExpired(stream, shard, run.world.nowUs)) return -1;
  const { parent, adjacentParent } = stream.shards;
  const held = [parent[shard]!, adjacentParent[shard]!].some(
    (up) =>
      up >= 0 && up < places.count && places.state[up]! > 0 && places.state[up]! - 1 !== FINISHED,
  );
  if (!held) return places.count === 0 ? -1 : NOT_STARTED;
  return places.waits ? WAITING : NOT_STARTED;
};

const rowOf = (
  run: Run,
  stream: Stream,
  actor: Actor,
  places: Places,
  shard: number,
  state: number,
): Row => {
  const { nowUs } = run.world;
  const records = stream.shards.records[shard]!;
  const row = { consumer: actor.id, shard, processedUs: nowUs, fetchedUs: nowUs, unread: 0, state };
  if (state === WAITING || state === NOT_STARTED) {
    row.unread = records;
    row.processedUs = records > 0 ? stream.shards.openedUs[shard]! : nowUs;
    row.fetchedUs = row.processedUs;
    return row;
  }
  row.unread = Math.max(0, records - places.index[shard]!);
  const processedUs = oldestUnread(stream, places, shard);
  if (processedUs >= 0) row.processedUs = processedUs;
  place.index = places.fetchedIndex[shard]!;
  place.segment = places.fetchedSegment[shard]!;
  place.local = places.fetchedLocal[shard]!;
  const fetchedUs = nextArrival(stream, shard, place);
  if (fetchedUs >= 0) row.fetchedUs = fetchedUs;
  return row;
};
