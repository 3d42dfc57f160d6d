import type { Dots } from "../protocol/frame.ts";
import type { AgeScale } from "./ageScale.ts";
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

export const CELL_LEVELS = 8;

export interface CellInput {
  readonly dots: Dots;
  readonly atUs: number;
  readonly ages: AgeScale;
  readonly keys: KeyScale;
  readonly binned: readonly boolean[];
  readonly sizePx: number;
}

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
  const soft = order.map((grid) => ({ ...grid, soft: evened(grid, columns.count) }));
  let peak = 1;
  for (const grid of soft) peak = grid.soft.reduce((most, value) => Math.max(most, value), peak);
  return soft.flatMap((grid) => runsOf(grid, { columns, lines, peak, sizePx: input.sizePx }));
};

const gridOf = (grids: Map<number, Grid>, track: number, read: number, size: number): Grid => {
  const key = track * 2 + read;
  const known = grids.get(key);
  if (known) return known;
  const grid = { track, read: read === READ_FLAG, counts: new Float64Array(size), y: 0 };
  grids.set(key, grid);
  return grid;
};

/** Each step shares a half of its records with its two neighbours. */
const evened = ({ counts }: Grid, columns: number): Float64Array => {
  const soft = new Float64Array(counts.length);
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at]!;
    if (count === 0) continue;
    const column = at % columns;
    soft[at] = soft[at]! + count / 2;
    if (column > 0) soft[at - 1] = soft[at - 1]! + count / 4;
    if (column < columns - 1) soft[at + 1] = soft[at + 1]! + count / 4;
  }
  return soft;
};

interface Columns {
  readonly count: number;
  readonly of: (arrivalUs: number) => number;
  /** Where a column begins, px; on a linear axis the next one lies nearer to now. */
  readonly edge: (column: number) => number;
}
interface Lines {
  readonly count: number;
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
  const width = columns.count;
  const alone = grid.track > 0;
  const cells: Cell[] = [];
  const open = (at: number): boolean => grid.read && !(grid.soft[at]! > 0);
  for (let line = 0; line < grid.soft.length / width; line++) {
    const top = alone ? grid.y - sizePx / 2 : lines.top[line]!;
    const bottom = alone ? grid.y + sizePx / 2 : lines.bottom[line]!;
    let from = 0;
    let look = 0;
    let count = 0;
    for (let column = 0; column <= width; column++) {
      const at = line * width + column;
      const now =
        column < width && grid.soft[at]! > 0 ? lookOf(grid.soft[at]! / peak, open, at, width) : 0;
      if (!alike(now, look)) {
        if (look > 0) {
          const [a, b] = [columns.edge(from), columns.edge(column)];
          cells.push({
            x0: Math.min(a, b),
            x1: Math.max(a, b),
            y: top,
            height: bottom - top,
            track: grid.track,
            read: grid.read,
            level: look >> 2,
            count,
            over: (look & 1) > 0,
            under: (look & 2) > 0,
          });
        }
        from = column;
        look = now;
        count = 0;
      }
      if (column < width) count += grid.counts[at]!;
    }
  }
  return cells;
};

/** With the same sides open, and at most one level apart. */
const alike = (a: number, b: number): boolean =>
  a === b || (a > 0 && b > 0 && Math.abs(a - b) === 4);

/** Level and open sides of a place, as one number; 0 where nothing is. */
const lookOf = (
  share: number,
  open: (at: number) => boolean,
  at: number,
  width: number,
): number => {
  const level = Math.min(CELL_LEVELS, Math.ceil(Math.sqrt(share) * CELL_LEVELS));
  return level * 4 + (open(at - width) ? 1 : 0) + (open(at + width) ? 2 : 0);
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
  const top: number[] = [];
  const bottom: number[] = [];
  tops.forEach((from, row) => {
    first.push(top.length);
    const to = bottoms[row]!;
    for (let y = from; y < to - 0.5 || y === from; y += sizePx) {
      top.push(y);
      bottom.push(Math.min(to, y + sizePx));
    }
  });
  const of = (y: number, row: number): number => {
    const at = through ? 0 : row;
    const past = (first[at + 1] ?? top.length) - 1;
    return Math.max(first[at]!, Math.min(past, first[at]! + Math.floor((y - tops[at]!) / sizePx)));
  };
  return { count: top.length, of, top: Float64Array.from(top), bottom: Float64Array.from(bottom) };
};
