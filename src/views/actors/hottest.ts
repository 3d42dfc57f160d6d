import type { Bands, ShardColumns } from "../../protocol/frame.ts";

/** The open shard that asks for most of its limits, or undefined where nothing is written. */
export const hottestShard = (bands: Bands): number | undefined => {
  let best: number | undefined;
  let most = 0;
  for (let row = 0; row < bands.count; row++) {
    const share = Math.max(
      (bands.recordsAsked[row] ?? 0) / 1_000,
      (bands.bytesAsked[row] ?? 0) / 1_048_576,
    );
    if (share <= most) continue;
    most = share;
    best = bands.shard[row];
  }
  return best;
};

const wordsAt = (words: Uint32Array, row: number): bigint => {
  let value = 0n;
  for (let at = 0; at < 4; at++) value = (value << 32n) | BigInt(words[row * 4 + at] ?? 0);
  return value;
};

/** The middle of a shard's range as a decimal hash key. */
export const middleOf = (shards: ShardColumns, shard: number): string | undefined => {
  const row = shards.index.indexOf(shard);
  if (row < 0) return undefined;
  const start = wordsAt(shards.startWords, row);
  const end = wordsAt(shards.endWords, row);
  return String(start + (end - start + 1n) / 2n);
};

export const shardIdOf = (shard: number): string => `shardId-${String(shard).padStart(12, "0")}`;
