import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNT, HOUR_US, lineage, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";
import type { SplitShardInput } from "../../../aws/shapes.ts";
import { HASH_KEY_MAX } from "../../../base/u128.ts";

const StreamName = "orders";
const STEP_US = 30 * SECOND_US;
const under = `stream orders under account ${ACCOUNT}`;
const shardId = (index: number): string => `shardId-${String(index).padStart(12, "0")}`;

const split = (api: Api, shard: number, key: bigint | string): void =>
  void api.ok("SplitShard", {
    StreamName,
    ShardToSplit: shardId(shard),
    NewStartingHashKey: String(key),
  });
const merge = (api: Api, shard: number, adjacent: number): void =>
  void api.ok("MergeShards", {
    StreamName,
    ShardToMerge: shardId(shard),
    AdjacentShardToMerge: shardId(adjacent),
  });
const update = (TargetShardCount: number) => ({
  StreamName,
  TargetShardCount,
  ScalingType: "UNIFORM_SCALING" as const,
});

const onDemand = (): Api => {
  const api = makeApi();
  api.ok("CreateStream", { StreamName, StreamModeDetails: { StreamMode: "ON_DEMAND" } });
  api.wait(2 * SECOND_US);
  return api;
};

describe("SplitShard refuses", () => {
  const key = (k: string, end: bigint): string =>
    `InvalidArgumentException: NewStartingHashKey ${k} used in SplitShard() on shard ${shardId(0)} in ${under} is not both greater than one plus the shard's StartingHashKey 0 and less than the shard's EndingHashKey ${end}.`;
  const half = (HASH_KEY_MAX + 1n) / 2n - 1n;

  it.each<[Omit<SplitShardInput, "StreamName">, string]>([
    [
      { ShardToSplit: "x", NewStartingHashKey: "9" },
      `ResourceNotFoundException: Could not find shard x in ${under}.`,
    ],
    [
      { ShardToSplit: "2", NewStartingHashKey: "9" },
      `ResourceNotFoundException: Could not find shard ${shardId(2)} in ${under}.`,
    ],
    [{ ShardToSplit: "0", NewStartingHashKey: "0" }, key("0", half)],
    [{ ShardToSplit: "0", NewStartingHashKey: "1" }, key("1", half)],
    [{ ShardToSplit: "0", NewStartingHashKey: String(half) }, key(String(half), half)],
    [{ ShardToSplit: "0", NewStartingHashKey: "9".repeat(39) }, key("9".repeat(39), half)],
  ])("%j", (input, message) => {
    const api = makeApi({ [StreamName]: 2 });
    expect(api.refusal("SplitShard", { StreamName, ...input })).toBe(message);
    expect(api.stream(StreamName).status).toBe("ACTIVE");
  });

  it("the first and the last key that divide, by one beyond", () => {
    for (const key of [2n, half - 1n]) {
      const api = makeApi({ [StreamName]: 2 });
      split(api, 0, key);
      api.wait(STEP_US);
      expect(lineage(api, StreamName)).toBe("0* 1 2(0) 3(0)");
    }
  });

  it("a stream that is not ACTIVE, a closed shard, and one on demand", () => {
    const api = makeApi({ [StreamName]: 2 });
    const input = { StreamName, ShardToSplit: "0", NewStartingHashKey: "9" };
    split(api, 0, 9n);
    expect(api.refusal("SplitShard", input)).toBe(
      `ResourceInUseException: Stream orders under account ${ACCOUNT} not ACTIVE, instead in state UPDATING`,
    );
    api.wait(STEP_US);
    expect(api.refusal("SplitShard", input)).toBe(
      `InvalidArgumentException: Shard ${shardId(0)} in ${under} has already been merged or split, and thus is not eligible for merging or splitting.`,
    );
    expect(onDemand().refusal("SplitShard", input)).toBe(
      `ValidationException: Request is invalid. Stream orders under account ${ACCOUNT} is in On-Demand mode.`,
    );
  });

  it("one shard above the account's quota", () => {
    const api = makeApi({ a: 19_999 });
    api.ok("CreateStream", { StreamName, ShardCount: 1 });
    api.wait(2 * SECOND_US);
    const input = { StreamName, ShardToSplit: "0", NewStartingHashKey: "9" };
    expect(api.refusal("SplitShard", input)).toMatch(
      /^LimitExceededException: .* Current shard count for the account: 20000\. Limit: 20000\./,
    );
  });
});

