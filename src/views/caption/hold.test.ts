import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoryFact } from "../../protocol/frame.ts";
import { type Held, hold, HOLD_MS } from "./hold.ts";

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
  it("never changes twice within the hold while time runs, and only says what is there", () => {
    fc.assert(
      fc.property(frames, (steps) => {
        let now = 0;
        let held: Held | undefined;
        let changedMs = Number.NEGATIVE_INFINITY;
        for (const { stepMs, story } of steps) {
          now += stepMs;
          const next = hold(held, story, now * 1_000, now, true);
          if (next !== held) {
            expect(now - changedMs).toBeGreaterThanOrEqual(HOLD_MS);
            expect(story).toContain(next?.fact);
            changedMs = now;
          }
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
    const held: Held = { fact: a, atUs: 0, shownMs: 0 };
    const near = hold(held, [fact(2, 55), fact(1, 50)], 1, HOLD_MS, true);
    expect(near?.fact.values["shard"]).toBe(1);
    const far = hold(held, [fact(2, 90), fact(1, 50)], 1, HOLD_MS, true);
    expect(far?.fact.values["shard"]).toBe(2);
  });

  it("follows at once when time goes back, and keeps its words when a frame has no story", () => {
    const held: Held = { fact: fact(1, 50), atUs: 10, shownMs: 0 };
    expect(hold(held, [fact(2, 1)], 5, 1, true)?.fact.values["shard"]).toBe(2);
    expect(hold(held, [], 20, 1, true)).toBe(held);
  });
});
