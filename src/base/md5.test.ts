import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { md5Hex, md5Into } from "./md5.ts";
import { readWords } from "./u128.ts";

describe("md5", () => {
  it.each([
    ["", "d41d8cd98f00b204e9800998ecf8427e"],
    ["a", "0cc175b9c0f1b6a831c399e269772661"],
    ["1", "c4ca4238a0b923820dcc509a6f75849b"],
    ["user-1", "d6d7705392bc7af633328bea8c4c6904"],
    ["device-42", "a7d3d8dde1a94258da084d4cb74a9f3c"],
    ["partitionKey-1", "77fe6d8289696ba8510480fbe3887256"],
    ["é", "66ddcd97cfdeabb2f6fb8a999b4bc76f"],
    [
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a",
    ],
  ])("hashes %j", (key, hex) => {
    expect(md5Hex(key)).toBe(hex);
  });

  it("writes the words of the hex digest", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 256 }), (key) => {
        const words = new Uint32Array(5);
        md5Into(key, words, 1);
        expect(readWords(words, 1)).toBe(BigInt(`0x${md5Hex(key)}`));
        expect(words[0]).toBe(0);
      }),
    );
  });

  it("refuses a place outside the column", () => {
    expect(() => md5Into("a", new Uint32Array(4), 1)).toThrow("out of bounds");
  });
});
