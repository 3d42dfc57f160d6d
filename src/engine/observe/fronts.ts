import { FRONT_STATES, type Bands, type Fronts, type FrontState } from "../../protocol/frame.ts";
import type { Viewport } from "../../protocol/viewport.ts";
import type { Places } from "../core/actor.ts";
import type { Run } from "../core/state.ts";
import type { Actor } from "../core/world.ts";
import { makeCursor, nextArrival } from "../kds/cursor.ts";
import { fractionOf } from "../../base/u128.ts";
import { arrivalOf } from "../kds/records.ts";
import { horizonUs, type Stream } from "../kds/stream.ts";
import { parentsUnread } from "./answers/parts/readers.ts";
import { oldestBy, oldestOrdinals, placesOf } from "./lag.ts";

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
    const places = stream && placesOf(run, stream, actor);
    if (stream && places) collect(run, stream, viewport, bands, actor, places, rows);
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
  const worst = makeWorst(bands.aggregated ? bands.count : 0);
  const [top, bottom] = viewport.zoom;
  const windowUs = run.world.nowUs - viewport.windowUs;
  const horizon = horizonUs(stream, run.world.nowUs);
  const ordinals = oldestOrdinals(run, stream, places);
  const processedBy = processedUsBy(run, stream, places);
  const { count, closedUs, startWords, endWords } = stream.shards;
  for (let shard = 0; shard < count; shard++) {
    const closed = closedUs[shard]!;
    if (closed >= 0 && closed < horizon) continue;
    const state = stateIn(stream, places, shard);
    if (state < 0) continue;
    if (state === FINISHED && (closed < 0 || closed < windowUs || bands.aggregated)) continue;
    const middle = (fractionOf(startWords, shard * 4) + fractionOf(endWords, shard * 4)) / 2;
    if (middle < top || middle > bottom) continue;
    if (!bands.aggregated) {
      rows.push(rowOf(run, stream, actor, places, shard, state, processedBy(shard)));
      continue;
    }
    const at = Math.min(
      bands.count - 1,
      Math.floor(((middle - top) / (bottom - top)) * bands.count),
    );
    const ordinal = shard < places.count ? ordinals[shard]! : -1;
    if (ordinal >= 0) lower(worst.ordinal, worst.byOrdinal, at, ordinal, shard);
    else lower(worst.us, worst.byUs, at, processedBy(shard), shard);
  }
  for (let at = 0; at < worst.us.length; at++) {
    const shard = worstOf(stream, worst, at);
    if (shard < 0) continue;
    const state = stateIn(stream, places, shard);
    rows.push(rowOf(run, stream, actor, places, shard, state, processedBy(shard)));
  }
};

/** By row: the shard whose oldest record not processed is the oldest, by ordinal where that is known. */
interface Worst {
  readonly ordinal: Float64Array;
  readonly byOrdinal: Int32Array;
  readonly us: Float64Array;
  readonly byUs: Int32Array;
}

const makeWorst = (rows: number): Worst => ({
  ordinal: new Float64Array(rows).fill(Infinity),
  byOrdinal: new Int32Array(rows).fill(-1),
  us: new Float64Array(rows).fill(Infinity),
  byUs: new Int32Array(rows).fill(-1),
});

const lower = (
  least: Float64Array,
  by: Int32Array,
  row: number,
  value: number,
  shard: number,
): void => {
  if (value >= least[row]!) return;
  least[row] = value;
  by[row] = shard;
};

const worstOf = (stream: Stream, worst: Worst, row: number): number => {
  const shard = worst.byOrdinal[row]!;
  if (shard < 0) return worst.byUs[row]!;
  return arrivalOf(stream.log, worst.ordinal[row]!) > worst.us[row]! ? worst.byUs[row]! : shard;
};

/** State of a consumer in an unexpired shard, or -1 when it has nothing to do with it. */
const stateIn = (stream: Stream, places: Places, shard: number): number => {
  const code = shard < places.count ? places.state[shard]! : 0;
  if (code > 0) return code - 1;
  if (places.count === 0) return -1;
  return places.waits && parentsUnread(stream, places, shard).length > 0 ? WAITING : NOT_STARTED;
};

/** Arrival of the oldest record not processed, or now when nothing is left. */
const processedUsBy = (run: Run, stream: Stream, places: Places): ((shard: number) => number) => {
  const { nowUs } = run.world;
  const arrivalBy = oldestBy(stream, places, nowUs);
  return (shard) => {
    const atUs = arrivalBy(shard);
    return atUs < 0 ? nowUs : atUs;
  };
};

const rowOf = (
  run: Run,
  stream: Stream,
  actor: Actor,
  places: Places,
  shard: number,
  state: number,
  processedUs: number,
): Row => {
  const { nowUs } = run.world;
  const records = stream.shards.records[shard]!;
  const row = { consumer: actor.id, shard, processedUs, fetchedUs: nowUs, unread: records, state };
  if (state === WAITING || state === NOT_STARTED) {
    row.fetchedUs = processedUs;
    return row;
  }
  row.unread = Math.max(0, records - places.index[shard]!);
  place.index = places.fetchedIndex[shard]!;
  place.segment = places.fetchedSegment[shard]!;
  place.local = places.fetchedLocal[shard]!;
  const fetchedUs = nextArrival(stream, shard, place);
  if (fetchedUs >= 0) row.fetchedUs = fetchedUs;
  return row;
};
