import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uniformRanges } from "../aws/hashKey.ts";
import { fractionOfBigint, writeWords } from "../base/u128.ts";
import type { ShardColumns } from "../protocol/frame.ts";
import { borderAt, cutKey, nudge } from "./cut.ts";
import { keyScale } from "./keyScale.ts";

const shardsOf = (
  count: number,
): { shards: ShardColumns; spans: ReturnType<typeof uniformRanges> } => {
  const spans = uniformRanges(count);
  const startWords = new Uint32Array(count * 4);
  const endWords = new Uint32Array(count * 4);
  spans.forEach((span, i) => {
    writeWords(startWords, i * 4, span.start);
    writeWords(endWords, i * 4, span.end);
  });
  const shards = {
    count,
    index: Int32Array.from(spans, (_, i) => i),
    start: Float64Array.from(spans, (span) => fractionOfBigint(span.start)),
    end: Float64Array.from(spans, (span, i) =>
      i === count - 1 ? 1 : fractionOfBigint(span.end + 1n),
    ),
    startWords,
    endWords,
    openedUs: new Float64Array(count),
    closedUs: new Float64Array(count).fill(-1),
    parent: new Int32Array(count).fill(-1),
    adjacentParent: new Int32Array(count).fill(-1),
  };
  return { shards, spans };
};

describe("cutKey", () => {
  it("always names a key that SplitShard could take: inside the range, not its start", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(),
        fc.double({ min: -0.5, max: 1.5, noNaN: true }),
        (count, pick, fraction) => {
          const { shards, spans } = shardsOf(count);
          const shard = pick % count;
          const key = BigInt(cutKey(shards, shard, fraction));
          expect(key > spans[shard]!.start).toBe(true);
          expect(key <= spans[shard]!.end).toBe(true);
        },
      ),
    );
  });

  it("halves a shard exactly", () => {
    const { shards, spans } = shardsOf(4);
    const { start, end } = spans[1]!;
    expect(BigInt(cutKey(shards, 1, 0.375))).toBe(start + (end - start + 1n) / 2n);
  });
});

describe("nudge", () => {
  it("stays inside the shard", () => {
    const { shards } = shardsOf(4);
    expect(nudge(shards, 1, 0.375, 9)).toBeLessThan(0.5);
    expect(nudge(shards, 1, 0.375, -9)).toBeGreaterThan(0.25);
  });
});

describe("borderAt", () => {
  it("finds the border between two rows", () => {
    const rows = { count: 2, start: [0, 0.5], end: [0.5, 1] };
    const keys = keyScale({ rows, heightPx: 206, zoom: [0, 1], gapPx: 6 });
    expect(borderAt(keys, 103, 5)).toBe(0);
    expect(borderAt(keys, 60, 5)).toBe(-1);
  });
});
