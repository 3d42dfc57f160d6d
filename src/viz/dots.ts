import type { Dots } from "../protocol/frame.ts";

/** Level of detail, from what is visible. */
export type DotLevel = "large" | "dots" | "cells";

export const READ_FLAG = 1;
export const LATE_FLAG = 2;
export const COPY_FLAG = 4;
export const HAND_FLAG = 8;

/** Most records that are drawn large, with their numbers. */
const LARGE_MAX = 60;
/** Part of the plot's area that dots may cover before they become cells. */
const COVER_MAX = 0.22;
/** The same where they lie all over it: rows of keys bear more than a drizzle does. */
const COVER_SPREAD_MAX = 0.12;
/** Part of the lines with a dot on them from which dots lie all over. */
const SPREAD_MIN = 0.6;

export interface DotPlan {
  readonly level: DotLevel;
  /** By track (0 = not tracked): true where its dots are binned to cells. */
  readonly binned: readonly boolean[];
}

/** `before` gives a little inertia, so the level does not flicker on its border. */
export const dotPlan = (
  dots: Dots,
  widthPx: number,
  heightPx: number,
  radius: number,
  before?: DotPlan,
): DotPlan => {
  const counts = new Array<number>(8).fill(0);
  for (let i = 0; i < dots.count; i++) counts[dots.track[i]!] = (counts[dots.track[i]!] ?? 0) + 1;
  const ease = (now: boolean): number => (now ? 0.8 : 1.2);
  const large = dots.perDot <= 1 && dots.count <= LARGE_MAX * (before?.level === "large" ? 1.2 : 1);
  if (large) return { level: "large", binned: counts.map(() => false) };
  const area = Math.max(1, widthPx * heightPx);
  const cover = (counts[0]! * 4 * radius * radius) / area;
  const most = spreadOf(dots, heightPx / (2 * radius)) < SPREAD_MIN ? COVER_MAX : COVER_SPREAD_MAX;
  const binned = counts.map((count, track) => {
    const was = before?.binned[track] ?? false;
    if (track === 0) return cover > most * ease(was);
    return count > (widthPx / (2 * radius)) * 0.9 * ease(was);
  });
  return { level: binned[0] ? "cells" : "dots", binned };
};

/** Part of the dot-high lines, between the first and the last with one, that have a dot. */
const spreadOf = ({ count, track, y }: Dots, lines: number): number => {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < count; i++) {
    if (track[i] !== 0) continue;
    low = Math.min(low, y[i]!);
    high = Math.max(high, y[i]!);
  }
  const last = Math.max(1, Math.floor(lines) - 1);
  if (high <= low) return 0;
  const seen = new Uint8Array(last + 1);
  for (let i = 0; i < count; i++) {
    if (track[i] === 0) seen[Math.floor(((y[i]! - low) / (high - low)) * last)] = 1;
  }
  return seen.reduce((sum, each) => sum + each, 0) / seen.length;
};

/** Records that one dot stands for at the old end: a logarithmic axis thins out with age. */
export const oldestPerDot = (dots: Dots): number => {
  let least = Infinity;
  for (let i = 1; i < Math.min(9, dots.count); i++) {
    least = Math.min(least, dots.ordinal[i]! - dots.ordinal[i - 1]!);
  }
  return Number.isFinite(least) ? Math.max(dots.perDot, least) : dots.perDot;
};

/** Arrival of the record with this ordinal, between the sampled dots beside it; -1 if none near. */
export const arrivalOf = (dots: Dots, ordinal: number): number => {
  let below = -1;
  let above = -1;
  for (let i = 0; i < dots.count; i++) {
    const at = dots.ordinal[i]!;
    if (at <= ordinal && (below < 0 || at > dots.ordinal[below]!)) below = i;
    if (at >= ordinal && (above < 0 || at < dots.ordinal[above]!)) above = i;
  }
  if (below < 0 || above < 0) return -1;
  const span = dots.ordinal[above]! - dots.ordinal[below]!;
  const share = span === 0 ? 0 : (ordinal - dots.ordinal[below]!) / span;
  return dots.arrivalUs[below]! + share * (dots.arrivalUs[above]! - dots.arrivalUs[below]!);
};

/** Position of a record among the dots, or -1. */
export const dotOf = (dots: Dots, ordinal: number): number => {
  for (let i = 0; i < dots.count; i++) if (dots.ordinal[i] === ordinal) return i;
  return -1;
};
