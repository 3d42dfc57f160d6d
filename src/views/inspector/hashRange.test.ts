import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HASH_KEY_MAX } from "../../base/u128.ts";
import { cutAt, nextOpen, rangeAt, rowOf } from "./hashRange.ts";
import { shardColumns } from "./topology.testing.ts";

const ranges = fc
  .tuple(fc.bigInt(0n, HASH_KEY_MAX), fc.bigInt(0n, HASH_KEY_MAX))
  .filter(([a, b]) => (a < b ? b - a : a - b) > 10_000n)
  .map(([a, b]) => (a < b ? { start: a, end: b } : { start: b, end: a }));

describe("hashRange", () => {
  it("cuts inside the range, at the place it was asked for", () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 99 }), (range, percent) => {
        const cut = cutAt(range, percent);
        expect(cut > range.start && cut < range.end).toBe(true);
        const above = Number(((cut - range.start) * 10_000n) / (range.end - range.start + 1n));
        expect(Math.abs(above / 100 - percent)).toBeLessThan(0.02);
      }),
    );
  });

  it("cuts the whole space in the middle where the API's examples do", () => {
    expect(cutAt({ start: 0n, end: HASH_KEY_MAX }, 50)).toBe(1n << 127n);
  });

  it("finds the neighbour in hash order, and none after the last", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        const shards = shardColumns(count);
        for (let row = 0; row < count; row += 1) {
          expect(nextOpen(shards, row)).toBe(row + 1 < count ? row + 1 : -1);
        }
      }),
    );
  });

  it("skips a closed neighbour, and knows what is not there", () => {
    const shards = shardColumns(3);
    const closedUs = Float64Array.of(-1, 5, -1);
    expect(nextOpen({ ...shards, closedUs }, 0)).toBe(-1);
    expect(rowOf(shards, 9)).toBe(-1);
    expect(rangeAt(shards, 0).start).toBe(0n);
  });
});
