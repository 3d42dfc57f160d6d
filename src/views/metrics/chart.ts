import { line, max, scaleLinear } from "d3";
import type { Unit } from "./plan.ts";

export interface Extent {
  readonly fromUs: number;
  readonly toUs: number;
  readonly width: number;
  readonly height: number;
}

/** A series as its periods' ends and values, NaN where nothing was measured. */
export interface Points {
  readonly atUs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface Drawn {
  readonly path: string;
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

/** Paths and places of one chart; time runs from past (left) to now (right), values from 0 up. */
export const drawChart = (
  points: Points,
  extent: Extent,
  unit: Unit,
  limit?: number,
  ghost?: Points,
): Drawn => {
  const x = scaleLinear([extent.fromUs, extent.toUs], [0, extent.width]);
  const top = topOf(points, ghost, limit);
  const step = stepUnit(top, unit);
  const steps = scaleLinear([0, top / step], [extent.height, 2]).nice(TICKS);
  const y = (value: number): number => steps(value / step);
  const pathOf = (series: Points): string =>
    line<number>(
      (at) => Math.round(x(series.atUs[at] ?? 0) * 10) / 10,
      (at) => Math.round(y(series.values[at] ?? 0) * 10) / 10,
    ).defined((at) => Number.isFinite(series.values[at] ?? Number.NaN))(
      Array.from({ length: series.atUs.length }, (_, at) => at),
    ) ?? "";
  return {
    path: pathOf(points),
    ghost: ghost ? pathOf(ghost) : "",
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

/** Index of the period nearest to `us`, or -1 when there is none. */
export const nearest = (atUs: ArrayLike<number>, us: number): number => {
  let best = -1;
  for (let at = 0; at < atUs.length; at += 1) {
    const distance = Math.abs((atUs[at] ?? 0) - us);
    if (best < 0 || distance < Math.abs((atUs[best] ?? 0) - us)) best = at;
  }
  return best;
};

/** The greatest value and when it was; undefined when nothing was measured. */
export const peakOf = (
  points: Points,
): { readonly value: number; readonly atUs: number } | undefined => {
  let peak: { readonly value: number; readonly atUs: number } | undefined;
  for (let at = 0; at < points.atUs.length; at += 1) {
    const value = points.values[at] ?? Number.NaN;
    if (Number.isFinite(value) && (!peak || value > peak.value)) {
      peak = { value, atUs: points.atUs[at] ?? 0 };
    }
  }
  return peak;
};

/** Old-run seconds as periods of `periodS`: sums, or the greatest where `most`. */
export const ghostPoints = (
  seconds: Points,
  periodS: number,
  fromUs: number,
  most: boolean,
): Points => {
  const size = periodS * 1_000_000;
  const bins = new Map<number, number>();
  for (let at = 0; at < seconds.atUs.length; at += 1) {
    const us = seconds.atUs[at] ?? 0;
    if (us <= fromUs) continue;
    const end = Math.ceil(us / size) * size;
    const value = seconds.values[at] ?? 0;
    const before = bins.get(end) ?? 0;
    bins.set(end, most ? Math.max(before, value) : before + value);
  }
  return { atUs: [...bins.keys()], values: [...bins.values()] };
};
