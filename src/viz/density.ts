import type { Dots } from "../protocol/frame.ts";
import type { AgeScale } from "./ageScale.ts";
import { evened } from "./evening.ts";
import { READ_FLAG } from "./dots.ts";
import type { KeyScale } from "./keyScale.ts";

/** A stretch of one key row that is equally dense all along. */
export interface Cell {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly height: number;
  readonly track: number;
  readonly read: boolean;
  /** 1..CELL_LEVELS, darkness. */
  readonly level: number;
  /** Sampled dots inside. */
  readonly count: number;
  /** Read, and the row above or below is empty here: an outline runs along this side. */
  readonly over: boolean;
  readonly under: boolean;
}

export const CELL_LEVELS = 12;

export interface CellInput {
  readonly dots: Dots;
  readonly atUs: number;
  readonly ages: AgeScale;
  readonly keys: KeyScale;
  readonly binned: readonly boolean[];
  readonly sizePx: number;
}

/** What is so many times as dense as the densest line on the whole is full strength. */
const ABOVE_MEAN = 1.8;
/** Records a step under which a line is faint whatever else there is. */
const LEAST = 0.25;
const ONE_ROW: readonly number[] = [0];

/** Counts of one track, read or unread, by line and column. */
interface Grid {
  readonly track: number;
  readonly read: boolean;
  readonly counts: Float64Array;
  /** Where a tracked key's only line is, px; the lines of all others are the rows'. */
  y: number;
}

/**
 * Dots counted by key row and step of time, evened out along time alone: a key stays a line. In the
 * order to draw them: what is read first, tracked keys over all others.
 */
export const cellsOf = (input: CellInput): Cell[] => {
  const { dots, keys, binned } = input;
  const columns = columnsOf(input);
  const lines = linesOf(keys, input.sizePx);
  const grids = new Map<number, Grid>();
  for (let i = 0; i < dots.count; i++) {
    const track = dots.track[i]!;
    if (!binned[track]) continue;
    const row = keys.rowOf(dots.y[i]!);
    if (row < 0 && keys.count > 0) continue;
    const column = Math.min(columns.count - 1, Math.max(0, columns.of(dots.arrivalUs[i]!)));
    const y = keys.y(dots.y[i]!);
    const read = dots.flags[i]! & READ_FLAG;
    const grid = gridOf(grids, track, read, (track > 0 ? 1 : lines.count) * columns.count);
    if (track > 0) grid.y = y;
    const at = (track > 0 ? 0 : lines.of(y, row)) * columns.count + column;
    grid.counts[at] = grid.counts[at]! + 1;
  }
  const order = [...grids.values()].sort(
    (a, b) => Number(b.read) - Number(a.read) || a.track - b.track,
  );
  const soft = order.map((grid) => ({
    ...grid,
    soft: evened(grid.counts, columns.count, grid.track > 0 ? ONE_ROW : lines.row),
  }));
  const peak = ABOVE_MEAN * Math.max(...soft.map((grid) => densestLine(grid.soft, columns.count)));
  return soft.flatMap((grid) => runsOf(grid, { columns, lines, peak, sizePx: input.sizePx }));
};

/** The mean of the densest line where it has any: from frame to frame it hardly moves. */
const densestLine = (soft: Float64Array, columns: number): number => {
  let most = LEAST;
  for (let from = 0; from < soft.length; from += columns) {
    let sum = 0;
    let steps = 0;
    for (let at = from; at < from + columns; at++) {
      sum += soft[at]!;
      if (soft[at]! > 0) steps++;
    }
    if (steps > 0) most = Math.max(most, sum / steps);
  }
  return most;
};

const gridOf = (grids: Map<number, Grid>, track: number, read: number, size: number): Grid => {
  const key = track * 2 + read;
  const known = grids.get(key);
  if (known) return known;
  const grid = { track, read: read === READ_FLAG, counts: new Float64Array(size), y: 0 };
  grids.set(key, grid);
  return grid;
};

