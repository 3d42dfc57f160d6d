/** Rows of the hash key space from the top, fractions 0..1, touching each other. */
export interface KeyRows {
  readonly count: number;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
}

/** Hash key fraction → pixels: linear inside a row, small gaps between rows. */
export interface KeyScale {
  readonly count: number;
  readonly heightPx: number;
  readonly gapPx: number;
  readonly top: Float64Array;
  readonly bottom: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly y: (fraction: number) => number;
  readonly fraction: (px: number) => number;
  /** The row of a fraction; -1 when there is none. */
  readonly rowOf: (fraction: number) => number;
  /** The row under a pixel, the nearest one in a gap; -1 when there is none. */
  readonly rowAt: (px: number) => number;
}

export interface KeyScaleInput {
  readonly rows: KeyRows;
  readonly heightPx: number;
  readonly zoom: readonly [number, number];
  readonly gapPx: number;
  /** Heights by row in place of the proportional ones (phone). */
  readonly heights?: readonly number[] | undefined;
}

/** A gap is drawn only where rows stay taller than this, px. */
const ROOM_PX = 12;

export const keyScale = (input: KeyScaleInput): KeyScale => {
  const [from, to] = input.zoom;
  const rows = visibleRows(input.rows, from, to);
  const count = rows.start.length;
  const gapPx = count > 1 && input.heightPx / count > ROOM_PX ? input.gapPx : 0;
  const tall = input.heights?.length === count ? input.heights : undefined;
  const room = Math.max(1, input.heightPx - gapPx * Math.max(0, count - 1));
  const top = new Float64Array(count);
  const bottom = new Float64Array(count);
  const span = Math.max(1e-12, to - from);
  let at = 0;
  for (let i = 0; i < count; i++) {
    top[i] = at;
    at += tall ? tall[i]! : (room * (rows.end[i]! - rows.start[i]!)) / span;
    bottom[i] = at;
    at += gapPx;
  }
  const heightPx = tall ? Math.max(0, at - gapPx) : input.heightPx;
  return { count, heightPx, gapPx, top, bottom, ...rows, ...lookups(rows, top, bottom, heightPx) };
};

const visibleRows = (rows: KeyRows, from: number, to: number) => {
  let first = 0;
  while (first < rows.count && rows.end[first]! <= from) first++;
  let past = first;
  while (past < rows.count && rows.start[past]! < to) past++;
  const start = new Float64Array(past - first);
  const end = new Float64Array(past - first);
  for (let i = 0; i < start.length; i++) {
    start[i] = Math.max(from, rows.start[first + i]!);
    end[i] = Math.min(to, rows.end[first + i]!);
  }
  return { start, end };
};

type Ends = { readonly start: Float64Array; readonly end: Float64Array };

const lookups = (rows: Ends, top: Float64Array, bottom: Float64Array, heightPx: number) => {
  const count = top.length;
  const rowOf = (fraction: number): number => {
    const i = lastAtOrBelow(rows.start, fraction);
    return i >= 0 && fraction < rows.end[i]!
      ? i
      : i === count - 1 && fraction <= rows.end[i]!
        ? i
        : -1;
  };
  const y = (fraction: number): number => {
    if (count === 0) return fraction * heightPx;
    const i = Math.max(0, lastAtOrBelow(rows.start, fraction));
    const share = (fraction - rows.start[i]!) / (rows.end[i]! - rows.start[i]!);
    return top[i]! + share * (bottom[i]! - top[i]!);
  };
  const rowAt = (px: number): number => {
    if (count === 0) return -1;
    const i = Math.max(0, lastAtOrBelow(top, px));
    if (i + 1 < count && px > bottom[i]! && top[i + 1]! - px < px - bottom[i]!) return i + 1;
    return i;
  };
  const fraction = (px: number): number => {
    if (count === 0) return px / Math.max(1, heightPx);
    const i = rowAt(px);
    const inside = Math.min(bottom[i]!, Math.max(top[i]!, px));
    const share = (inside - top[i]!) / Math.max(1e-9, bottom[i]! - top[i]!);
    return rows.start[i]! + share * (rows.end[i]! - rows.start[i]!);
  };
  return { rowOf, y, rowAt, fraction };
};

/** Index of the last value <= x in an ascending list; -1 when all are above. */
export const lastAtOrBelow = (list: ArrayLike<number>, x: number): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (list[mid]! <= x) low = mid + 1;
    else high = mid;
  }
  return low - 1;
};
