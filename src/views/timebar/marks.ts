import { TICK_TYPES, type TickType } from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";

export interface TickColumns {
  readonly atUs: ArrayLike<number>;
  readonly type: ArrayLike<number>;
  readonly subject?: ArrayLike<number>;
}

/** One mark on the bar: the weightiest of the ticks that would touch each other. */
export interface Mark {
  readonly atUs: SimUs;
  readonly x: number;
  readonly type: TickType;
  readonly subject: number;
  readonly count: number;
  /** How many of each kind, the shown one among them. */
  readonly kinds: Kinds;
}

export type Kinds = Readonly<Partial<Record<TickType, number>>>;

/** Side of a mark's glyph. */
export const MARK_PX = 15;
export const MARK_PRESENT_PX = 22;
const GAP = 1.25;

/** How far a mark keeps the next one away: its glyph, and its number where it has one. */
export const reachPx = (count: number, sizePx: number): number =>
  count > 1 ? sizePx * (GAP + 0.5 * countText(count).length) : sizePx * GAP;

/** The number beside a mark of several ticks. */
export const countText = (count: number): string => (count > 99 ? "99+" : String(count));

/** Kinds of events from the weightiest on: what went wrong stands before what somebody did. */
const BY_WEIGHT: readonly TickType[] = [
  "expired",
  "late",
  "crash",
  "throttle",
  "iteratorExpired",
  "split",
  "merge",
  "readThrottle",
  "reRead",
  "copy",
  "edit",
  "call",
  "restart",
  "status",
];

const weightOf = (type: TickType): number => -BY_WEIGHT.indexOf(type);

/** The kinds of a mark and how many of each, the weightiest first. */
export const byWeight = (kinds: Kinds): readonly (readonly [TickType, number])[] =>
  BY_WEIGHT.flatMap((type) => {
    const count = kinds[type] ?? 0;
    return count > 0 ? [[type, count] as const] : [];
  });

const typeAt = (ticks: TickColumns, row: number): TickType =>
  TICK_TYPES[ticks.type[row] ?? 0] ?? "edit";

/** The marks of a bar `widthPx` wide that ends at `endUs`; marks that would touch are one. */
export const marksOf = (
  ticks: TickColumns,
  endUs: SimUs,
  widthPx: number,
  sizePx: number,
): readonly Mark[] => {
  const marks: Mark[] = [];
  for (let row = 0; row < ticks.atUs.length; row++) {
    const atUs = ticks.atUs[row] ?? 0;
    const x = (atUs / endUs) * widthPx;
    const type = typeAt(ticks, row);
    const mark = { atUs, x, type, subject: ticks.subject?.[row] ?? -1 };
    const last = marks.at(-1);
    if (!last || x - last.x >= reachPx(last.count, sizePx))
      marks.push({ ...mark, count: 1, kinds: { [type]: 1 } });
    else {
      const shown = weightOf(type) > weightOf(last.type) ? mark : last;
      const kinds = { ...last.kinds, [type]: (last.kinds[type] ?? 0) + 1 };
      marks[marks.length - 1] = { ...shown, count: last.count + 1, kinds };
    }
  }
  return marks;
};

/** The mark under a place on the bar, if one is near enough. */
export const markNear = (marks: readonly Mark[], x: number, sizePx: number): Mark | undefined => {
  let best: Mark | undefined;
  for (const mark of marks) {
    const left = mark.x - sizePx * 0.6;
    const right = mark.x + reachPx(mark.count, sizePx) - sizePx * 0.6;
    const far = Math.abs(mark.x - x);
    if (x >= left && x <= right && (!best || far < Math.abs(best.x - x))) best = mark;
  }
  return best;
};
