import { uniformRanges } from "../../aws/hashKey.ts";
import { fractionOfBigint, writeWords } from "../../base/u128.ts";
import type { ShardColumns, Topology } from "../../protocol/frame.ts";

/** Columns of `count` open shards of equal range, for tests. */
export const shardColumns = (count: number): ShardColumns => {
  const ranges = uniformRanges(count);
  const startWords = new Uint32Array(count * 4);
  const endWords = new Uint32Array(count * 4);
  ranges.forEach(({ start, end }, row) => {
    writeWords(startWords, row * 4, start);
    writeWords(endWords, row * 4, end);
  });
  return {
    count,
    index: Int32Array.from({ length: count }, (_, row) => row),
    start: Float64Array.from(ranges, ({ start }) => fractionOfBigint(start)),
    end: Float64Array.from(ranges, ({ end }) => fractionOfBigint(end)),
    startWords,
    endWords,
    openedUs: new Float64Array(count),
    closedUs: new Float64Array(count).fill(-1),
    parent: new Int32Array(count).fill(-1),
    adjacentParent: new Int32Array(count).fill(-1),
  };
};

export const topologyOf = (count: number): Topology => ({
  streams: [{ name: "orders", status: "ACTIVE" }],
  shards: shardColumns(count),
  actors: [],
});
