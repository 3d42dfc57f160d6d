import { max, scaleLinear } from "d3";
import type { Unit } from "./plan.ts";

export interface Extent {
  readonly fromUs: number;
  readonly toUs: number;
  readonly width: number;
  readonly height: number;
}

/** A series: where its periods begin, their values (NaN where nothing was measured), their length. */
export interface Points {
  readonly atUs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly periodUs: number;
}

/** How many periods are over at `nowUs`; the last one may be under way. */
export const wholePeriods = ({ atUs, periodUs }: Points, nowUs: number): number => {
  const last = atUs[atUs.length - 1];
  return last !== undefined && last + periodUs > nowUs ? atUs.length - 1 : atUs.length;
};

export interface Drawn {
  readonly path: string;
  /** The period that is not over yet. */
  readonly underWay: string;
  readonly ghost: string;
  /** Height of the limit, or undefined where there is none. */
  readonly limitY: number | undefined;
  readonly top: number;
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  readonly x: (us: number) => number;
  readonly y: (value: number) => number;
}

const TICKS = 2;
const KI = 1_024;

/** What a whole number of axis steps is counted in: 1, or for bytes the largest unit that fits. */
const stepUnit = (top: number, unit: Unit): number => {
  if (unit !== "Bytes") return 1;
  const powers = [KI * KI * KI, KI * KI, KI];
  return powers.find((power) => top >= power) ?? 1;
};

const topOf = (points: Points, ghost: Points | undefined, limit: number | undefined): number =>
  Math.max(
    1,
    max(Array.from(points.values).filter(Number.isFinite)) ?? 0,
    max(Array.from(ghost?.values ?? []).filter(Number.isFinite)) ?? 0,
    limit ?? 0,
  );

type Place = (value: number) => number;

/** Steps from period `from` on, each as long as its period but none beyond now; gaps stay gaps. */
const stepsOf = (points: Points, from: number, x: Place, y: Place, toUs: number): string => {
  const parts: string[] = [];
  let drawing = false;
  for (let at = from; at < points.atUs.length; at += 1) {
    const value = points.values[at] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      drawing = false;
      continue;
    }
    const begin = points.atUs[at] ?? 0;
    const end = Math.min(begin + points.periodUs, toUs);
    const tenths = (place: number): number => Math.round(place * 10) / 10;
    parts.push(`${drawing ? "L" : "M"}${tenths(x(Math.max(begin, 0)))},${tenths(y(value))}`);
    parts.push(`H${tenths(x(end))}`);
    drawing = true;
  }
  return parts.join("");
};

/** Paths and places of one chart; time runs from past (left) to now (right), values from 0 up. */
export const drawChart = (
  points: Points,
  extent: Extent,
  unit: Unit,
  limit?: number,
  ghost?: Points,
): Drawn => {
  const x = scaleLinear([extent.fromUs, extent.toUs], [0, extent.width]).clamp(true);
  const top = topOf(points, ghost, limit);
  const step = stepUnit(top, unit);
  const steps = scaleLinear([0, top / step], [extent.height, 2]).nice(TICKS);
  const y = (value: number): number => steps(value / step);
  const whole = wholePeriods(points, extent.toUs);
  const past = { ...points, atUs: Array.from(points.atUs).slice(0, whole) };
  return {
    path: stepsOf(past, 0, x, y, extent.toUs),
    underWay: stepsOf(points, whole, x, y, extent.toUs),
    ghost: ghost ? stepsOf(ghost, 0, x, y, extent.toUs) : "",
    limitY: limit === undefined ? undefined : y(limit),
    top,
    ticks: steps
      .ticks(TICKS)
      .filter((value) => unit !== "Count" || Number.isInteger(value))
      .map((value) => ({ value: value * step, y: steps(value) })),
    x,
    y,
  };
};

/** Index of the period that `us` lies in (the first or last one outside of them), or -1. */
export const periodAt = (atUs: ArrayLike<number>, us: number): number => {
  let found = atUs.length > 0 ? 0 : -1;
  for (let at = 1; at < atUs.length && (atUs[at] ?? 0) <= us; at += 1) found = at;
  return found;
};

/** The greatest of the first `count` values; undefined when nothing was measured in them. */
export const peakOf = ({ values }: Points, count: number): number | undefined =>
  max(Array.from(values).slice(0, count).filter(Number.isFinite));

/** Old-run seconds (each at its end) as periods of `periodS`: sums, or the greatest where `most`. */
export const ghostPoints = (
  seconds: Pick<Points, "atUs" | "values">,
  periodS: number,
  fromUs: number,
  most: boolean,
): Points => {
  const size = periodS * 1_000_000;
  const bins = new Map<number, number>();
  for (let at = 0; at < seconds.atUs.length; at += 1) {
    const us = seconds.atUs[at] ?? 0;
    if (us <= fromUs) continue;
    const begin = (Math.ceil(us / size) - 1) * size;
    const value = seconds.values[at] ?? 0;
    const before = bins.get(begin) ?? 0;
    bins.set(begin, most ? Math.max(before, value) : before + value);
  }
  return { atUs: [...bins.keys()], values: [...bins.values()], periodUs: size };
};
