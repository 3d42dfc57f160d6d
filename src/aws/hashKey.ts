/** Hash keys: where a record lands in 0 .. 2^128 - 1, and the ranges shards start with. */
import { assert } from "../base/assert.ts";
import { HASH_KEY_MAX } from "../base/u128.ts";

/** Both ends inclusive, as HashKeyRange is. */
export interface HashKeySpan {
  readonly start: bigint;
  readonly end: bigint;
}

const DECIMAL = /^(?:0|[1-9]\d{0,38})$/;

/** The ranges of `count` shards as CreateStream deals them; the last takes the remainder. */
export function uniformRanges(count: number): HashKeySpan[] {
  assert(Number.isSafeInteger(count) && count >= 1, `not a shard count: ${count}`);
  const width = (HASH_KEY_MAX + 1n) / BigInt(count);
  const spans: HashKeySpan[] = [];
  for (let i = 0; i < count; i++) {
    const start = width * BigInt(i);
    spans.push({ start, end: i === count - 1 ? HASH_KEY_MAX : start + width - 1n });
  }
  return spans;
}

/** A decimal ExplicitHashKey or NewStartingHashKey; undefined if malformed or above 2^128 - 1. */
export function parseHashKey(text: string): bigint | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = BigInt(text);
  return value <= HASH_KEY_MAX ? value : undefined;
}
