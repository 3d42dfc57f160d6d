import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageScale, LOG_FLOOR_US, SECOND_US } from "./ageScale.ts";

const inputs = fc.record({
  windowUs: fc.integer({ min: 1_000, max: 365 * 86_400 }).map((ms) => ms * 1_000),
  widthPx: fc.integer({ min: 120, max: 2_400 }),
  kind: fc.constantFrom("linear" as const, "log" as const),
});

describe("ageScale", () => {
  it("puts now at the left edge and the window's end at the right", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const ages = ageScale(input);
        expect(ages.x(0)).toBeCloseTo(0, 6);
        expect(ages.x(input.windowUs)).toBeCloseTo(input.widthPx, 6);
      }),
    );
  });

  it("never goes back with age, and comes back from pixels", () => {
    fc.assert(
      fc.property(
        inputs,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (input, a, b) => {
          const ages = ageScale(input);
          const [young, old] = [Math.min(a, b), Math.max(a, b)].map(
            (share) => share * input.windowUs,
          );
          expect(ages.x(young!)).toBeLessThanOrEqual(ages.x(old!) + 1e-9);
          const floor = ages.kind === "log" ? LOG_FLOOR_US : 0;
          expect(ages.ageAt(ages.x(old!))).toBeCloseTo(Math.max(old!, floor), -1);
        },
      ),
    );
  });

  it("ticks from one end to the other, in order and apart", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { ticks } = ageScale(input);
        expect(ticks[0]!.x).toBeCloseTo(0, 6);
        expect(ticks[ticks.length - 1]!.x).toBeCloseTo(input.widthPx, 6);
        for (let i = 1; i < ticks.length; i++)
          expect(ticks[i]!.x - ticks[i - 1]!.x).toBeGreaterThan(8);
      }),
    );
  });

  it("marks thirty seconds in fives", () => {
    const { ticks } = ageScale({ windowUs: 30 * SECOND_US, widthPx: 630, kind: "linear" });
    expect(ticks.map((tick) => tick.ageUs / SECOND_US)).toEqual([0, 5, 10, 15, 20, 25, 30]);
  });
});
