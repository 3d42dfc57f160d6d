import { describe, expect, it } from "vitest";
import { arrivalOf, dotPlan } from "./dots.ts";
import type { Dots } from "../protocol/frame.ts";

const dots = {
  count: 3,
  ordinal: Float64Array.of(100, 150, 200),
  arrivalUs: Float64Array.of(1_000, 2_000, 4_000),
} as unknown as Dots;

describe("arrivalOf", () => {
  it("lies between the sampled records beside it", () => {
    expect(arrivalOf(dots, 150)).toBe(2_000);
    expect(arrivalOf(dots, 175)).toBe(3_000);
  });
  it("is unknown outside what is shown", () => {
    expect(arrivalOf(dots, 99)).toBe(-1);
    expect(arrivalOf(dots, 201)).toBe(-1);
  });
});

describe("dotPlan", () => {
  const plan = (count: number, lines: number) =>
    dotPlan(
      {
        count,
        perDot: 1,
        track: new Uint8Array(count),
        y: Float64Array.from({ length: count }, (_, at) => (at % lines) / lines),
      } as unknown as Dots,
      900,
      600,
      2.5,
    ).level;

  it("draws each record while they are few or lie in rows, and density where they lie all over", () => {
    expect(plan(50, 50)).toBe("large");
    expect(plan(2_000, 500)).toBe("dots");
    expect(plan(4_000, 12)).toBe("dots");
    expect(plan(4_000, 500)).toBe("cells");
    expect(plan(6_000, 12)).toBe("cells");
  });
});
