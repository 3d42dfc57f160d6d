import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashKeyOf } from "../../aws/partitionKey.ts";
import { HASH_KEY_MAX } from "../../base/u128.ts";
import { shardColumns } from "../inspector/topology.testing.ts";
import { explicitPlace, putInput, shardOf } from "./place.ts";

describe("place", () => {
  it("finds the one open shard whose range holds a hash key", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, HASH_KEY_MAX), fc.integer({ min: 1, max: 64 }), (key, count) => {
        const width = (HASH_KEY_MAX + 1n) / BigInt(count);
        const expected = Math.min(count - 1, Number(key / width));
        expect(shardOf(shardColumns(count), key)).toBe(expected);
      }),
    );
  });

  it("agrees with known keys and refuses what is no hash key", () => {
    const shards = shardColumns(4);
    expect(shardOf(shards, hashKeyOf("user-1"))).toBe(3);
    expect(shardOf(shards, hashKeyOf("é"))).toBe(1);
    expect(explicitPlace(shards, "0")).toEqual({ y: 0, shard: 0 });
    expect(explicitPlace(shards, "-1")).toBeUndefined();
    expect(explicitPlace(shards, (HASH_KEY_MAX + 1n).toString())).toBeUndefined();
  });

  it("sends UTF-8 as base64, and ExplicitHashKey only when there is one", () => {
    const form = { stream: "orders", key: "é", data: "안녕", explicit: "" };
    expect(putInput(form)).toEqual({
      StreamName: "orders",
      Data: "7JWI64WV",
      PartitionKey: "é",
    });
    expect(putInput({ ...form, explicit: "7" })).toMatchObject({ ExplicitHashKey: "7" });
  });
});
