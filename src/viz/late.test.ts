import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lateMarks, type LatePoint } from "./late.ts";

const SIZES = { ringPx: 3.5, barPx: 6, fontPx: 12 };
const point = fc.record({
  x: fc.double({ min: 0, max: 300, noNaN: true }),
  y: fc.double({ min: 0, max: 120, noNaN: true }),
  track: fc.integer({ min: 0, max: 6 }),
});

describe("lateMarks", () => {
  it("counts every record once", () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (points) => {
        const marks = lateMarks(points, SIZES);
        expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(points.length);
      }),
    );
  });

  it("leaves records that do not touch where they are, in their keys' colours", () => {
    const points: LatePoint[] = [
      { x: 10, y: 10, track: 1 },
      { x: 19, y: 10, track: 1 },
      { x: 10, y: 40, track: 0 },
    ];
    const marks = lateMarks(points, SIZES);
    expect(marks.map(({ x, y, track, count }) => ({ x, y, track, count }))).toEqual([
      { ...points[0], count: 1 },
      { ...points[2], count: 1 },
      { ...points[1], count: 1 },
    ]);
  });

  it("joins those that touch in their middle, without a colour where keys meet", () => {
    const one = lateMarks(
      [
        { x: 10, y: 10, track: 2 },
        { x: 14, y: 10, track: 2 },
      ],
      SIZES,
    );
    expect(one).toMatchObject([{ x: 12, y: 10, track: 2, count: 2 }]);
    const mixed = lateMarks(
      [
        { x: 10, y: 10, track: 2 },
        { x: 10, y: 14, track: 0 },
      ],
      SIZES,
    );
    expect(mixed).toMatchObject([{ y: 12, track: 0, count: 2 }]);
  });
});
