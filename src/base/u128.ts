/**
 * Unsigned 128-bit integers. The face is `bigint`; columns hold four 32-bit words,
 * most significant first, at `at .. at + 3` of a `Uint32Array`.
 */
import { assert } from "./assert.ts";

/** Words one value takes in a column. */
export const WORDS = 4;

/** 2^128 - 1, the last hash key. */
export const HASH_KEY_MAX = (1n << 128n) - 1n;

const WORD = 4_294_967_296;
const WORD_MASK = 0xffff_ffffn;

/** Stores `value` (0 .. 2^128 - 1) at `words[at .. at + 3]`. */
export function writeWords(words: Uint32Array, at: number, value: bigint): void {
  assert(value >= 0n && value <= HASH_KEY_MAX, `not an unsigned 128-bit integer: ${value}`);
  assert(at >= 0 && at + WORDS <= words.length, `words out of bounds: ${at}`);
  words[at] = Number(value >> 96n);
  words[at + 1] = Number((value >> 64n) & WORD_MASK);
  words[at + 2] = Number((value >> 32n) & WORD_MASK);
  words[at + 3] = Number(value & WORD_MASK);
}

/** The value at `words[at .. at + 3]`. */
export function readWords(words: Uint32Array, at: number): bigint {
  assert(at >= 0 && at + WORDS <= words.length, `words out of bounds: ${at}`);
  return (
    (BigInt(words[at]!) << 96n) |
    (BigInt(words[at + 1]!) << 64n) |
    (BigInt(words[at + 2]!) << 32n) |
    BigInt(words[at + 3]!)
  );
}

/** Order of the value at `a[ai]` against the value at `b[bi]`. */
export function compareWords(a: Uint32Array, ai: number, b: Uint32Array, bi: number): -1 | 0 | 1 {
  for (let i = 0; i < WORDS; i++) {
    const x = a[ai + i]!;
    const y = b[bi + i]!;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Height in the key space, 0 .. 1, for drawing: exact to 2^-53. */
export function fractionOf(words: Uint32Array, at: number): number {
  return words[at]! / WORD + words[at + 1]! / (WORD * WORD);
}

/** {@link fractionOf} for a value held as `bigint`; the same number, bit for bit. */
export function fractionOfBigint(value: bigint): number {
  assert(value >= 0n && value <= HASH_KEY_MAX, `not an unsigned 128-bit integer: ${value}`);
  return Number(value >> 96n) / WORD + Number((value >> 64n) & WORD_MASK) / (WORD * WORD);
}
