import { expect, test } from "vitest";
import { stateHash } from "../../core/travel.ts";
import { answerKey } from "./key.ts";
import { makeReport } from "./report.ts";
import {
  call,
  consumer,
  NAME,
  producer,
  quickReshard,
  runOf,
  streamOf,
  type Plan,
} from "./runs.testing.ts";

const plan: Plan = [
  [0, quickReshard, call("CreateStream", { ShardCount: 2 })],
  [1.1, producer(1, { ratePerS: 3_000, keys: 30 }), consumer(2, "N", {})],
  [4, call("UpdateShardCount", { TargetShardCount: 4, ScalingType: "UNIFORM_SCALING" })],
];

test("the report's sums agree with one another", () => {
  const run = runOf(plan, 14);
  const report = makeReport(run, "mine");
  const [stream] = report.streams;
  const [put] = report.producers;
  const [got] = report.consumers;
  const metrics = report.metrics[NAME]!;
  const sum = (of: (shard: NonNullable<typeof stream>["shards"][number]) => number): number =>
    stream!.shards.reduce((total, shard) => total + of(shard), 0);
  expect(report.scenario).toBe("mine");
  expect(report.stateHash).toBe(stateHash(run));
  expect(stream!.shards.map(({ state }) => state)).toEqual([
    "CLOSED",
    "CLOSED",
    "OPEN",
    "OPEN",
    "OPEN",
    "OPEN",
  ]);
  expect(stream!.shards[2]!.parentShardId).toBe("shardId-000000000000");
  expect(sum(({ records }) => records)).toBe(put!.accepted);
  expect(sum(({ records }) => records)).toBe(metrics["IncomingRecords"]);
  expect(sum(({ bytes }) => bytes)).toBe(metrics["IncomingBytes"]);
  expect(sum(({ throttled }) => throttled)).toBe(put!.throttled);
  expect(put!.throttled).toBeGreaterThan(0);
  expect(metrics["WriteProvisionedThroughputExceeded"]).toBe(put!.throttled);
  expect(got!.delivered).toBeLessThanOrEqual(metrics["GetRecords.Records"]!);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test("a closed shard that holds nothing any more is EXPIRED", () => {
  const run = runOf(
    [
      [0, quickReshard, call("CreateStream", { ShardCount: 1 })],
      [2, call("SplitShard", { ShardToSplit: "shardId-0", NewStartingHashKey: "9" })],
    ],
    90_000,
  );
  expect(makeReport(run, "").streams[0]!.shards[0]!.state).toBe("EXPIRED");
});

test("answerKey finds the place of a key by hand", () => {
  const run = runOf(plan, 3);
  expect(answerKey(streamOf(run), "user-17")).toEqual({
    key: "user-17",
    md5: "62ba533209fda25d4b0d5e5e2151a0b2",
    hashKey: "131231798207106452350421944546920341682",
    y: expect.closeTo(0.3856555936017601, 15) as number,
    shard: 0,
    shardId: "shardId-000000000000",
  });
});
