import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shardIdOf } from "../aws/shardId.ts";
import { uniformRanges } from "../aws/hashKey.ts";
import { fractionOfBigint, writeWords } from "../base/u128.ts";
import type { ShardColumns } from "../protocol/frame.ts";
import { frameOf, topologyOf } from "../testing/gallery/frames.ts";
import { CASES } from "../testing/gallery/cases.ts";
import { emptyLog, type Entry } from "../protocol/log.ts";
import { borderAt, cutKey, cutUnderWay, nudge } from "./cut.ts";
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

describe("cutUnderWay", () => {
  const still = frameOf(CASES[0]!, topologyOf(CASES[0]!));
  const split = (shard: number, key: bigint): Entry => ({
    atUs: 0,
    command: {
      type: "Call",
      operation: "SplitShard",
      input: { ShardToSplit: shardIdOf(shard), NewStartingHashKey: String(key) },
    },
  });
  const at = (operation: string, ...entries: Entry[]): number => {
    const values = { operation, shard: 2 };
    const fact = { id: "resharding", importance: 50, sinceUs: 0, values, targets: [] } as const;
    return cutUnderWay({ ...emptyLog(1), entries }, { ...still, story: [fact] });
  };

  it("is where the shard's last split cuts", () => {
    const entries = [split(2, 1n << 126n), split(2, 1n << 127n), split(3, 1n)];
    expect(at("SplitShard", ...entries)).toBe(0.5);
    expect(at("SplitShard", ...entries, { ...split(2, 1n), atUs: still.atUs + 1 })).toBe(0.5);
  });

  it("is unknown where no split of the shard was called for", () => {
    expect(at("SplitShard", split(3, 1n << 127n))).toBe(-1);
    expect(at("UpdateShardCount", split(2, 1n << 127n))).toBe(-1);
    expect(cutUnderWay(emptyLog(1), still)).toBe(-1);
  });
});
