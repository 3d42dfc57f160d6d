import type { Bands, Frame, ShardColumns, Topology } from "../protocol/frame.ts";
import type { AgeScale } from "./ageScale.ts";
import { keyScale, type KeyRows, type KeyScale } from "./keyScale.ts";

/** A shard's rectangle: its key range by its ages, pixels from the plot's corner. */
export interface BandMark {
  readonly shard: number;
  /** Row of `frame.bands`, or -1 for a closed shard. */
  readonly row: number;
  readonly closed: boolean;
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly bottom: number;
  /** Ages of both ends; `closedAgeUs` is 0 while open. */
  readonly openedAgeUs: number;
  readonly closedAgeUs: number;
}

/** Below this height a band has neither border nor label. */
export const BARE_PX = 6;
export const LABEL_PX = 22;

const placeCache = new WeakMap<ShardColumns, Map<number, number>>();

/** Column position of each shard index. */
export const placesOf = (shards: ShardColumns): Map<number, number> => {
  const known = placeCache.get(shards);
  if (known) return known;
  const places = new Map<number, number>();
  for (let i = 0; i < shards.count; i++) places.set(shards.index[i]!, i);
  placeCache.set(shards, places);
  return places;
};

/** The rows of the key axis: exact ends where a row is one shard. */
export const rowsOf = (bands: Bands, shards: ShardColumns): KeyRows => {
  if (bands.aggregated) return evenRows(bands);
  const places = placesOf(shards);
  const start = new Float64Array(bands.count);
  const end = new Float64Array(bands.count);
  for (let i = 0; i < bands.count; i++) {
    const at = places.get(bands.shard[i]!);
    start[i] = at === undefined ? bands.y0[i]! : shards.start[at]!;
    end[i] = at === undefined ? bands.y1[i]! : shards.end[at]!;
  }
  return { count: bands.count, start, end };
};

/** Aggregated rows are of one height; those that hold no shard's middle carry no ends. */
const evenRows = (bands: Bands): KeyRows => {
  const known = bands.shardsInRow.findIndex((count) => count > 0);
  const step = known < 0 ? 1 / bands.count : bands.y1[known]! - bands.y0[known]!;
  const top = known < 0 ? 0 : bands.y0[known]! - known * step;
  return {
    count: bands.count,
    start: Float64Array.from({ length: bands.count }, (_, row) => Math.max(0, top + row * step)),
    end: Float64Array.from({ length: bands.count }, (_, row) =>
      Math.min(1, top + (row + 1) * step),
    ),
  };
};

const HOUR_US = 3_600_000_000;

/** Where records end: TRIM_HORIZON, or the window's end before it. */
export const horizonX = ({ stream }: Frame, ages: AgeScale): number =>
  stream.retentionHours > 0
    ? Math.min(ages.widthPx, ages.x(stream.retentionHours * HOUR_US))
    : ages.widthPx;

/** The topmost open band that has no parent in the picture and begins inside the window. */
export const originOf = (
  frame: Frame,
  bands: readonly BandMark[],
  ages: AgeScale,
): BandMark | undefined => {
  const first = bands.find((band) => !band.closed && band.x1 < ages.widthPx);
  if (!first || frame.bands.aggregated || !Number.isFinite(first.openedAgeUs)) return undefined;
  if (horizonX(frame, ages) < ages.x(first.openedAgeUs)) return undefined;
  const after = bands.some((band) => band.closed && Math.abs(band.x0 - first.x1) < 1);
  return after ? undefined : first;
};

const firstOpened = new WeakMap<ShardColumns, number>();

/** When the oldest shard that is still there opened. */
const firstOpenedUs = (shards: ShardColumns): number => {
  const known = firstOpened.get(shards);
  if (known !== undefined) return known;
  let first = Infinity;
  for (let i = 0; i < shards.count; i++) first = Math.min(first, shards.openedUs[i]!);
  firstOpened.set(shards, first);
  return first;
};

