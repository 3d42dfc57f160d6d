import fc from "fast-check";
import { expect, test } from "vitest";
import type { Queries } from "../../../protocol/viewport.ts";
import { advance, command } from "../../core/run.ts";
import type { Run } from "../../core/state.ts";
import { seek, stateHash } from "../../core/travel.ts";
import { tellStory } from "../story/index.ts";
import { answerAll } from "./index.ts";
import {
  call,
  consumer,
  producer,
  quickReshard,
  runOf,
  SECOND,
  streamOf,
  viewportOf,
  type Plan,
} from "./runs.testing.ts";

const plan: Plan = [
  [0, quickReshard, call("CreateStream", { ShardCount: 2 })],
  [
    1.1,
    producer(1, { ratePerS: 1_300, keys: 20, keyShape: "hot", lostResponsePercent: 2 }),
    consumer(2, "N", { order: "naive", ratePerS: 400 }),
    consumer(3, "K", { order: "lineage" }),
    call("PutRecord", { Data: "YWJj", PartitionKey: "hand", ExplicitHashKey: "5" }),
  ],
  [
    4,
    call("SplitShard", {
      ShardToSplit: "shardId-000000000001",
      NewStartingHashKey: String(3n << 126n),
    }),
  ],
  [6, { type: "Signal", id: 3, signal: "crash" }],
];

/** The stream is deleted under its consumers, one of which is down, and made anew. */
const again: Plan = [
  ...plan,
  [7, { type: "UpdateActor", id: 2, params: { restartMs: 0 } }],
  [8, { type: "Signal", id: 2, signal: "crash" }, call("DeleteStream")],
  [9.5, call("CreateStream", { ShardCount: 1 })],
];

const shard = fc.integer({ min: -1, max: 5 });
const actor = fc.integer({ min: 0, max: 4 });
const hashKey = fc.bigInt(0n, (1n << 128n) - 1n).map(String);
const sort = fc.constantFrom(
  "hashKey",
  "shard",
  "records",
  "bytes",
  "throttled",
  "lag",
  "range",
) satisfies fc.Arbitrary<string>;

const selection = fc.oneof(
  fc.record({
    type: fc.constant("record" as const),
    ordinal: fc.integer({ min: -1, max: 20_000 }),
  }),
  fc.record({ type: fc.constant("shard" as const), shard }),
  fc.record({ type: fc.constant("front" as const), consumer: actor, shard }),
  fc.record({ type: fc.constant("actor" as const), id: actor }),
  fc.record({ type: fc.constant("evidence" as const), consumer: actor, row: fc.nat(40) }),
);

const queries: fc.Arbitrary<Queries> = fc.record({
  table: fc.record({
    sort,
    descending: fc.boolean(),
    from: fc.nat(3),
    count: fc.nat(5),
    closed: fc.boolean(),
  }),
  cut: fc.record({ shard, at: fc.oneof(hashKey, fc.constant("nonsense")) }),
  merge: fc.record({ shards: fc.tuple(shard, shard) }),
  lane: fc.record({
    key: fc.constantFrom("user-0", "user-7", "hand", "nobody"),
    consumer: actor,
    count: fc.nat(300),
  }),
  inspect: selection,
  journal: fc.record({
    beforeUs: fc.nat(20 * SECOND),
    count: fc.nat(30),
    types: fc.subarray(["late", "reRead", "call", "shardOpened", "copy", "throttleStart"]),
  }),
  metrics: fc.record({
    periodS: fc.constantFrom(1 as const, 60 as const),
    names: fc.constant(["IncomingRecords", "GetRecords.IteratorAgeMilliseconds", "Nothing"]),
    shard,
    fromUs: fc.nat(10 * SECOND),
    toUs: fc.nat(20 * SECOND),
  }),
  evidence: fc.record({ consumer: actor }),
  topKeys: fc.record({ count: fc.nat(5) }),
  key: fc.string(),
  stateHash: fc.constant(true),
  report: fc.constant(true),
  ghost: fc.constant(true),
});

const lookAt = (run: Run, asked: Queries, focus: number): void => {
  const viewport = viewportOf(asked, focus);
  const answers = answerAll(run, run.world.streams[0], viewport);
  const story = tellStory(run, run.world.streams[0], viewport);
  expect(answers.report!.stateHash).toBe(answers.stateHash);
  expect(story.length).toBeGreaterThan(0);
};

test("a run looked at a hundred times with every question is the run never looked at", () => {
  const untilS = 14;
  const plain = runOf(plan, untilS);
  const hash = stateHash(plain);
  const rows = plain.chronicle.journal.rows;
  const looked = runOf(plan, 0);
  const moments = [...Array(100).keys()].map((at) => ((at + 1) * untilS * SECOND) / 100);
  const given = plan.filter(([atS]) => atS > 0);
  const samples = fc.sample(fc.tuple(queries, actor), { numRuns: moments.length, seed: 3 });
  lookAt(looked, samples[0]![0], 0);
  moments.forEach((atUs, at) => {
    while (given.length > 0 && given[0]![0] * SECOND <= atUs) {
      const [atS, ...commands] = given.shift()!;
      advance(looked, Math.round(atS * SECOND));
      for (const each of commands) command(looked, each);
    }
    advance(looked, atUs);
    lookAt(looked, ...samples[at]!);
  });
  expect(stateHash(looked)).toBe(hash);
  expect(looked.chronicle.journal.rows).toEqual(rows);
});

test.each([
  ["one stream", plan],
  ["a stream made anew", again],
])("no question throws or changes anything, wherever one stands: %s", (_, given) => {
  const run = runOf(given, 14);
  fc.assert(
    fc.property(queries, actor, fc.nat(14 * SECOND), (asked, focus, atUs) => {
      seek(run, atUs);
      const before = stateHash(run);
      lookAt(run, asked, focus);
      lookAt(run, asked, focus);
      expect(stateHash(run)).toBe(before);
    }),
    { numRuns: 60 },
  );
});

test("what was taken of a deleted stream is not told of another by its name", () => {
  const run = runOf(again, 11);
  const asked: Queries = {
    lane: { key: "user-0", consumer: 2, count: 20 },
    inspect: { type: "record", ordinal: 0 },
    table: { sort: "hashKey", descending: false, from: 0, count: 5, closed: true },
  };
  const { lane, inspect, table } = answerAll(run, streamOf(run), viewportOf(asked));
  expect(run.world.actors[1]!.application!.delivered).toBeGreaterThan(0);
  expect([lane!.taken, lane!.lateInAll]).toEqual([[], 0]);
  expect(inspect!.facts).toContainEqual({ id: "read:N", value: -1 });
  expect(table!.rows[0]!.lagMs).toBeLessThan(700);
  expect(table!.total).toBe(1);
});

test("the answers of a moment are the same after going on and coming back", () => {
  const run = runOf(plan, 9);
  const asked: Queries = {
    table: { sort: "records", descending: true, from: 0, count: 10, closed: true },
    lane: { key: "user-0", consumer: 2, count: 20 },
    inspect: { type: "front", consumer: 2, shard: 1 },
    metrics: { periodS: 1, names: ["IncomingRecords"], shard: -1, fromUs: 0, toUs: 60 * SECOND },
    evidence: { consumer: 2 },
  };
  const look = (): unknown => [
    answerAll(run, streamOf(run), viewportOf(asked)),
    tellStory(run, streamOf(run), viewportOf(asked)),
  ];
  const before = structuredClone(look());
  advance(run, 20 * SECOND);
  seek(run, 9 * SECOND);
  expect(look()).toEqual(before);
});
