import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNT, HOUR_US, lineage, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";
import type { ListShardsInput, ShardFilter } from "../../../aws/shapes.ts";

const StreamName = "orders";
const EPOCH_S = 1_767_225_600;

const idsOf = (api: Api, ShardFilter?: ShardFilter): number[] =>
  api
    .ok("ListShards", { StreamName, ...(ShardFilter ? { ShardFilter } : {}) })
    .Shards.map((shard) => Number(shard.ShardId.slice(8)));

/** Shards 0 and 1 at 1 s; 0 split into 2 and 3 at about 32 s; 3 and 1 merged into 4 at about 102 s. */
const resharded = (): Api => {
  const api = makeApi({ [StreamName]: 2 });
  api.ok("SplitShard", { StreamName, ShardToSplit: "0", NewStartingHashKey: "1000" });
  api.wait(70 * SECOND_US);
  api.ok("MergeShards", { StreamName, ShardToMerge: "3", AdjacentShardToMerge: "1" });
  api.wait(60 * SECOND_US);
  return api;
};

describe("ListShards refuses", () => {
  it.each<[ListShardsInput, string]>([
    [{}, "InvalidArgumentException: Either NextToken or StreamName should be provided."],
    [
      { StreamName, NextToken: "x" },
      "InvalidArgumentException: NextToken and StreamName cannot be provided together.",
    ],
    [
      { NextToken: "x", ShardFilter: { Type: "AT_LATEST" } },
      "InvalidArgumentException: NextToken and ShardFilter cannot be provided together.",
    ],
    [{ NextToken: "x" }, "InvalidArgumentException: Invalid NextToken."],
    [
      { StreamName, ShardFilter: { Type: "AT_TIMESTAMP" } },
      "InvalidArgumentException: ShardFilter of type AT_TIMESTAMP requires Timestamp.",
    ],
    [
      { StreamName, ShardFilter: { Type: "AFTER_SHARD_ID" } },
      "InvalidArgumentException: ShardFilter of type AFTER_SHARD_ID requires ShardId.",
    ],
    [
      { StreamName, ExclusiveStartShardId: "x" },
      `ResourceNotFoundException: Could not find shard x in stream orders under account ${ACCOUNT}.`,
    ],
    [
      { StreamName, StreamCreationTimestamp: 1 },
      `ResourceNotFoundException: Stream orders under account ${ACCOUNT} not found.`,
    ],
  ])("%j", (input, message) => {
    expect(makeApi({ [StreamName]: 1 }).refusal("ListShards", input)).toBe(message);
  });

  it("a token after 300 s, and one of a stream that is gone", () => {
    const api = makeApi({ [StreamName]: 3 });
    const { NextToken } = api.ok("ListShards", { StreamName, MaxResults: 1 });
    api.ok("DeleteStream", { StreamName });
    api.wait(2 * SECOND_US);
    expect(api.refusal("ListShards", { NextToken: NextToken! })).toMatch(
      /^ResourceNotFoundException/,
    );
    api.wait(299 * SECOND_US);
    expect(api.refusal("ListShards", { NextToken: NextToken! })).toMatch(
      /^ExpiredNextTokenException/,
    );
  });

  it("a token of the other list, or of another run", () => {
    const api = makeApi({ a: 3, b: 1 });
    const other = makeApi({ a: 3 }, 2);
    const streams = api.ok("ListStreams", { Limit: 1 }).NextToken!;
    const foreign = other.ok("ListShards", { StreamName: "a", MaxResults: 1 }).NextToken!;
    for (const NextToken of [streams, foreign]) {
      expect(api.refusal("ListShards", { NextToken })).toContain("Invalid NextToken.");
    }
  });
});

