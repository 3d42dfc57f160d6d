/** A late record's place in the plot. */
export interface LatePoint {
  readonly x: number;
  readonly y: number;
  readonly track: number;
}

/** One record, or as many as would overlap, drawn as one mark with their count. */
export interface LateMark extends LatePoint {
  /** 0 where several keys meet. */
  readonly track: number;
  readonly count: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

export interface LateSizes {
  /** Of a single record's ring, px. */
  readonly ringPx: number;
  /** Half the bar through a single record, px. */
  readonly barPx: number;
  readonly fontPx: number;
}

/** Records whose marks would touch become one mark in their middle; those of one key first. */
export const lateMarks = (points: readonly LatePoint[], sizes: LateSizes): LateMark[] => {
  const own = Array.from({ length: 7 }, (_, track) =>
    points.flatMap((point) => (point.track === track ? sized(point, 1, sizes) : [])),
  );
  return settled(
    own.flatMap((marks) => settled(marks, sizes)),
    sizes,
  );
};

const PASSES = 4;

const settled = (given: readonly LateMark[], sizes: LateSizes): LateMark[] => {
  let marks = [...given];
  for (let pass = 0; pass < PASSES; pass++) {
    const next = joined(
      marks.sort((a, b) => a.x - b.x || a.y - b.y),
      sizes,
    );
    if (next.length === marks.length) break;
    marks = next;
  }
  return marks;
};

/** Marks come from the left: only the last few can be near. */
const joined = (marks: readonly LateMark[], sizes: LateSizes): LateMark[] => {
  const out: LateMark[] = [];
  const reachPx = sizes.fontPx * 3;
  for (const mark of marks) {
    let at = out.length - 1;
    while (at >= 0 && !touch(out[at]!, mark)) at = mark.x - out[at]!.x > reachPx ? -1 : at - 1;
    const other = out[at];
    if (!other) {
      out.push(mark);
      continue;
    }
    const count = other.count + mark.count;
    const share = mark.count / count;
    const x = other.x + (mark.x - other.x) * share;
    const y = other.y + (mark.y - other.y) * share;
    out[at] = sized({ x, y, track: other.track === mark.track ? mark.track : 0 }, count, sizes);
  }
  return out;
};

const APART_PX = 1;

const touch = (a: LateMark, b: LateMark): boolean =>
  Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth + APART_PX &&
  Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight + APART_PX;

const sized = (point: LatePoint, count: number, sizes: LateSizes): LateMark => {
  const { ringPx, barPx, fontPx } = sizes;
  if (count === 1) return { ...point, count, halfWidth: ringPx, halfHeight: barPx };
  const halfHeight = fontPx * 0.56;
  const halfWidth = Math.max(halfHeight, fontPx * (0.3 * String(count).length + 0.28));
  return { ...point, count, halfWidth, halfHeight };
};
