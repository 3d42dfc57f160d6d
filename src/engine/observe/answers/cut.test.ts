import { describe, expect, test } from "vitest";
import { hashKeyOf } from "../../../aws/partitionKey.ts";
import { arrivalIn } from "../../kds/records.ts";
import { answerCut } from "./cut.ts";
import { answerMerge } from "./merge.ts";
import { call, producer, runOf, SECOND, streamOf, type Plan } from "./runs.testing.ts";
import { answerTopKeys } from "./topKeys.ts";

const plan: Plan = [
  [0, call("CreateStream", { ShardCount: 3 })],
  [
    1.1,
    producer(1, { ratePerS: 200, keys: 25, keyShape: "zipf", bytesMax: 400 }),
    producer(2, { ratePerS: 20, keys: 3, keyPrefix: "order-" }),
  ],
];

interface Loaded {
  readonly key: string;
  readonly shard: number;
}

/** Records of the last 10 s, newest first. */
const latest = (run: ReturnType<typeof runOf>): Loaded[] => {
  const out: Loaded[] = [];
  for (const segment of streamOf(run).log.segments) {
    for (let local = 0; local < segment.count; local++) {
      if (arrivalIn(segment, local) < run.world.nowUs - 10 * SECOND) continue;
      out.push({ key: run.world.keys.text[segment.key[local]!]!, shard: segment.shard[local]! });
    }
  }
  return out.reverse();
};

const byCount = (records: readonly Loaded[]): [string, number][] => {
  const counts = new Map<string, number>();
  for (const { key } of records) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
};

describe("answerCut", () => {
  test.each([5, 14, 40])("weighs the records of the last ten seconds, at %i s", (untilS) => {
    const run = runOf(plan, untilS);
    for (let shard = 0; shard < 3; shard++) {
      const records = latest(run).filter((each) => each.shard === shard);
      const width = (1n << 128n) / 3n;
      for (const part of [1n, 3n, 5n, 9n]) {
        const at = BigInt(shard) * width + (width * part) / 10n;
        const cut = answerCut(run, streamOf(run), { shard, at: String(at) })!;
        const above = records.filter(({ key }) => hashKeyOf(key) < at).length;
        expect(cut.above).toBe(above / records.length);
        expect(cut.above + cut.below).toBeCloseTo(1, 12);
        const [top] = byCount(records);
        expect(cut.topShare).toBe(top![1] / records.length);
        expect(records.filter((each) => each.key === cut.topKey)).toHaveLength(top![1]);
        expect(cut.refusal).toBeUndefined();
      }
    }
  });

  test("weighs bytes where those come nearer to their limit", () => {
    const large = producer(1, { ratePerS: 3, keys: 3, bytes: 20_000, bytesMax: 20_000 });
    const small = producer(2, { ratePerS: 30, keys: 9, keyPrefix: "order-" });
    const run = runOf(
      [
        [0, call("CreateStream", { ShardCount: 1 })],
        [1.1, large, small],
      ],
      9,
    );
    const at = 1n << 127n;
    const cut = answerCut(run, streamOf(run), { shard: 0, at: String(at) })!;
    let above = 0;
    let all = 0;
    const [segment] = streamOf(run).log.segments;
    for (let local = 0; local < segment!.count; local++) {
      const bytes = segment!.size[local]!;
      all += bytes;
      if (hashKeyOf(run.world.keys.text[segment!.key[local]!]!) < at) above += bytes;
    }
    expect(cut.above).toBe(above / all);
    expect(cut.topKey.startsWith("user-")).toBe(true);
  });

  test("says with AWS's text why SplitShard would refuse", () => {
    const run = runOf(plan, 5);
    const stream = streamOf(run);
    expect(answerCut(run, stream, { shard: 1, at: "0" })!.refusal!.name).toBe(
      "InvalidArgumentException",
    );
    expect(answerCut(run, stream, { shard: 9, at: "0" })).toBeUndefined();
    const closing = runOf(
      [
        ...plan,
        [3, call("MergeShards", { ShardToMerge: "shardId-0", AdjacentShardToMerge: "shardId-1" })],
      ],
      4,
    );
    const at = String(5n << 125n);
    const refusal = answerCut(closing, streamOf(closing), { shard: 1, at })!.refusal!;
    expect(refusal.name).toBe("ResourceInUseException");
  });

  test("an ExplicitHashKey counts where it put the record", () => {
    const put = (hash: number) =>
      call("PutRecord", { Data: "YQ==", PartitionKey: "k", ExplicitHashKey: String(hash) });
    const run = runOf(
      [
        [0, call("CreateStream", { ShardCount: 1 })],
        [2, put(5), put(6), put(50)],
      ],
      3,
    );
    const cut = answerCut(run, streamOf(run), { shard: 0, at: "10" })!;
    expect(cut.above).toBeCloseTo(2 / 3, 12);
  });
});

test("answerMerge adds what both are asked for, or says why not", () => {
  const run = runOf(plan, 9);
  const stream = streamOf(run);
  const rates = run.world.samples[stream.name]!;
  const both = answerMerge(run, stream, [0, 1])!;
  expect(both.recordsPerS).toBe(rates.recordsPerS[0]! + rates.recordsPerS[1]!);
  expect(both.bytesPerS).toBe(rates.bytesPerS[0]! + rates.bytesPerS[1]!);
  expect(both.refusal).toBeUndefined();
  expect(answerMerge(run, stream, [0, 2])!.refusal!.name).toBe("InvalidArgumentException");
  expect(answerMerge(run, stream, [0, 7])).toBeUndefined();
});

test("answerTopKeys counts the latest 2,048 records", () => {
  const run = runOf(plan, 30);
  const records = latest(run).slice(0, 2_048);
  const keys = answerTopKeys(run, streamOf(run), 4);
  expect(keys.map(({ share }) => share)).toEqual(
    byCount(records)
      .slice(0, 4)
      .map(([, count]) => count / records.length),
  );
  for (const { key, share } of keys) {
    expect(records.filter((each) => each.key === key)).toHaveLength(share * records.length);
  }
});
