/** Whether a text from outside describes a stream that could be: checked before it is believed. */
import { HASH_KEY_MAX } from "../base/u128.ts";
import { readShardText } from "../protocol/shardText.ts";

/** Shards of an imported stream at most, expired ones counted too. */
export const SHARDS_MAX = 65_536;

const WORD =
  /^(?:u[1-9]\d{0,4}|x[1-9]\d{0,4}|s\d{1,5}(?:,[0-9a-f]{1,32}|,,-?\d{1,9})?|m\d{1,5},\d{1,5}|r[0-9a-f]{0,32},[0-9a-f]{0,32}(?:,\d{1,5}){0,2})$/;

/** Numbers of the open shards if every word is in its place, else undefined. */
const openAfter = (words: readonly string[]): ReadonlySet<number> | undefined => {
  const open = new Set<number>();
  let count = 0;
  const add = (more: number): void => {
    for (let left = more; left > 0; left--) {
      open.add(count);
      count += 1;
    }
  };
  for (const word of words) {
    if (!WORD.test(word)) return undefined;
    const [first = 0, second = 0] = word.slice(1).split(",").map(Number);
    const kind = word[0];
    if ((kind === "u" || kind === "x") && count + first > SHARDS_MAX) return undefined;
    if (kind === "x") count += first;
    else if (kind === "u") add(first);
    else if (kind === "r") {
      const parents = word.split(",").slice(2).map(Number);
      if (parents.some((parent) => parent >= count)) return undefined;
      for (const parent of parents) open.delete(parent);
      add(1);
    } else {
      const parents = kind === "m" ? [first, second] : [first];
      if (!parents.every((parent) => open.delete(parent))) return undefined;
      add(kind === "m" ? 1 : 2);
    }
    if (count > SHARDS_MAX) return undefined;
  }
  return open;
};

/** Whether every word is in its place and the open shards hold each hash key exactly once. */
export const isShardText = (text: string): boolean => {
  const open = openAfter(text.split(" "));
  if (!open || open.size === 0) return false;
  const shards = readShardText(text);
  if (shards.some((shard) => shard && shard.start > shard.end)) return false;
  const ranges = [...open].map((number) => shards[number]!);
  ranges.sort((a, b) => (a.start < b.start ? -1 : 1));
  let next = 0n;
  for (const { start, end } of ranges) {
    if (start !== next) return false;
    next = end + 1n;
  }
  return next === HASH_KEY_MAX + 1n;
};
