import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoryFact } from "../../protocol/frame.ts";
import { type Held, hold, HOLD_MS, keeperOf } from "./hold.ts";

const fact = (shard: number, importance: number): StoryFact => ({
  id: "writeThrottled",
  importance,
  sinceUs: 0,
  values: { shard, limit: "records" },
  targets: [],
});

const frames = fc.array(
  fc.record({
    stepMs: fc.integer({ min: 1, max: 2_000 }),
    story: fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 100 })), {
        selector: ([shard]) => shard,
        minLength: 1,
        maxLength: 4,
      })
      .map((pairs) =>
        pairs
          .map(([shard, importance]) => fact(shard, importance))
          .toSorted((a, b) => b.importance - a.importance),
      ),
  }),
  { minLength: 1, maxLength: 40 },
);

describe("hold", () => {
  it("changes within the hold only when what it says is no longer there", () => {
    fc.assert(
      fc.property(frames, (steps) => {
        let now = 0;
        let held: Held | undefined;
        let changedMs = Number.NEGATIVE_INFINITY;
        for (const { stepMs, story } of steps) {
          now += stepMs;
          const next = hold(held, story, now * 1_000, now, true);
          if (next !== held) {
            const untrue = held === undefined || keeperOf(held.fact, story) === undefined;
            expect(untrue || now - changedMs >= HOLD_MS).toBe(true);
            expect(story).toContain(next?.fact);
            changedMs = now;
          }
          expect(next && keeperOf(next.fact, story)).toBeDefined();
          held = next;
        }
      }),
    );
  });

  it("always says the most important thing while time stands", () => {
    fc.assert(
      fc.property(frames, (steps) => {
        let held: Held | undefined;
        for (const { story } of steps) {
          held = hold(held, story, 5, 0, false);
          expect(held?.fact).toBe(story[0]);
        }
      }),
    );
  });

  it("stays with a subject until another is clearly more important", () => {
    const a = fact(1, 50);
    const held: Held = { fact: a, atUs: 0, shownMs: 0, countedMs: 0 };
    const near = hold(held, [fact(2, 55), fact(1, 50)], 1, HOLD_MS, true);
    expect(near?.fact.values["shard"]).toBe(1);
    const far = hold(held, [fact(2, 90), fact(1, 50)], 1, HOLD_MS, true);
    expect(far?.fact.values["shard"]).toBe(2);
  });

  const told = (id: StoryFact["id"], values: StoryFact["values"], importance = 50): StoryFact => ({
    id,
    importance,
    sinceUs: 0,
    values,
    targets: [],
  });

  it.each([
    ["a stream that is made", told("noStream", { status: "CREATING" }), []],
    ["a first record", told("calm", { records: 0 }), [told("calm", { records: 1, key: "a" })]],
    [
      "another consumer that is still down",
      told("consumerCrashed", { consumer: 2 }),
      [told("consumerCrashed", { consumer: 3 })],
    ],
    ["the other shard", told("hotShard", { shard: 1 }), [told("hotShard", { shard: 2 })]],
    ["the next split", told("resharding", { shard: 1 }), [told("resharding", { shard: 2 })]],
    [
      "a reader that crashes",
      told("fallingBehind", { consumer: 2, cause: "processing" }),
      [told("fallingBehind", { consumer: 2, cause: "down" })],
    ],
  ])("gives way at once to %s", (_, said, story) => {
    const calm = told("calm", { records: 9, delivered: 3 }, 0);
    const next = hold(
      { fact: said, atUs: 0, shownMs: 0, countedMs: 0 },
      [...story, calm],
      1,
      1,
      true,
    );
    expect(next?.fact).toBe(story[0] ?? calm);
  });

  it.each([
    [
      "the worst shard is another of several",
      told("writeThrottled", { shard: 1, shards: 3, limit: "records" }),
      told("writeThrottled", { shard: 2, shards: 2, limit: "bytes" }),
    ],
    [
      "a newer late record of another key comes",
      told("orderBroken", { consumer: 2, shard: 1, key: "a" }),
      told("orderBroken", { consumer: 2, shard: 4, key: "b" }),
    ],
    [
      "records come",
      told("calm", { records: 1, key: "a" }),
      told("calm", { records: 9, key: "b" }),
    ],
    [
      "the cause moves between two",
      told("fallingBehind", { consumer: 2, shard: 0, cause: "calls" }),
      told("fallingBehind", { consumer: 2, shard: 1, cause: "processing" }),
    ],
  ])("stands while %s", (_, said, now) => {
    const held: Held = { fact: said, atUs: 0, shownMs: 0, countedMs: 0 };
    expect(hold(held, [now], 1, HOLD_MS - 1, true)).toBe(held);
    expect(hold(held, [now], 1, HOLD_MS, true)?.fact).toBe(now);
  });

  it("counts a countdown down each second, and holds the sentence as long as any", () => {
    const step = told("resharding", { operation: "SplitShard", shard: 1, stepEndsUs: 30_000_000 });
    const start: Held = { fact: step, atUs: 1, shownMs: 0, countedMs: 0 };
    const hot = told("hotKey", { shard: 1, key: "a" }, 90);
    let held = start;
    for (const [nowMs, atUs, counted] of [
      [900, 900_000, 1],
      [1_000, 1_000_000, 1_000_000],
      [1_900, 1_900_000, 1_000_000],
      [2_000, 2_000_000, 2_000_000],
    ] as const) {
      held = hold(held, [hot, step], atUs, nowMs, true)!;
      expect([held.fact.id, held.atUs]).toEqual(["resharding", counted]);
    }
    expect(hold(held, [hot, step], 3_000_000, HOLD_MS, true)?.fact).toBe(hot);
  });

  it("follows at once when time goes back, and keeps its words when a frame has no story", () => {
    const held: Held = { fact: fact(1, 50), atUs: 10, shownMs: 0, countedMs: 0 };
    expect(hold(held, [fact(2, 1)], 5, 1, true)?.fact.values["shard"]).toBe(2);
    expect(hold(held, [], 20, 1, true)).toBe(held);
  });
});
