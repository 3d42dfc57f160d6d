import { expect, test } from "vitest";
import { models } from "../../../headless/models.ts";
import type { StoryFact } from "../../../protocol/frame.ts";
import { advance, command } from "../../core/run.ts";
import type { Run } from "../../core/state.ts";
import {
  call,
  consumer,
  NAME,
  producer,
  quickReshard,
  runOf,
  SECOND,
  viewportOf,
  type Plan,
} from "../answers/runs.testing.ts";
import { tellStory } from "./index.ts";

const created: Plan[number] = [0, quickReshard, call("CreateStream", { ShardCount: 1 })];
const plan: Plan = [
  created,
  [
    1.1,
    producer(1, { ratePerS: 40, keys: 6, operation: "PutRecord" }),
    consumer(3, "K", { order: "lineage", limit: 12, ratePerS: 30 }),
  ],
];

const behindOf = (run: Run, focus = 0): StoryFact | undefined =>
  tellStory(run, run.world.streams[0], viewportOf({}, focus)).find(
    ({ id }) => id === "fallingBehind",
  );

test("a reader slower than its shard falls behind", () => {
  const run = runOf(plan, 0);
  const slow = consumer(4, "S", { ratePerS: 10, limit: 20 });
  const later = runOf([...plan, [2, slow]], 20);
  const fact = behindOf(later)!;
  expect(fact.values).toMatchObject({ letter: "S", cause: "processing" });
  expect(Number(fact.values["deliveredPerS"])).toBeLessThan(Number(fact.values["writtenPerS"]));
  expect(behindOf(run)).toBeUndefined();
});

test("what falls behind is judged by its own lag, not by a neighbour's", () => {
  const slow = consumer(3, "B", { ratePerS: 20, limit: 20 });
  const late = consumer(2, "A", { ratePerS: 50, limit: 60, pollMs: 200 });
  const run = runOf([created, [1.1, producer(1, { ratePerS: 40 }), slow], [9, late]], 10);
  const told = new Set<unknown>();
  for (let at = 0; at < 40; at++) {
    advance(run, run.world.nowUs + SECOND / 2);
    for (const focus of [2, 3]) {
      told.add(behindOf(run, focus)?.values["letter"] ?? "none");
    }
  }
  expect(told).toContain("B");
  expect(told).not.toContain("A");
});

test("a program that stops reading is told of for a while, and never as losing", () => {
  const program = { ...consumer(5, "P", { text: "" }), kind: "code" };
  const run = runOf([created, [1.1, producer(1, { ratePerS: 50 }), program]], 6, 7, models);
  const ask = (operation: string, input: object): Record<string, string> => {
    const outcome = command(run, { type: "Call", operation, input, caller: 5 });
    return (outcome.ok ? outcome.output : {}) as Record<string, string>;
  };
  const { ShardIterator } = ask("GetShardIterator", {
    StreamName: NAME,
    ShardId: "shardId-000000000000",
    ShardIteratorType: "TRIM_HORIZON",
  });
  ask("GetRecords", { ShardIterator });
  expect(run.world.actors[1]!.application!.delivered).toBeGreaterThan(100);
  const causes = new Set<unknown>();
  for (let atS = 7; atS < 120; atS++) {
    advance(run, atS * SECOND);
    const cause = behindOf(run)?.values["cause"];
    if (atS > 17 && atS < 66) expect(cause).toBe("silent");
    if (atS > 67) expect(cause).toBeUndefined();
    causes.add(cause);
  }
  expect(causes).not.toContain("down");
});

test("slow rates are means, not the last second's none or one", () => {
  const slow = consumer(4, "S", { ratePerS: 0.05, limit: 10, pollMs: 10_000 });
  const rare = producer(1, { ratePerS: 0.5 });
  for (const seconds of [1_500, 1_500.5, 1_501, 1_507]) {
    const run = runOf([created, [1.1, rare, slow]], seconds);
    const { values } = behindOf(run)!;
    expect(Number(values["writtenPerS"])).toBeCloseTo(0.5, 1);
    expect(Number(values["deliveredPerS"])).toBeGreaterThan(0.04);
    expect(Number(values["deliveredPerS"])).toBeLessThan(0.06);
  }
});
