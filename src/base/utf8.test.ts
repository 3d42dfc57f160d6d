import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Length } from "./utf8.ts";

describe("utf8Length", () => {
  it("counts what the platform's encoder writes", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), lone);
    fc.assert(
      fc.property(text, (t) => {
        expect(utf8Length(t)).toBe(new TextEncoder().encode(t).length);
      }),
    );
  });
});

const lone = fc
  .array(fc.constantFrom(0x61, 0xe9, 0x20ac, 0xd83d, 0xde00, 0xdbff, 0xdc00))
  .map((codes) => String.fromCharCode(...codes));
