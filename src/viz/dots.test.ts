import { describe, expect, it } from "vitest";
import { arrivalOf } from "./dots.ts";
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
