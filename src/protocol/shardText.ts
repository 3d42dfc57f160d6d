import { uniformRanges } from "../aws/hashKey.ts";

/** A shard of an imported stream; both hash keys inclusive, parents by number or -1. */
export interface ImportedShard {
  readonly start: bigint;
  readonly end: bigint;
  readonly parent: number;
  readonly adjacentParent: number;
}

/** A hash key of hex digits from the top; what is left out is all `rest`. */
const hashKey = (digits: string, rest: string): bigint => BigInt(`0x${digits.padEnd(32, rest)}`);

/**
 * Shards by number, undefined where one has expired. The text is one word after another, numbers in
 * order: `u4` four as CreateStream deals them; `s2` the children of shard 2 cut in its middle,
 * `s2,c` cut at c000…, `s2,,-1` cut one hash key before the middle; `m2,3` the child of both; `x12`
 * twelve that have expired; `r4,7` one from 4000… to 7fff…, `r4,7,2,3` with these parents. A shard
 * with a child is closed.
 */
export const readShardText = (text: string): (ImportedShard | undefined)[] => {
  const out: (ImportedShard | undefined)[] = [];
  const add = (start: bigint, end: bigint, parent = -1, adjacentParent = -1): void => {
    out.push({ start, end, parent, adjacentParent });
  };
  for (const word of text.split(" ")) {
    const [first = "", second = "", third, fourth] = word.slice(1).split(",");
    const count = Number(first);
    const parent = out[count];
    if (word[0] === "u") for (const { start, end } of uniformRanges(count)) add(start, end);
    else if (word[0] === "x") out.length += count;
    else if (word[0] === "r") {
      add(hashKey(first, "0"), hashKey(second, "f"), Number(third ?? -1), Number(fourth ?? -1));
    } else if (word[0] === "m") add(parent!.start, out[Number(second)]!.end, count, Number(second));
    else {
      const { start, end } = parent!;
      const at = second ? hashKey(second, "0") : (start + end + 1n) / 2n + BigInt(third ?? 0);
      add(start, at - 1n, count);
      add(at, end, count);
    }
  }
  return out;
};
