import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HASH_KEY_MAX } from "../base/u128.ts";
import { readShardText } from "../protocol/shardText.ts";
import { isShardText, SHARDS_MAX } from "./shards.ts";

/** The shards of a text as a picture: first hex digits of both ends, and parents. */
const drawn = (text: string): string =>
  [...readShardText(text)]
    .map((shard, number) => {
      if (!shard) return `${number} -`;
      const ends = [shard.start, shard.end].map((key) =>
        key.toString(16).padStart(32, "0").slice(0, 2),
      );
      const parents = [shard.parent, shard.adjacentParent].filter((each) => each >= 0);
      return `${number} ${ends.join("..")}${parents.map((each) => ` <${each}`).join("")}`;
    })
    .join("\n");

describe("shard text", () => {
  it("is read shard by shard, numbers in order", () => {
    expect(drawn("u2 s0 s1,c m3,4 x1 r,3,6 r4,7,6")).toBe(
      [
        "0 00..7f",
        "1 80..ff",
        "2 00..3f <0",
        "3 40..7f <0",
        "4 80..bf <1",
        "5 c0..ff <1",
        "6 40..bf <3 <4",
        "7 -",
        "8 00..3f <6",
        "9 40..7f <6",
      ].join("\n"),
    );
  });

  it.each([
    "u1",
    "u1000",
    "u4 s2 m1,4",
    "x9 r,7,3 r8,,3,5",
    "r,",
    "u2 s0 s2 s3 m4,5 s1",
    "u1 r,,0",
    "u1 s0,,-1 s1,,7",
  ])("'%s' covers every hash key once", (text) => {
    expect(isShardText(text)).toBe(true);
  });

  it.each([
    ["", "nothing"],
    ["x4", "expired shards alone"],
    ["u0", "no shards"],
    ["u2 u2", "all keys twice"],
    ["s0", "a child of nothing"],
    ["u2 s0 s0", "a shard that is split twice"],
    ["u2 m1,0", "a merge in the wrong order"],
    ["u4 m0,2", "a merge of two that are not neighbours"],
    ["u2 s0,c", "a cut outside its shard"],
    ["u2 s0,0", "a cut at its first key"],
    ["r,7", "half of the keys"],
    ["r,7 r7,", "keys held twice"],
    ["u1 r,,1", "a parent of itself"],
    ["u2 s0,,-99999999999", "a cut far from the middle"],
    ["r,7,5 r8,", "a parent younger than its child"],
    [`x${SHARDS_MAX} u1`, "too many"],
    ["u1  ", "empty words"],
    ["u1e3", "no number"],
  ])("'%s' is refused: %s", (text) => {
    expect(isShardText(text)).toBe(false);
  });

  it("never throws, and what it accepts can be read and tiles", () => {
    const word = fc.oneof(
      fc.integer({ min: 0, max: 5 }).map((count) => `u${count}`),
      fc.integer({ min: 0, max: 5 }).map((shard) => `s${shard}`),
      fc.tuple(fc.nat(6), fc.constantFrom("4", "8", "c", "2", "f")).map(([a, b]) => `s${a},${b}`),
      fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => `m${a},${b}`),
      fc.constantFrom("x1", "x3", "r,7", "r8,", "r,", "r,7,0", "", "q", "s-1"),
    );
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const text = words.join(" ");
        const ok = isShardText(text);
        seen[`${ok}`] += 1;
        if (!ok) return;
        const shards = readShardText(text);
        const closed = new Set(shards.flatMap((each) => [each?.parent, each?.adjacentParent]));
        const open = shards.flatMap((each, at) => (each && !closed.has(at) ? [each] : []));
        const held = open.reduce((sum, { start, end }) => sum + end - start + 1n, 0n);
        expect(held).toBe(HASH_KEY_MAX + 1n);
      }),
      { numRuns: 3_000 },
    );
    expect(seen.true).toBeGreaterThan(20);
    expect(seen.false).toBeGreaterThan(20);
  });
});