/** Closed shards first (they lie under), then open rows from the top. */
export const bandMarks = (
  frame: Frame,
  topology: Topology,
  keys: KeyScale,
  ages: AgeScale,
  firstRow: number,
): BandMark[] => {
  const { shards } = topology;
  const marks = closedMarks(frame, shards, keys, ages);
  const places = placesOf(shards);
  const { bands, atUs } = frame;
  for (let i = 0; i < keys.count; i++) {
    const row = i + firstRow;
    const shard = bands.shard[row] ?? -1;
    const at = places.get(shard);
    const whole = bands.aggregated || at === undefined;
    const openedAgeUs = atUs - (whole ? firstOpenedUs(shards) : shards.openedUs[at]!);
    marks.push({
      shard,
      row,
      closed: false,
      x0: 0,
      x1: Math.min(horizonX(frame, ages), ages.x(openedAgeUs)),
      top: keys.top[i]!,
      bottom: keys.bottom[i]!,
      openedAgeUs,
      closedAgeUs: 0,
    });
  }
  return marks;
};

const closedMarks = (
  frame: Frame,
  shards: ShardColumns,
  keys: KeyScale,
  ages: AgeScale,
): BandMark[] => {
  const marks: BandMark[] = [];
  const oldest = frame.atUs - ages.windowUs;
  const horizon = horizonX(frame, ages);
  for (let i = 0; i < shards.count; i++) {
    const closedUs = shards.closedUs[i]!;
    if (closedUs < 0 || closedUs < oldest || closedUs > frame.atUs) continue;
    const span = spanOf(keys, shards.start[i]!, shards.end[i]!);
    if (!span) continue;
    const openedAgeUs = frame.atUs - shards.openedUs[i]!;
    const closedAgeUs = frame.atUs - closedUs;
    if (frame.bands.aggregated && span.bottom - span.top < 1) continue;
    marks.push({
      shard: shards.index[i]!,
      row: -1,
      closed: true,
      x0: ages.x(closedAgeUs),
      x1: Math.min(horizon, ages.x(openedAgeUs)),
      ...span,
      openedAgeUs,
      closedAgeUs,
    });
  }
  return marks;
};

/**
 * Pixels of a key range on the axis of today's open rows; undefined outside the zoom. Where an end
 * lies inside one open row (its neighbour was merged) half a gap is taken from each side.
 */
export const spanOf = (
  keys: KeyScale,
  start: number,
  end: number,
): { readonly top: number; readonly bottom: number } | undefined => {
  if (keys.count === 0) return { top: keys.y(start), bottom: keys.y(end) };
  const low = keys.start[0]!;
  const high = keys.end[keys.count - 1]!;
  if (end <= low || start >= high) return undefined;
  const from = Math.max(start, low);
  const to = Math.min(end, high);
  const first = Math.max(0, keys.rowOf(from));
  let last = keys.rowOf(to);
  if (last < 0) last = keys.count - 1;
  if (last > first && keys.start[last]! >= to) last--;
  const half = keys.gapPx / 2;
  const inTop = from > keys.start[first]! + 1e-12 ? half : 0;
  const inBottom = to < keys.end[last]! - 1e-12 ? half : 0;
  const top = Math.max(keys.top[first]!, keys.y(from)) + inTop;
  const share = (to - keys.start[last]!) / (keys.end[last]! - keys.start[last]!);
  const bottom = keys.top[last]! + share * (keys.bottom[last]! - keys.top[last]!) - inBottom;
  return bottom > top ? { top, bottom } : undefined;
};

/** Key axis of a frame; `firstRow` is the frame's row that is the first on the axis. */
export const keysOf = (
  frame: Frame,
  topology: Topology,
  input: {
    readonly heightPx: number;
    readonly zoom: readonly [number, number];
    readonly gapPx: number;
    readonly heights?: readonly number[] | undefined;
  },
): { readonly keys: KeyScale; readonly firstRow: number } => {
  const rows = rowsOf(frame.bands, topology.shards);
  const keys = keyScale({ rows, ...input });
  let firstRow = 0;
  while (firstRow < rows.count && rows.end[firstRow]! <= input.zoom[0]) firstRow++;
  return { keys, firstRow };
};
