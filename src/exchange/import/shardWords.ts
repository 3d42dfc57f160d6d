import { uniformRanges } from "../../aws/hashKey.ts";
import type { ListedShard } from "./pages.ts";

type Known = ReadonlyMap<number, ListedShard>;

/** Up to this far from the middle a cut is told by its distance. */
const NEAR = 1_000_000n;

const startDigits = (key: bigint): string => key.toString(16).padStart(32, "0").replace(/0+$/, "");
const endDigits = (key: bigint): string => key.toString(16).padStart(32, "0").replace(/f+$/, "");

/** How many shards from `at` on are dealt as CreateStream deals them over the whole key space. */
const dealt = (shards: readonly ListedShard[], at: number): number => {
  const first = shards[at]!;
  if (first.start !== 0n || first.parent >= 0) return 0;
  let end = at;
  const follows = (): boolean => {
    const [shard, next] = [shards[end]!, shards[end + 1]];
    return next?.number === shard.number + 1 && next.parent < 0 && next.start === shard.end + 1n;
  };
  while (follows()) end += 1;
  const count = end - at + 1;
  const alike = uniformRanges(count).every(
    (range, place) =>
      range.start === shards[at + place]!.start && range.end === shards[at + place]!.end,
  );
  return alike ? count : 0;
};

const splitWord = (shard: ListedShard, next: ListedShard | undefined, known: Known) => {
  const parent = known.get(shard.parent);
  const fits =
    parent !== undefined &&
    shard.adjacentParent < 0 &&
    next?.number === shard.number + 1 &&
    next.parent === shard.parent &&
    next.adjacentParent < 0 &&
    shard.start === parent.start &&
    shard.end + 1n === next.start &&
    next.end === parent.end;
  if (!fits) return undefined;
  const off = next.start - (parent.start + parent.end + 1n) / 2n;
  const absolute = startDigits(next.start);
  if (off === 0n) return `s${shard.parent}`;
  const near = `,${off}`;
  return off > -NEAR && off < NEAR && near.length < absolute.length
    ? `s${shard.parent},${near}`
    : `s${shard.parent},${absolute}`;
};

const oneWord = (shard: ListedShard, known: Known): string => {
  const { parent, adjacentParent } = shard;
  const low = known.get(parent);
  const high = known.get(adjacentParent);
  const merges =
    low?.start === shard.start && high?.end === shard.end && low.end + 1n === high.start;
  if (merges) return `m${parent},${adjacentParent}`;
  const parents = [parent, adjacentParent].filter((each) => each >= 0);
  return [`r${startDigits(shard.start)}`, endDigits(shard.end), ...parents].join(",");
};

/** Shards, in the order of their numbers, in the words of `protocol/shardText.ts`. */
export const printShardText = (shards: readonly ListedShard[]): string => {
  const known = new Map(shards.map((shard) => [shard.number, shard]));
  const words: string[] = [];
  let next = 0;
  for (let at = 0; at < shards.length;) {
    const shard = shards[at]!;
    if (shard.number > next) words.push(`x${shard.number - next}`);
    const count = dealt(shards, at);
    const split = count > 0 ? undefined : splitWord(shard, shards[at + 1], known);
    words.push(count > 0 ? `u${count}` : (split ?? oneWord(shard, known)));
    at += count > 0 ? count : split === undefined ? 1 : 2;
    next = shards[at - 1]!.number + 1;
  }
  return words.join(" ");
};
