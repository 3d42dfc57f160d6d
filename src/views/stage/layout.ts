import { HEAD } from "../../viz/canvasLayer.ts";

/** How the stage's width and height are shared out, CSS pixels. */
export interface Layout {
  readonly compact: boolean;
  readonly present: boolean;
  readonly fontPx: number;
  readonly dotPx: number;
  readonly leftPx: number;
  readonly bayPx: number;
  /** Part of the bay, at its far end, kept for the cut handle. */
  readonly handlePx: number;
  readonly plotPx: number;
  readonly rightPx: number;
  /** Above the key axis, inside the canvas. */
  readonly headPx: number;
  /** Axis and its words, below. */
  readonly footPx: number;
  readonly heightPx: number;
  /** Length of a gate up to its limit mark. */
  readonly gatePx: number;
}

export interface LayoutInput {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly present: boolean;
  readonly fontPx: number;
  readonly dotPx: number;
}

export const COMPACT_PX = 720;

export const layoutOf = ({ widthPx, heightPx, present, fontPx, dotPx }: LayoutInput): Layout => {
  const compact = widthPx < COMPACT_PX;
  const unit = fontPx / 12;
  const leftPx = compact
    ? 84 * Math.sqrt(unit)
    : Math.min(244 * Math.min(unit, 1.8), widthPx * 0.26);
  const bayPx = compact ? 26 : Math.max(58, Math.min(86 * unit, widthPx * 0.09));
  const rightPx = compact ? 0 : Math.min(152 * Math.min(unit, 1.8), widthPx * 0.2);
  const edge = compact ? 10 : 20;
  const headPx = Math.round(fontPx * HEAD);
  const footPx = Math.round(fontPx * (compact ? 3.7 : 3.9));
  return {
    compact,
    present,
    fontPx,
    dotPx,
    leftPx: Math.round(leftPx),
    bayPx: Math.round(bayPx),
    handlePx: compact ? 0 : fontPx * 2,
    plotPx: Math.max(80, Math.round(widthPx - leftPx - bayPx - rightPx - edge)),
    rightPx: Math.round(rightPx),
    headPx,
    footPx,
    heightPx: Math.max(compact ? 88 : 120, Math.round(heightPx - headPx - footPx)),
    gatePx: compact ? 42 : Math.round(leftPx * (unit > 1.3 ? 0.18 : 0.215)),
  };
};

/** Whether the seconds left of a step stand beside its ring, clear of what the gates say. */
export const hasStepWords = ({ compact, leftPx, fontPx }: Layout): boolean =>
  compact || leftPx >= fontPx * 20;

export const QUIET_PX = 40;
export const TAPPED_PX = 120;
const PHONE_BANDS_MAX = 40;

/**
 * On a phone quiet bands are 40 px tall and the tapped one 120, or less where that
 * makes all fit; what is left over is shared.
 */
export const phoneHeights = (
  count: number,
  tappedRow: number,
  roomPx: number,
  gapPx: number,
): number[] | undefined => {
  if (count === 0 || count > PHONE_BANDS_MAX) return undefined;
  const left = roomPx - (count - 1) * (QUIET_PX + gapPx);
  const tappedPx = left < QUIET_PX ? TAPPED_PX : Math.min(TAPPED_PX, left);
  const heights: number[] = Array.from({ length: count }, (_, row) =>
    row === tappedRow ? tappedPx : QUIET_PX,
  );
  const used = heights.reduce((sum, each) => sum + each, 0) + gapPx * (count - 1);
  const more = Math.max(0, roomPx - used) / count;
  return heights.map((each) => each + more);
};
