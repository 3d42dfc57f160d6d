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
  const order = [...points].sort((a, b) => a.track - b.track || a.x - b.x || a.y - b.y);
  let marks = order.map((point) => sized(point, 1, sizes));
  for (let pass = 0; pass < 6; pass++) {
    const next = joined(marks, sizes);
    if (next.length === marks.length) break;
    marks = next;
  }
  return marks;
};

const joined = (marks: readonly LateMark[], sizes: LateSizes): LateMark[] => {
  const out: LateMark[] = [];
  for (const mark of marks) {
    const at = out.findIndex((other) => touch(other, mark));
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
