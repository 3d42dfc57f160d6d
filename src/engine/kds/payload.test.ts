import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payloadOf, payloadText } from "./payload.ts";

describe("payloadOf", () => {
  it("is readable ASCII of exactly the length asked, always the same", () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.nat(), fc.nat(3000), (producer, n, bytes) => {
        const text = atob(payloadOf(producer, n, bytes));
        expect(text).toBe(payloadText(producer, n, bytes));
        expect(text.length).toBe(bytes);
        expect(text).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  it("is JSON that names its record wherever there is room", () => {
    const { producer, record } = JSON.parse(payloadText(3, 42, 60)) as Record<string, unknown>;
    expect([producer, record]).toEqual([3, 42]);
    expect(payloadText(3, 42, 12)).toBe("p3#42 p3#42 ");
  });
});
