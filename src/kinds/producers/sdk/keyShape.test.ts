import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashKeyOf } from "../../../aws/partitionKey.ts";
import { draw, streamOf } from "../../../base/prng.ts";
import { withDefaults } from "../../../protocol/kind.ts";
import { keyOfDraw, keyTexts, weightTable } from "./keyShape.ts";
import { sdkMeta } from "./meta.ts";

const params = (given: Record<string, string | number>) => withDefaults(sdkMeta, given);
const shareOf = (table: Uint32Array, at: number): number =>
  ((table[at] ?? 0) - (at > 0 ? table[at - 1]! : 0)) / 4294967296;

describe("keys", () => {
  test("are numbered from 0 behind their prefix", () => {
    expect(keyTexts(params({ keys: 3, keyPrefix: "order-" }))).toEqual([
      "order-0",
      "order-1",
      "order-2",
    ]);
  });

  test("dealt evenly, fill equal hash ranges alike, give or take one", () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(counts, ([keys, evenOver]) => {
        const texts = keyTexts(params({ keyShape: "even", keys, evenOver }));
        expect(new Set(texts).size).toBe(keys);
        const held = new Array<number>(evenOver).fill(0);
        for (const text of texts) {
          held[Number((hashKeyOf(text) * BigInt(evenOver)) >> 128n)]! += 1;
        }
        expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe("weights", () => {
  test("of Zipf fall as 1 / rank^exponent", () => {
    for (const [keys, exponent] of [
      [50, 1],
      [200, 1.5],
      [10, 3],
    ] as const) {
      const table = weightTable(params({ keyShape: "zipf", keys, zipfExponent: exponent }));
      for (const rank of [2, 3, 5, 10]) {
        const want = 1 / rank ** exponent;
        expect(shareOf(table, rank - 1) / shareOf(table, 0)).toBeCloseTo(want, 5);
      }
      expect(table[keys - 1]).toBe(4294967295);
    }
  });

  test("of few keys halve from one to the next", () => {
    const table = weightTable(params({ keyShape: "few", keys: 6 }));
    for (let at = 1; at < 6; at++) {
      expect(shareOf(table, at) / shareOf(table, at - 1)).toBeCloseTo(0.5, 5);
    }
  });

  test("are not needed for the other shapes", () => {
    expect(weightTable(params({ keyShape: "uniform" })).length).toBe(0);
  });

  test("give every draw the first key whose share reaches beyond it", () => {
    const table = weightTable(params({ keyShape: "zipf", keys: 40, zipfExponent: 1.2 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4294967294 }), (drawn) => {
        expect(keyOfDraw(table, drawn)).toBe(table.findIndex((edge) => edge > drawn));
      }),
    );
    expect(keyOfDraw(table, 4294967295)).toBe(39);
  });

  test("come out of many draws", () => {
    const table = weightTable(params({ keyShape: "zipf", keys: 8 }));
    const stream = streamOf(3, 1, 1);
    const seen = new Array<number>(8).fill(0);
    for (let n = 0; n < 80_000; n++) seen[keyOfDraw(table, draw(stream, n))]! += 1;
    for (let at = 0; at < 8; at++) {
      expect(Math.abs(seen[at]! / 80_000 - shareOf(table, at))).toBeLessThan(0.01);
    }
  });
});
