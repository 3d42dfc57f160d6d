import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { madeBy, rateAt, timeOf, type RateShape } from "./arrivals.ts";

const shapes: fc.Arbitrary<RateShape> = fc.record({
  shape: fc.constantFrom("steady", "ramp", "burst", "wave"),
  base: fc.integer({ min: 0, max: 3_000 }),
  peak: fc.integer({ min: 0, max: 3_000 }),
  periodS: fc.integer({ min: 1, max: 60 }),
  burstS: fc.integer({ min: 1, max: 10 }),
});

describe("records made", () => {
  test("are the sum of the rate, whatever its shape", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 150 }), (shape, seconds) => {
        let sum = 0;
        const step = 1 / 64;
        for (let s = 0; s < seconds; s += step) sum += rateAt(shape, s + step / 2) * step;
        const most = Math.max(shape.base, shape.peak);
        expect(Math.abs(madeBy(shape, seconds) - sum)).toBeLessThanOrEqual(most * step + 0.001);
      }),
    );
  });

  test("never grow fewer, and none are made before the start", () => {
    fc.assert(
      fc.property(shapes, fc.nat(6_000), fc.nat(6_000), (shape, a, b) => {
        const [early, late] = [Math.min(a, b) / 40, Math.max(a, b) / 40];
        expect(madeBy(shape, late)).toBeGreaterThanOrEqual(madeBy(shape, early) - 1e-6);
        expect(madeBy(shape, -1)).toBe(0);
      }),
    );
  });

  test("each have a moment: the time of n records is when n have been made", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 50_000 }), (shape, count) => {
        const s = timeOf(shape, count);
        if (s === Infinity) {
          expect(madeBy(shape, 1e9)).toBeLessThan(count);
          return;
        }
        expect(madeBy(shape, s)).toBeGreaterThanOrEqual(count - 0.001);
        expect(madeBy(shape, Math.max(0, s - 0.001))).toBeLessThan(count + 0.001);
      }),
    );
  });
});
