import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatClock } from "../../i18n/format.ts";
import { parseClock } from "./clock.ts";

describe("parseClock", () => {
  it("reads back every moment the clock can show", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 86_400_000 }), (ms) => {
        expect(parseClock(formatClock(ms * 1_000))).toBe(ms * 1_000);
      }),
    );
  });

  it.each([
    ["42.3", 42_300_000],
    ["1:05", 65_000_000],
    ["90 s", 90_000_000],
    ["1h 30m", 5_400_000_000],
    ["250ms", 250_000],
  ])("reads %s", (text, us) => {
    expect(parseClock(text)).toBe(us);
  });

  it.each(["", "abc", "1:2:3:4", "-5", "5 parsecs", "99999999999d"])("refuses '%s'", (text) => {
    expect(parseClock(text)).toBeUndefined();
  });
});
