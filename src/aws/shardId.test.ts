import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseShardId, SHARD_INDEX_MAX, shardIdOf } from "./shardId.ts";

describe("shardId", () => {
  it("reads back every id it writes, and its lenient forms", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SHARD_INDEX_MAX }), (index) => {
        expect(parseShardId(shardIdOf(index))).toBe(index);
        expect(parseShardId(`shard-${index}`)).toBe(index);
        expect(parseShardId(String(index))).toBe(index);
      }),
    );
  });

  it("never throws on any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const index = parseShardId(text);
        expect(index === undefined || Number.isInteger(index)).toBe(true);
      }),
    );
  });

  it("pads to twelve digits", () => {
    expect(shardIdOf(0)).toBe("shardId-000000000000");
    expect(shardIdOf(2_147_483_647)).toBe("shardId-002147483647");
  });

  it.each(["", "shardId-", "shardId-x", "a", "shardId--1", "shardId-2147483648", "1.5", "x-1-2"])(
    "finds no shard in %j",
    (text) => {
      expect(parseShardId(text)).toBeUndefined();
    },
  );

  it("refuses to write an index that is none", () => {
    expect(() => shardIdOf(-1)).toThrow("not a shard index");
    expect(() => shardIdOf(2_147_483_648)).toThrow("not a shard index");
  });
});