describe("SplitShard", () => {
  it("divides the range at the key; the lower child has the smaller index", () => {
    const api = makeApi({ [StreamName]: 1 });
    split(api, 0, 1000n);
    expect(api.stream(StreamName).status).toBe("UPDATING");
    api.wait(STEP_US - 1);
    expect(lineage(api, StreamName)).toBe("0");
    api.wait(1);
    const { Shards } = api.ok("ListShards", { StreamName });
    expect(Shards.slice(1).map((shard) => shard.HashKeyRange)).toEqual([
      { StartingHashKey: "0", EndingHashKey: "999" },
      { StartingHashKey: "1000", EndingHashKey: String(HASH_KEY_MAX) },
    ]);
    expect(api.stream(StreamName).status).toBe("ACTIVE");
  });

  it("sends writes to the parent until the children open", () => {
    const api = makeApi({ [StreamName]: 1 });
    const record = { StreamName, Data: "", PartitionKey: "a" };
    split(api, 0, 1000n);
    api.wait(STEP_US - 1);
    expect(api.ok("PutRecord", record).ShardId).toBe(shardId(0));
    api.wait(1);
    expect(api.ok("PutRecord", record).ShardId).toBe(shardId(2));
  });
});

describe("MergeShards", () => {
  it.each([
    ["0", "2", shardId(0), shardId(2)],
    ["1", "0", shardId(1), shardId(0)],
    ["1", "1", shardId(1), shardId(1)],
  ])("refuses %s with %s, which are no adjacent pair", (a, b, first, second) => {
    const api = makeApi({ [StreamName]: 3 });
    const input = { StreamName, ShardToMerge: a, AdjacentShardToMerge: b };
    expect(api.refusal("MergeShards", input)).toBe(
      `InvalidArgumentException: Shards ${first} and ${second} in ${under} are not an adjacent pair of shards eligible for merging`,
    );
  });

  it("refuses shards it cannot find or that are closed", () => {
    const api = makeApi({ [StreamName]: 3 });
    merge(api, 0, 1);
    api.wait(STEP_US);
    const input = (a: string, b: string) => ({
      StreamName,
      ShardToMerge: a,
      AdjacentShardToMerge: b,
    });
    expect(api.refusal("MergeShards", input("2", "x"))).toContain("Could not find shard x in");
    expect(api.refusal("MergeShards", input("2", "9"))).toContain(
      `Could not find shard ${shardId(9)}`,
    );
    expect(api.refusal("MergeShards", input("1", "2"))).toContain(
      `Shard ${shardId(1)} in ${under} has already been merged or split`,
    );
    expect(onDemand().refusal("MergeShards", input("0", "1"))).toContain("is in On-Demand mode.");
  });

  it("opens one child of both ranges, which can be merged on", () => {
    const api = makeApi({ [StreamName]: 3 });
    merge(api, 0, 1);
    api.wait(STEP_US);
    merge(api, 3, 2);
    api.wait(STEP_US);
    expect(lineage(api, StreamName)).toBe("0* 1* 2* 3*(0+1) 4(3+2)");
    const last = api.ok("ListShards", { StreamName }).Shards.at(-1);
    expect(last?.HashKeyRange).toEqual({
      StartingHashKey: "0",
      EndingHashKey: String(HASH_KEY_MAX),
    });
  });
});

