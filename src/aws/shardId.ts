import { assert } from "../base/assert.ts";

/** Largest shard index a stream can reach: 2^31 - 1. */
export const SHARD_INDEX_MAX = 2_147_483_647;

/** `shardId-` and the index in twelve digits. */
export function shardIdOf(index: number): string {
  assert(
    Number.isInteger(index) && index >= 0 && index <= SHARD_INDEX_MAX,
    `not a shard index: ${index}`,
  );
  return `shardId-${String(index).padStart(12, "0")}`;
}

/**
 * Index named by `text`, or undefined. As lenient as the service: `shardId-000000000007`,
 * `shard-7` and `7` are one shard.
 */
export function parseShardId(text: string): number | undefined {
  const dash = text.indexOf("-");
  const digits = dash < 0 ? text : text.slice(dash + 1);
  if (!/^\d{1,128}$/.test(digits)) return undefined;
  const index = Number(digits);
  return index <= SHARD_INDEX_MAX ? index : undefined;
}
