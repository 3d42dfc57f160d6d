import fc from "fast-check";
import { expect, test } from "vitest";
import { exactExp, exactLn, exactPow } from "./exactMath.ts";

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

test("logarithm, exponential and power agree with the platform's to twelve digits", () => {
  const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  const exponent = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(positive, exponent, (x, y) => {
      expect(near(exactLn(x), Math.log(x))).toBe(true);
      expect(near(exactExp(y * 10) / Math.exp(y * 10), 1)).toBe(true);
      expect(near(exactPow(x, y) / Math.pow(x, y), 1)).toBe(true);
    }),
  );
});