describe("ListShards", () => {
  it("tells the lineage, with ends where shards are closed", () => {
    expect(lineage(resharded(), StreamName)).toBe("0* 1* 2(0) 3*(0) 4(3+1)");
  });

  it("gives a child numbers above all of its parents'", () => {
    const { Shards } = resharded().ok("ListShards", { StreamName });
    const byId = new Map(Shards.map((shard) => [shard.ShardId, shard.SequenceNumberRange]));
    for (const shard of Shards) {
      for (const parent of [shard.ParentShardId, shard.AdjacentParentShardId]) {
        if (parent === undefined) continue;
        const start = BigInt(shard.SequenceNumberRange.StartingSequenceNumber);
        expect(start > BigInt(byId.get(parent)!.EndingSequenceNumber!)).toBe(true);
      }
    }
  });

  it.each<[ShardFilter, number[]]>([
    [{ Type: "FROM_TRIM_HORIZON" }, [0, 1, 2, 3, 4]],
    [{ Type: "AT_TRIM_HORIZON" }, [0, 1]],
    [{ Type: "AT_LATEST" }, [2, 4]],
    [{ Type: "AFTER_SHARD_ID", ShardId: "shardId-000000000001" }, [2, 3, 4]],
    [{ Type: "AT_TIMESTAMP", Timestamp: EPOCH_S + 50 }, [1, 2, 3]],
    [{ Type: "AT_TIMESTAMP", Timestamp: EPOCH_S - 9 }, [0, 1]],
    [{ Type: "FROM_TIMESTAMP", Timestamp: EPOCH_S + 50 }, [1, 2, 3, 4]],
    [{ Type: "FROM_TIMESTAMP", Timestamp: EPOCH_S + 120 }, [2, 4]],
    [{ Type: "FROM_TIMESTAMP", Timestamp: 0 }, [0, 1, 2, 3, 4]],
  ])("%j", (filter, expected) => {
    expect(idsOf(resharded(), filter)).toEqual(expected);
  });

  it("forgets closed shards a retention period after they closed", () => {
    const api = resharded();
    api.wait(24 * HOUR_US - 70 * SECOND_US);
    expect(idsOf(api)).toEqual([1, 2, 3, 4]);
    expect(idsOf(api, { Type: "AT_TRIM_HORIZON" })).toEqual([1, 2, 3]);
    api.wait(70 * SECOND_US);
    expect(idsOf(api)).toEqual([2, 4]);
    expect(lineage(api, StreamName)).toBe("2(0) 4(3+1)");
  });

  it("shows the same shards by pages of any size as in one, through any filter", () => {
    const api = makeApi({ [StreamName]: 25 });
    api.ok("UpdateShardCount", {
      StreamName,
      TargetShardCount: 26,
      ScalingType: "UNIFORM_SCALING",
    });
    api.wait(20 * 30 * SECOND_US);
    const filter = fc.oneof(
      fc
        .constantFrom("AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST")
        .map((Type) => ({ Type })),
      fc.record({
        Type: fc.constantFrom("AT_TIMESTAMP", "FROM_TIMESTAMP"),
        Timestamp: fc.integer({ min: EPOCH_S - 10, max: EPOCH_S + 700 }),
      }),
      fc.record({
        Type: fc.constant("AFTER_SHARD_ID"),
        ShardId: fc.integer({ min: 0, max: 60 }).map(String),
      }),
    );
    fc.assert(
      fc.property(filter, fc.integer({ min: 1, max: 60 }), (given, MaxResults) => {
        const ShardFilter = given as ShardFilter;
        const whole = api.ok("ListShards", { StreamName, ShardFilter }).Shards;
        let page = api.ok("ListShards", { StreamName, ShardFilter, MaxResults });
        const seen = [...page.Shards];
        while (page.NextToken !== undefined) {
          expect(page.Shards.length).toBe(MaxResults);
          page = api.ok("ListShards", { NextToken: page.NextToken, MaxResults });
          seen.push(...page.Shards);
        }
        expect(seen).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it("gives at most 1,000 a page, whatever is asked", () => {
    const api = makeApi({ [StreamName]: 1001 });
    const page = api.ok("ListShards", { StreamName, MaxResults: 10_000 });
    expect(page.Shards.length).toBe(1000);
    expect(api.ok("ListShards", { NextToken: page.NextToken! }).Shards.length).toBe(1);
  });
});
