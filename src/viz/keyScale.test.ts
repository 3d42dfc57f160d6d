import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyScale, type KeyRows } from "./keyScale.ts";

const tiling = (cuts: readonly number[]): KeyRows => {
  const edges = [0, ...new Set(cuts.map((cut) => cut / 1_000)), 1].sort((a, b) => a - b);
  return { count: edges.length - 1, start: edges.slice(0, -1), end: edges.slice(1) };
};
const rows = fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 30 }).map(tiling);
const heights = fc.integer({ min: 100, max: 1_200 });

describe("keyScale", () => {
  it("fills the height with rows and gaps, from the top", () => {
    fc.assert(
      fc.property(rows, heights, (tiles, heightPx) => {
        const keys = keyScale({ rows: tiles, heightPx, zoom: [0, 1], gapPx: 6 });
        expect(keys.top[0]).toBe(0);
        expect(keys.bottom[keys.count - 1]).toBeCloseTo(heightPx, 6);
        for (let i = 1; i < keys.count; i++) {
          expect(keys.top[i]! - keys.bottom[i - 1]!).toBeCloseTo(keys.gapPx, 6);
        }
      }),
    );
  });

  it("comes back from pixels to the same hash key, in the same row", () => {
    fc.assert(
      fc.property(
        rows,
        heights,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (tiles, heightPx, f) => {
          const keys = keyScale({ rows: tiles, heightPx, zoom: [0, 1], gapPx: 6 });
          expect(keys.fraction(keys.y(f))).toBeCloseTo(f, 9);
          const row = keys.rowOf(f);
          expect(tiles.start[row]!).toBeLessThanOrEqual(f);
          expect(tiles.end[row]!).toBeGreaterThan(f);
          expect(keys.y(f)).toBeGreaterThanOrEqual(keys.top[row]! - 1e-9);
          expect(keys.y(f)).toBeLessThanOrEqual(keys.bottom[row]! + 1e-9);
        },
      ),
    );
  });

  it("shows only the zoomed part, over the whole height", () => {
    const keys = keyScale({
      rows: tiling([250, 500, 750]),
      heightPx: 400,
      zoom: [0.25, 0.6],
      gapPx: 0,
    });
    expect(keys.count).toBe(2);
    expect([keys.start[0], keys.end[1]]).toEqual([0.25, 0.6]);
    expect(keys.y(0.25)).toBeCloseTo(0);
    expect(keys.y(0.6)).toBeCloseTo(400);
  });

  it("takes heights by row where they are given", () => {
    const keys = keyScale({
      rows: tiling([500]),
      heightPx: 300,
      zoom: [0, 1],
      gapPx: 6,
      heights: [40, 120],
    });
    expect(keys.heightPx).toBe(166);
    expect(keys.y(0.75)).toBeCloseTo(106);
  });

  it("leaves no gaps where rows are thin", () => {
    const many = Array.from({ length: 99 }, (_, i) => (i + 1) * 10);
    expect(keyScale({ rows: tiling(many), heightPx: 500, zoom: [0, 1], gapPx: 6 }).gapPx).toBe(0);
  });
});
