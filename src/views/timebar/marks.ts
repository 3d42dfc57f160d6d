import { TICK_TYPES, type TickType } from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";

export interface TickColumns {
  readonly atUs: ArrayLike<number>;
  readonly type: ArrayLike<number>;
  readonly subject?: ArrayLike<number>;
}

/** One mark on the bar: the weightiest of the ticks that fall on the same place. */
export interface Mark {
  readonly atUs: SimUs;
  readonly x: number;
  readonly type: TickType;
  readonly subject: number;
  readonly count: number;
}

/** Marks stand at least this far apart. */
export const MARK_PX = 11;

const WEIGHT: Readonly<Record<TickType, number>> = {
  late: 12,
  crash: 11,
  split: 10,
  merge: 9,
  edit: 8,
  expired: 7,
  iteratorExpired: 6,
  throttle: 5,
  restart: 4,
  copy: 3,
  reRead: 2,
  readThrottle: 1,
  status: 0,
};

const typeAt = (ticks: TickColumns, row: number): TickType =>
  TICK_TYPES[ticks.type[row] ?? 0] ?? "edit";

/** The marks of a bar `widthPx` wide that ends at `endUs`. */
export const marksOf = (ticks: TickColumns, endUs: SimUs, widthPx: number): readonly Mark[] => {
  const marks: Mark[] = [];
  const slots = Math.max(1, Math.floor(widthPx / MARK_PX));
  let slot = -1;
  for (let row = 0; row < ticks.atUs.length; row++) {
    const atUs = ticks.atUs[row] ?? 0;
    const mine = Math.min(slots - 1, Math.floor((atUs / endUs) * slots));
    const type = typeAt(ticks, row);
    const last = marks.at(-1);
    if (mine !== slot || !last) {
      const x = (atUs / endUs) * widthPx;
      marks.push({ atUs, x, type, subject: ticks.subject?.[row] ?? -1, count: 1 });
      slot = mine;
    } else if (WEIGHT[type] > WEIGHT[last.type]) {
      const x = (atUs / endUs) * widthPx;
      const subject = ticks.subject?.[row] ?? -1;
      marks[marks.length - 1] = { atUs, x, type, subject, count: last.count + 1 };
    } else marks[marks.length - 1] = { ...last, count: last.count + 1 };
  }
  return marks;
};

/** The mark under a place on the bar, if one is near enough. */
export const markNear = (marks: readonly Mark[], x: number): Mark | undefined => {
  let best: Mark | undefined;
  for (const mark of marks) {
    const far = Math.abs(mark.x - x);
    if (far <= MARK_PX * 0.6 && (!best || far < Math.abs(best.x - x))) best = mark;
  }
  return best;
};
