import { readWords } from "../../base/u128.ts";
import type { ShardColumns } from "../../protocol/frame.ts";

/** A shard's hash keys, both ends inclusive. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** The row of a shard in the topology, or -1. */
export const rowOf = (shards: ShardColumns, shard: number): number => shards.index.indexOf(shard);

export const rangeAt = (shards: ShardColumns, row: number): HashRange => ({
  start: readWords(shards.startWords, row * 4),
  end: readWords(shards.endWords, row * 4),
});

/** NewStartingHashKey that leaves `percent` (0 to 100) of the range above the cut. */
export const cutAt = ({ start, end }: HashRange, percent: number): bigint => {
  const tenths = BigInt(Math.round(Math.max(0, Math.min(100, percent)) * 10));
  return start + ((end - start + 1n) * tenths) / 1_000n;
};

/** Index of the open shard that begins right after this one ends, or -1. */
export const nextOpen = (shards: ShardColumns, row: number): number => {
  const follows = rangeAt(shards, row).end + 1n;
  for (let each = 0; each < shards.count; each += 1) {
    const open = (shards.closedUs[each] ?? 0) < 0;
    if (open && rangeAt(shards, each).start === follows) return shards.index[each] ?? -1;
  }
  return -1;
};
