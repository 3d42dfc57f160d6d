import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64Fault, decodeAscii, decodedLength, encodeAscii, encodedLength } from "./base64.ts";

const binary = fc.uint8Array({ maxLength: 64 }).map((bytes) => String.fromCharCode(...bytes));

describe("base64", () => {
  it("agrees with the platform on lengths and soundness", () => {
    fc.assert(
      fc.property(binary, (bytes) => {
        const text = btoa(bytes);
        expect(base64Fault(text)).toBeUndefined();
        expect(decodedLength(text)).toBe(bytes.length);
        expect(encodedLength(bytes.length)).toBe(text.length);
      }),
    );
  });

  it("writes and reads ASCII as the platform does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
        expect(encodeAscii(text)).toBe(btoa(text));
        expect(decodeAscii(btoa(text))).toBe(text);
      }),
    );
  });

  it("reads nothing from what is not base64 of ASCII", () => {
    expect(decodeAscii("abc")).toBeUndefined();
    expect(decodeAscii(btoa("é"))).toBeUndefined();
  });

  it("accepts exactly the texts that are the encoding of something", () => {
    const text = fc.string({
      unit: fc.constantFrom("A", "Q", "g", "w", "/", "=", "-"),
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, (t) => {
        expect(base64Fault(t) === undefined).toBe(isEncoding(t));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["abc", "Base64 encoded length is expected a multiple of 4 bytes but found: 3"],
    ["ab-=", "Invalid Base64 character: '-'"],
    ["a=bc", "Invalid Base64 character: '='"],
    ["ab=c", "Invalid Base64 character: '='"],
    ["====", "Invalid Base64 character: '='"],
    ["YR==", "Invalid last non-pad Base64 character dectected"],
    ["YWF=", "Invalid last non-pad Base64 character dectected"],
  ])("says what is wrong with %j", (text, fault) => {
    expect(base64Fault(text)).toBe(fault);
  });
});

function isEncoding(text: string): boolean {
  try {
    return btoa(atob(text)) === text;
  } catch {
    return false;
  }
}