describe("UpdateShardCount", () => {
  it.each([
    [
      5,
      "UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: 2 Target shard count: 5",
    ],
    [
      10_001,
      "Target shard count or number of open shards cannot be greater than 10000. Current open shard count: 2, Target shard count: 10001",
    ],
  ])("refuses 2 to %i", (target, message) => {
    const api = makeApi({ [StreamName]: 2 });
    expect(api.refusal("UpdateShardCount", update(target))).toBe(
      `LimitExceededException: ${message}`,
    );
  });

  it("refuses less than half, and a stream on demand or not ACTIVE", () => {
    const api = makeApi({ [StreamName]: 5 });
    expect(api.refusal("UpdateShardCount", update(2))).toBe(
      "LimitExceededException: UpdateShardCount cannot scale down below half your current open shard count. Current open shard count: 5, Target shard count: 2",
    );
    expect(onDemand().refusal("UpdateShardCount", update(4))).toContain("On-Demand mode");
    api.ok("UpdateShardCount", update(3));
    expect(api.refusal("UpdateShardCount", update(3))).toContain("instead in state UPDATING");
  });

  it("refuses what the account cannot hold while every shard is split", () => {
    const api = makeApi({ a: 9_999, [StreamName]: 5_001 });
    expect(api.refusal("UpdateShardCount", update(5_002))).toContain(
      "Number of additional shards that would have resulted from this request: 5001.",
    );
    expect(api.ok("UpdateShardCount", update(4_000)).TargetShardCount).toBe(4_000);
  });

  it.each([
    [2, 4, 6],
    [4, 5, 15],
    [10, 13, 37],
    [4, 2, 6],
    [5, 3, 7],
  ])("from %i to %i leaves %i shard records, as seen on AWS", (from, to, records) => {
    const api = makeApi({ [StreamName]: from });
    expect(api.ok("UpdateShardCount", update(to))).toEqual({
      StreamName,
      CurrentShardCount: from,
      TargetShardCount: to,
      StreamARN: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`,
    });
    api.wait(40 * STEP_US);
    const { Shards } = api.ok("ListShards", { StreamName });
    expect(Shards.length).toBe(records);
    const open = Shards.filter(
      (shard) => shard.SequenceNumberRange.EndingSequenceNumber === undefined,
    );
    expect(open.length).toBe(to);
    expect(api.stream(StreamName).status).toBe("ACTIVE");
  });

  it("doubles by splits, one step at a time, UPDATING throughout", () => {
    const api = makeApi({ [StreamName]: 2 });
    api.ok("UpdateShardCount", update(4));
    api.wait(STEP_US);
    expect(lineage(api, StreamName)).toBe("0* 1 2(0) 3(0)");
    expect(api.stream(StreamName).status).toBe("UPDATING");
    api.wait(STEP_US);
    expect(lineage(api, StreamName)).toBe("0* 1* 2(0) 3(0) 4(1) 5(1)");
    expect(api.stream(StreamName).status).toBe("ACTIVE");
  });

  it("is accepted ten times in any 24 hours, the same count included", () => {
    const api = makeApi({ [StreamName]: 2 });
    for (let n = 0; n < 10; n++) {
      api.ok("UpdateShardCount", update(2));
      api.wait(SECOND_US);
    }
    expect(api.refusal("UpdateShardCount", update(2))).toBe(
      `LimitExceededException: UpdateShardCount is limited to 10 calls per rolling 24-hour period for ${under}.`,
    );
    api.wait(24 * HOUR_US - 10 * SECOND_US);
    expect(api.ok("UpdateShardCount", update(2)).CurrentShardCount).toBe(2);
    expect(api.refusal("UpdateShardCount", update(2))).toMatch(/^LimitExceededException/);
  });
});

describe("any resharding", () => {
  it("keeps the open shards tiling the key space, and sends each key to the one that holds it", () => {
    const step = fc.record({
      way: fc.constantFrom("split", "merge", "update"),
      shard: fc.nat(40),
      key: fc.bigInt({ min: 0n, max: HASH_KEY_MAX }),
      target: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        const api = makeApi({ [StreamName]: 3 });
        for (const { way, shard, key, target } of steps) {
          const { open } = api.stream(StreamName);
          const at = shard % open.length;
          if (way === "update") api.call("UpdateShardCount", update(target));
          else if (way === "split") {
            const ShardToSplit = shardId(open[at]!);
            api.call("SplitShard", { StreamName, ShardToSplit, NewStartingHashKey: String(key) });
          } else {
            const ShardToMerge = shardId(open[at]!);
            const AdjacentShardToMerge = shardId(open[(at + 1) % open.length]!);
            api.call("MergeShards", { StreamName, ShardToMerge, AdjacentShardToMerge });
          }
          api.wait(25 * STEP_US);
        }
        const { Shards } = api.ok("ListShards", {
          StreamName,
          ShardFilter: { Type: "AT_LATEST" },
        });
        const holds = (range: { StartingHashKey: string; EndingHashKey: string }, key: bigint) =>
          BigInt(range.StartingHashKey) <= key && key <= BigInt(range.EndingHashKey);
        for (const { key } of steps) {
          const holders = Shards.filter((shard) => holds(shard.HashKeyRange, key));
          expect(holders.length).toBe(1);
          const put = { StreamName, Data: "", PartitionKey: "a", ExplicitHashKey: String(key) };
          expect(api.ok("PutRecord", put).ShardId).toBe(holders[0]!.ShardId);
        }
      }),
      { numRuns: 60 },
    );
  });
});
