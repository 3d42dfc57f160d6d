import type { Dots, Evidence } from "../protocol/frame.ts";
import type { AgeScale } from "./ageScale.ts";
import { arrivalOf, dotOf } from "./dots.ts";
import type { KeyScale } from "./keyScale.ts";

export interface RecordPoint {
  readonly ordinal: number;
  readonly x: number;
  readonly y: number;
}

/** Both records of one late delivery, joined by a dashed arc below their row. */
export interface ArcMark {
  readonly evidence: Evidence;
  readonly late: RecordPoint;
  readonly higher: RecordPoint;
  readonly path: string;
}

export interface PlaceInput {
  readonly dots: Dots;
  readonly atUs: number;
  readonly keys: KeyScale;
  readonly ages: AgeScale;
}

/** Where a record stands, or undefined outside the window or the zoom. */
export const recordPoint = (
  input: PlaceInput,
  ordinal: number,
  keyFraction?: number,
): RecordPoint | undefined => {
  const { dots, atUs, keys, ages } = input;
  const at = dotOf(dots, ordinal);
  const fraction = at >= 0 ? dots.y[at]! : keyFraction;
  const arrivalUs = at >= 0 ? dots.arrivalUs[at]! : arrivalOf(dots, ordinal);
  if (fraction === undefined || arrivalUs < 0) return undefined;
  const ageUs = atUs - arrivalUs;
  if (ageUs < 0 || ageUs > ages.windowUs || keys.rowOf(fraction) < 0) return undefined;
  return { ordinal, x: ages.x(ageUs), y: keys.y(fraction) };
};

export const arcMark = (
  input: PlaceInput,
  evidence: Evidence,
  keyFraction: number,
  sagPx: number,
): ArcMark | undefined => {
  const late = recordPoint(input, evidence.ordinal, keyFraction);
  const higher = recordPoint(input, evidence.higherOrdinal, keyFraction);
  if (!late || !higher) return undefined;
  const row = input.keys.rowOf(keyFraction);
  const floor = row < 0 ? Infinity : input.keys.bottom[row]! - late.y - sagPx * 0.9;
  const sag = Math.max(sagPx * 0.4, Math.min(sagPx, floor));
  return { evidence, late, higher, path: arcPath(higher, late, sag) };
};

const arcPath = (a: RecordPoint, b: RecordPoint, sagPx: number): string => {
  const wide = Math.abs(b.x - a.x);
  const sag = Math.min(sagPx, 8 + wide / 3) * 1.33;
  const px = (n: number): string => n.toFixed(1);
  const c1 = px(a.x + (b.x - a.x) * 0.2);
  const c2 = px(a.x + (b.x - a.x) * 0.8);
  const low = px(Math.max(a.y, b.y) + sag);
  return `M${px(a.x)} ${px(a.y)}C${c1} ${low} ${c2} ${low} ${px(b.x)} ${px(b.y)}`;
};
