import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashKeyOf } from "../../aws/partitionKey.ts";
import { HASH_KEY_MAX } from "../../base/u128.ts";
import { makeLab, type Lab } from "../../testing/dslLab.ts";
import { internKeys, keyIdOf } from "./keys.ts";
import { arrivalOf, segmentOf } from "./records.ts";
import { endOf, startOf } from "./reshard.ts";
import { sequenceNumberOf } from "./sequence.ts";

const STEP_US = 30_000_000;
const id = (shard: number): string => `shardId-${String(shard).padStart(12, "0")}`;

/** The open shard that holds a key, by looking at all of them. */
const slowly = (lab: Lab, key: string): number => {
  const hash = hashKeyOf(key);
  const { stream } = lab;
  const holders = stream.open.filter(
    (shard) => startOf(stream, shard) <= hash && hash <= endOf(stream, shard),
  );
  expect(holders.length).toBe(1);
  return holders[0]!;
};

const texts = fc.array(fc.string({ minLength: 1, maxLength: 12, unit: "binary" }), {
  minLength: 1,
  maxLength: 30,
});
const reshards = fc.array(
  fc.record({
    merge: fc.boolean(),
    pick: fc.nat(),
    share: fc.integer({ min: 1, max: 99 }),
    keys: texts,
  }),
  { maxLength: 6 },
);

const reshard = (
  lab: Lab,
  { merge, pick, share }: { merge: boolean; pick: number; share: number },
): void => {
  const { stream } = lab;
  const at = pick % stream.open.length;
  const shard = stream.open[at]!;
  if (merge && at + 1 < stream.open.length) {
    lab.ok("MergeShards", {
      ShardToMerge: id(shard),
      AdjacentShardToMerge: id(stream.open[at + 1]!),
    });
  } else {
    const start = startOf(stream, shard);
    const key = start + ((endOf(stream, shard) - start) * BigInt(share)) / 100n;
    lab.ok("SplitShard", { ShardToSplit: id(shard), NewStartingHashKey: String(key) });
  }
  lab.at(lab.nowUs + STEP_US);
};

describe("routing", () => {
  test("sends every key to the one shard that holds its MD5, through splits and merges", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), texts, reshards, (shards, first, steps) => {
        const lab = makeLab(shards);
        const met = new Set(first);
        const check = (): void => {
          const seats = lab.put([...met].map((key) => ({ key })));
          [...met].forEach((key, at) => {
            expect(seats[at]!.shard).toBe(slowly(lab, key));
          });
        };
        check();
        for (const step of steps) {
          internKeys(lab.run.world, step.keys);
          reshard(lab, step);
          for (const key of step.keys) met.add(key);
          check();
        }
      }),
    );
  });

  test("ids are given once and keep, whatever order keys come in", () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 8 }), (groups) => {
        const { world } = makeLab(2).run;
        const known = new Map<string, number>();
        for (const group of groups) {
          const ids = internKeys(world, group);
          group.forEach((key, at) => {
            expect(ids[at]).toBe(known.get(key) ?? ids[at]);
            known.set(key, ids[at]!);
            expect(keyIdOf(world, key)).toBe(ids[at]);
          });
        }
        expect(world.keys.count).toBe(known.size);
        const { sorted, count } = world.keys;
        const hashes = [...sorted.subarray(0, count)].map((each) =>
          hashKeyOf(world.keys.text[each]!),
        );
        expect(hashes).toEqual(hashes.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  test("a key's hash is its MD5 as a number below 2^128", () => {
    expect(hashKeyOf("user-1")).toBe(285573413173782752570879317399258818820n);
    expect(hashKeyOf("user-1")).toBeLessThanOrEqual(HASH_KEY_MAX);
  });
});

test("a key's records keep their order in ordinals, sequence numbers and arrival, through reshards", () => {
  fc.assert(
    fc.property(reshards, (steps) => {
      const lab = makeLab(2);
      const keys = ["user-1", "user-2", "user-3"];
      for (const step of steps) {
        lab.put(keys.flatMap((key) => [{ key }, { key }]));
        reshard(lab, step);
      }
      const { stream, run } = lab;
      const last = new Map<number, { sequence: bigint; atUs: number }>();
      const lastOfShard = new Map<number, bigint>();
      for (let ordinal = 0; ordinal < stream.log.total; ordinal++) {
        const segment = segmentOf(stream.log, ordinal)!;
        const key = segment.key[ordinal]!;
        const shard = segment.shard[ordinal]!;
        const atUs = arrivalOf(stream.log, ordinal);
        const sequence = BigInt(sequenceNumberOf(run.world, stream, shard, ordinal, atUs));
        const before = last.get(key);
        if (before) {
          expect(sequence > before.sequence).toBe(true);
          expect(atUs).toBeGreaterThanOrEqual(before.atUs);
        }
        expect(sequence > (lastOfShard.get(shard) ?? -1n)).toBe(true);
        last.set(key, { sequence, atUs });
        lastOfShard.set(shard, sequence);
      }
    }),
    { numRuns: 40 },
  );
});