interface Columns {
  readonly count: number;
  readonly of: (arrivalUs: number) => number;
  /** Where a column begins, px; on a linear axis the next one lies nearer to now. */
  readonly edge: (column: number) => number;
}
interface Lines {
  readonly count: number;
  /** By line, the row it belongs to. */
  readonly row: readonly number[];
  readonly of: (y: number, row: number) => number;
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}
interface Place {
  readonly columns: Columns;
  readonly lines: Lines;
  readonly peak: number;
  readonly sizePx: number;
}

/** Neighbours of one line that look alike become one cell. */
const runsOf = (grid: Grid & { readonly soft: Float64Array }, place: Place): Cell[] => {
  const { columns, lines, peak, sizePx } = place;
  const { track, read, soft, counts } = grid;
  const width = columns.count;
  const cells: Cell[] = [];
  for (let at = 0; at < soft.length; at += width) {
    const y = track > 0 ? grid.y - sizePx / 2 : lines.top[at / width]!;
    const height = track > 0 ? sizePx : lines.bottom[at / width]! - y;
    let from = 0;
    let look = 0;
    let count = 0;
    for (let column = 0; column <= width; column++) {
      const here = at + column;
      const share = column < width ? Math.min(1, soft[here]! / peak) : 0;
      const sides = read ? (soft[here - width] ? 0 : 1) + (soft[here + width] ? 0 : 2) : 0;
      const now = share > 0 ? Math.ceil(Math.sqrt(share) * CELL_LEVELS) * 4 + sides : 0;
      if (now !== look) {
        if (look > 0) {
          const a = columns.edge(from);
          const b = columns.edge(column);
          const x0 = Math.min(a, b);
          const x1 = Math.max(a, b);
          const over = (look & 1) > 0;
          const under = (look & 2) > 0;
          cells.push({ y, height, track, read, x0, x1, level: look >> 2, over, under, count });
        }
        from = column;
        look = now;
        count = 0;
      }
      count += column < width ? counts[here]! : 0;
    }
  }
  return cells;
};

/** Columns are fixed in time, so cells move with the records and never shimmer. */
const columnsOf = ({ ages, atUs, sizePx: stepPx }: CellInput): Columns => {
  const { windowUs, widthPx } = ages;
  const count = Math.ceil(widthPx / stepPx) + 3;
  if (ages.kind === "log") {
    const of = (arrivalUs: number): number => Math.floor(ages.x(atUs - arrivalUs) / stepPx);
    return { count, of, edge: (column) => column * stepPx };
  }
  const stepUs = Math.max(1, (windowUs * stepPx) / Math.max(1, widthPx));
  const first = Math.floor((atUs - windowUs) / stepUs) - 1;
  return {
    count,
    of: (arrivalUs) => Math.floor(arrivalUs / stepUs) - first,
    edge: (column) => ages.x(atUs - (column + first) * stepUs),
  };
};

/** Lines begin at each row's top; where rows are low they run through all rows. */
const linesOf = (keys: KeyScale, sizePx: number): Lines => {
  const through = keys.count === 0 || keys.heightPx / keys.count < sizePx * 3;
  const tops = through ? [0] : [...keys.top];
  const bottoms = through ? [keys.heightPx] : [...keys.bottom];
  const first: number[] = [];
  const ofLine: number[] = [];
  const top: number[] = [];
  const bottom: number[] = [];
  tops.forEach((from, row) => {
    first.push(top.length);
    const to = bottoms[row]!;
    for (let y = from; y < to - 0.5 || y === from; y += sizePx) {
      ofLine.push(row);
      top.push(y);
      bottom.push(Math.min(to, y + sizePx));
    }
  });
  const of = (y: number, row: number): number => {
    const at = through ? 0 : row;
    const past = (first[at + 1] ?? top.length) - 1;
    return Math.max(first[at]!, Math.min(past, first[at]! + Math.floor((y - tops[at]!) / sizePx)));
  };
  return {
    count: top.length,
    row: ofLine,
    of,
    top: Float64Array.from(top),
    bottom: Float64Array.from(bottom),
  };
};
