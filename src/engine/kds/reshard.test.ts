import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uniformRanges } from "../../aws/hashKey.ts";
import { HASH_KEY_MAX } from "../../base/u128.ts";
import { command } from "../core/run.ts";
import { makeLab, times, type Lab } from "../../testing/dslLab.ts";
import { endOf, middleOf, planUpdateShardCount, shardHolding, startOf } from "./reshard.ts";

const STEP_US = 30_000_000;
const id = (shard: number): string => `shardId-${String(shard).padStart(12, "0")}`;

const ranges = (lab: Lab): { start: bigint; end: bigint }[] =>
  lab.stream.open.map((shard) => ({
    start: startOf(lab.stream, shard),
    end: endOf(lab.stream, shard),
  }));

const split = (lab: Lab, shard: number, at: bigint): void =>
  lab.ok("SplitShard", { ShardToSplit: id(shard), NewStartingHashKey: String(at) });

const settle = (lab: Lab, steps: number): void => lab.at(lab.nowUs + steps * STEP_US);

const scale = (lab: Lab, target: number): number => {
  const steps = planUpdateShardCount(lab.stream, target).length;
  lab.ok("UpdateShardCount", { TargetShardCount: target, ScalingType: "UNIFORM_SCALING" });
  settle(lab, steps);
  return steps;
};

/** Equal but for the rounding of 2^128 / n. */
const near = (a: bigint, b: bigint): boolean => (a < b ? b - a : a - b) < 64n;

/** From n shards to T, T in n/2..2n. */
const counts = fc
  .integer({ min: 1, max: 24 })
  .chain((from) =>
    fc.tuple(fc.constant(from), fc.integer({ min: Math.ceil(from / 2), max: 2 * from })),
  );

