import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HASH_KEY_MAX } from "../base/u128.ts";
import { parseHashKey, uniformRanges } from "./hashKey.ts";
import { hashKeyOf } from "./partitionKey.ts";

describe("uniformRanges", () => {
  it("tiles the key space: no gap, no overlap, widths equal but for the last", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), (count) => {
        const spans = uniformRanges(count);
        expect(spans.length).toBe(count);
        expect(spans[0]!.start).toBe(0n);
        expect(spans[count - 1]!.end).toBe(HASH_KEY_MAX);
        const width = spans[0]!.end + 1n;
        for (let i = 1; i < count; i++) {
          expect(spans[i]!.start).toBe(spans[i - 1]!.end + 1n);
          expect(spans[i]!.start).toBe(width * BigInt(i));
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [1, []],
    [2, [170141183460469231731687303715884105728n]],
    [3, [113427455640312821154458202477256070485n, 226854911280625642308916404954512140970n]],
    [
      4,
      [
        85070591730234615865843651857942052864n,
        170141183460469231731687303715884105728n,
        255211775190703847597530955573826158592n,
      ],
    ],
    [
      5,
      [
        68056473384187692692674921486353642291n,
        136112946768375385385349842972707284582n,
        204169420152563078078024764459060926873n,
        272225893536750770770699685945414569164n,
      ],
    ],
  ])("gives the published boundaries for %i shards", (count, starts) => {
    const spans = uniformRanges(count);
    expect(spans.slice(1).map((span) => span.start)).toEqual(starts);
  });

  it("refuses a count that is not one", () => {
    expect(() => uniformRanges(0)).toThrow("not a shard count");
    expect(() => uniformRanges(1.5)).toThrow("not a shard count");
  });
});

describe("hashKeyOf", () => {
  it.each([
    ["a", 16955237001963240173058271559858726497n, 0, 0],
    ["1", 261578874264819908609102035485573088411n, 1, 3],
    ["user-1", 285573413173782752570879317399258818820n, 1, 3],
    ["device-42", 223081048512968852806315647540369465148n, 1, 2],
    ["partitionKey-1", 159499196025307651934328298402289840726n, 0, 1],
    ["é", 136732923097551493579404309126273812335n, 0, 1],
  ])("puts %j on its shard of two and of four", (key, hash, ofTwo, ofFour) => {
    expect(hashKeyOf(key)).toBe(hash);
    const shardOf = (count: number) =>
      uniformRanges(count).findIndex((span) => span.start <= hash && hash <= span.end);
    expect([shardOf(2), shardOf(4)]).toEqual([ofTwo, ofFour]);
  });
});

describe("parseHashKey", () => {
  it("reads every hash key back from its decimal text", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: HASH_KEY_MAX }), (value) => {
        expect(parseHashKey(String(value))).toBe(value);
      }),
    );
  });

  it.each(["", "-1", "01", "1.0", "1e3", " 1", "0x10", String(HASH_KEY_MAX + 1n), "9".repeat(40)])(
    "refuses %j",
    (text) => {
      expect(parseHashKey(text)).toBeUndefined();
    },
  );
});
