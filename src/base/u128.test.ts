import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareWords,
  fractionOf,
  fractionOfBigint,
  HASH_KEY_MAX,
  readWords,
  writeWords,
} from "./u128.ts";

const u128 = fc.bigInt({ min: 0n, max: HASH_KEY_MAX });
const near = fc
  .tuple(u128, fc.bigInt({ min: -2n, max: 2n }))
  .map(([a, d]) => [a, a + d < 0n ? 0n : a + d > HASH_KEY_MAX ? HASH_KEY_MAX : a + d] as const);
const pair = fc.oneof(near, fc.tuple(u128, u128));

function store(a: bigint, b: bigint): Uint32Array {
  const words = new Uint32Array(9);
  writeWords(words, 1, a);
  writeWords(words, 5, b);
  return words;
}

describe("u128", () => {
  it("reads back what was written, at any place, touching nothing else", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const words = store(a, b);
        expect([words[0], readWords(words, 1), readWords(words, 5)]).toEqual([0, a, b]);
      }),
    );
  });

  it("orders words as the integers they stand for", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(compareWords(store(a, b), 1, store(a, b), 5)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it("gives one and the same fraction for words and bigint, in order", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const words = store(a, b);
        const f = fractionOf(words, 1);
        const g = fractionOf(words, 5);
        expect([f, g]).toEqual([fractionOfBigint(a), fractionOfBigint(b)]);
        expect(a <= b ? f <= g : f >= g).toBe(true);
        expect(f >= 0 && f <= 1).toBe(true);
      }),
    );
  });

  it("knows the ends and the middle", () => {
    expect(HASH_KEY_MAX).toBe(340282366920938463463374607431768211455n);
    expect(fractionOfBigint(0n)).toBe(0);
    expect(fractionOfBigint(1n << 127n)).toBe(0.5);
    expect(fractionOfBigint(HASH_KEY_MAX)).toBe(1);
  });

  it("refuses what does not fit", () => {
    const words = new Uint32Array(4);
    expect(() => writeWords(words, 0, HASH_KEY_MAX + 1n)).toThrow("unsigned 128-bit");
    expect(() => writeWords(words, 0, -1n)).toThrow("unsigned 128-bit");
    expect(() => writeWords(words, 1, 0n)).toThrow("out of bounds");
    expect(() => readWords(words, 1)).toThrow("out of bounds");
    expect(() => fractionOfBigint(-1n)).toThrow("unsigned 128-bit");
  });
});