describe("UpdateShardCount's plan", () => {
  test("up, splits every shard and merges what is too many; down, merges alone", () => {
    fc.assert(
      fc.property(counts, ([from, to]) => {
        const { stream } = makeLab(from);
        const steps = planUpdateShardCount(stream, to);
        const splits = steps.filter((step) => step.type === "splitAt").length;
        const merges = steps.filter((step) => step.type === "mergeAt").length;
        const up = to > from;
        expect([splits, merges]).toEqual(up ? [from, 2 * from - to] : [0, from - to]);
        expect(steps.findLastIndex((step) => step.type === "splitAt")).toBe(splits - 1);
      }),
    );
  });

  test("ends with the shards asked for, from any ranges, and each step is one shard more or less", () => {
    const cuts = fc.array(fc.bigInt({ min: 3n, max: HASH_KEY_MAX - 3n }), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, fc.nat(), (borders, pick) => {
        const lab = makeLab(1);
        for (const border of borders) {
          const shard = shardHolding(lab.stream, border);
          if (border <= startOf(lab.stream, shard) + 1n || border >= endOf(lab.stream, shard)) {
            continue;
          }
          split(lab, shard, border);
          settle(lab, 1);
        }
        const from = lab.stream.open.length;
        const low = Math.ceil(from / 2);
        const to = low + (pick % (2 * from - low + 1));
        scale(lab, to);
        expect(lab.stream.status).toBe("ACTIVE");
        expect(lab.stream.open.length).toBe(to);
        let next = 0n;
        for (const { start, end } of ranges(lab)) {
          expect(start).toBe(next);
          expect(end).toBeGreaterThanOrEqual(start);
          next = end + 1n;
        }
        expect(next).toBe(HASH_KEY_MAX + 1n);
      }),
    );
  });

  test("gives exactly equal ranges where one cut a shard and the borders there are allow it", () => {
    for (let from = 1; from <= 16; from++) {
      for (let to = Math.ceil(from / 2); to <= 2 * from; to++) {
        const lab = makeLab(from);
        const ideal = uniformRanges(to)
          .slice(1)
          .map((range) => range.start);
        const before = ranges(lab);
        const isThere = (border: bigint): boolean =>
          before.some((range) => near(range.start, border));
        const allowed = ideal.every(isThere);
        const cuttable =
          to > from &&
          before.every(
            ({ start, end }) =>
              ideal.filter((at) => at > start && at <= end && !isThere(at)).length <= 1,
          );
        if (!allowed && !cuttable) continue;
        scale(lab, to);
        const borders = ranges(lab)
          .slice(1)
          .map((range) => range.start);
        expect(borders.length).toBe(ideal.length);
        borders.forEach((border, at) => {
          expect(near(border, ideal[at]!), `${from} to ${to}, border ${at}`).toBe(true);
        });
      }
    }
  });

  test("gives equal ranges from ranges that are far from it", () => {
    for (const target of [2, 4, 5, 6]) {
      const lab = makeLab(1);
      split(lab, 0, 1_000n);
      settle(lab, 1);
      split(lab, lab.stream.open[1]!, 2_000n);
      settle(lab, 1);
      scale(lab, target);
      expect(ranges(lab)).toEqual(uniformRanges(target));
    }
  });

  test("never leaves a shard of more than twice the equal size, from equal shards", () => {
    fc.assert(
      fc.property(counts, ([from, to]) => {
        const lab = makeLab(from);
        scale(lab, to);
        const equal = (HASH_KEY_MAX + 1n) / BigInt(to);
        for (const { start, end } of ranges(lab)) {
          expect(end - start + 1n).toBeLessThanOrEqual(2n * equal + 2n);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("refuses to split a shard of a single hash key, in our own words", () => {
    const lab = makeLab(1);
    const key = "0".repeat(32);
    const shards = `r${key},${key} r${key.slice(1)}1,f`;
    const words = { name: "imported", mode: "PROVISIONED", retentionHours: 24, shards } as const;
    expect(command(lab.run, { type: "ImportStream", ...words }).ok).toBe(true);
    const input = { TargetShardCount: 4, ScalingType: "UNIFORM_SCALING" };
    const scaled = (): void => lab.ok("UpdateShardCount", { StreamName: "imported", ...input });
    expect(scaled).toThrow(/ShardscopeLimit/);
    expect(lab.run.world.streams[1]!.status).toBe("ACTIVE");
  });
});

describe("a step", () => {
  test("closes the parents and opens the children at one instant; until then the parent takes writes", () => {
    const lab = makeLab(2);
    split(lab, 0, 1n << 126n);
    const { shards, open } = lab.stream;
    const key = { shard: -1, key: "user-2" };
    lab.at(STEP_US - 1);
    expect([...open]).toEqual([0, 1]);
    const [before] = lab.put([key]);
    lab.at(STEP_US);
    const [after] = lab.put([key]);
    expect([...open]).toEqual([2, 3, 1]);
    expect(shards.closedUs[0]).toBe(shards.openedUs[2]);
    expect(shards.closedUs[0]).toBe(shards.openedUs[3]);
    const parent = before!.shard;
    expect(after!.shard).toBe(parent === 0 ? shardHolding(lab.stream, hashOf(lab, "user-2")) : 1);
    expect([shards.parent[2], shards.parent[3]]).toEqual([0, 0]);
  });

  test("gives the children full buckets of their own", () => {
    const lab = makeLab(1);
    split(lab, 0, middleOf(lab.stream, 0));
    lab.at(STEP_US - 1);
    expect(lab.put(times(1_000, { shard: 0 })).every((seat) => seat.ordinal >= 0)).toBe(true);
    lab.at(STEP_US);
    const seats = lab.put([...times(1_000, { shard: 1 }), ...times(1_000, { shard: 2 })]);
    expect(seats.every((seat) => seat.ordinal >= 0)).toBe(true);
  });

  test("a merge names both parents and takes over both ranges", () => {
    const lab = makeLab(3);
    lab.ok("MergeShards", { ShardToMerge: id(1), AdjacentShardToMerge: id(2) });
    lab.at(STEP_US);
    const { shards, open } = lab.stream;
    expect([...open]).toEqual([0, 3]);
    expect([shards.parent[3], shards.adjacentParent[3]]).toEqual([1, 2]);
    expect(startOf(lab.stream, 3)).toBe(startOf(lab.stream, 1));
    expect(endOf(lab.stream, 3)).toBe(HASH_KEY_MAX);
  });
});

const hashOf = (lab: Lab, key: string): bigint => {
  const { keys } = lab.run.world;
  const at = keys.text.indexOf(key) * 4;
  return [0, 1, 2, 3].reduce((sum, word) => (sum << 32n) | BigInt(keys.words[at + word]!), 0n);
};
