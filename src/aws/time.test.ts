import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utcText } from "./time.ts";

describe("utcText", () => {
  it("says the same instant as the standard calendar", () => {
    const second = fc.integer({ min: 0, max: 16_025_175_000 });
    fc.assert(
      fc.property(second, (s) => {
        const [day, date, month, year, clock] = new Date(s * 1000)
          .toUTCString()
          .replace(",", "")
          .split(" ");
        expect(utcText(s * 1000 + 999)).toBe(`${day} ${month} ${date} ${clock} UTC ${year}`);
      }),
    );
  });

  it("prints the recorded sample", () => {
    expect(utcText(1_421_889_722_000)).toBe("Thu Jan 22 01:22:02 UTC 2015");
  });

  it("refuses what is no time", () => {
    expect(() => utcText(-1)).toThrow("not a time");
    expect(() => utcText(0.5)).toThrow("not a time");
  });
});
