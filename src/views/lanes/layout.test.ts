import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LaneAnswer, LaneRecord } from "../../protocol/frame.ts";
import { chooseLabels, layoutLane, madeOrder } from "./layout.ts";

const record = (ordinal: number, more: Partial<LaneRecord> = {}): LaneRecord => ({
  ordinal,
  producer: 1,
  n: ordinal,
  shard: 0,
  arrivalUs: ordinal * 1_000,
  copyOf: -1,
  ...more,
});

const answer = (
  stored: readonly LaneRecord[],
  taken: readonly (number | readonly [number, "late"])[],
): LaneAnswer => {
  const rows = taken.map((each, at) => {
    const ordinal = typeof each === "number" ? each : each[0];
    const again = taken
      .slice(0, at)
      .some((one) => (typeof one === "number" ? one : one[0]) === ordinal);
    return { ordinal, atUs: 0, late: typeof each !== "number", again };
  });
  const lateInAll = rows.filter((row) => row.late).length;
  return { key: "user-17", consumer: 3, stored, taken: rows, lateInAll };
};

const lay = (lane: LaneAnswer, width: number, processedUs = new Map<number, number>()) =>
  layoutLane(lane, { width, selected: -1, named: [], processedUs });

const ordinals = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 30 });

describe("layoutLane", () => {
  it("draws what came in order as upright, parallel lines, wherever the taken part begins", () => {
    fc.assert(
      fc.property(ordinals, fc.nat(), (unsorted, skip) => {
        const sorted = unsorted.toSorted((a, b) => a - b);
        const taken = sorted.slice(skip % sorted.length);
        const marks = lay(
          answer(
            sorted.map((n) => record(n)),
            taken,
          ),
          800,
        );
        for (const line of marks.lines) {
          expect(line.x1).toBeCloseTo(line.x2);
          expect(line.heavy).toBe(false);
        }
        expect(marks.lateShown).toBe(0);
      }),
    );
  });

  it("draws a late record and the one that overtook it heavily, and they cross", () => {
    const stored = [181, 186, 187, 211, 212].map((n) => record(n));
    const marks = lay(answer(stored, [181, 211, [186, "late"], 212]), 600);
    const heavy = marks.lines.filter((line) => line.from === "stored" && line.heavy);
    expect(heavy).toHaveLength(2);
    const [a, b] = heavy;
    expect(((a?.x1 ?? 0) - (b?.x1 ?? 0)) * ((a?.x2 ?? 0) - (b?.x2 ?? 0))).toBeLessThan(0);
    expect(marks.lateShown).toBe(1);
    expect(marks.stored.filter((mark) => mark.late).map((mark) => mark.record.ordinal)).toEqual([
      186,
    ]);
    expect(marks.stored.filter((mark) => mark.taken === 0).map((m) => m.record.ordinal)).toEqual([
      187,
    ]);
  });

  it("draws a copy as two lines out of one made dot, and a re-read as two out of one stored", () => {
    const stored = [record(1), record(2), record(9, { n: 1, copyOf: 1 })];
    const marks = lay(answer(stored, [1, 2, 1]), 600);
    expect(marks.made).toHaveLength(2);
    const made = marks.lines.filter((line) => line.from === "made");
    expect(made[2]?.x1).toBe(made[0]?.x1);
    expect(marks.copies).toBe(1);
    const again = marks.lines.filter((line) => line.from === "stored" && line.again);
    expect(again).toHaveLength(1);
    expect(again[0]?.x1).toBe(marks.stored[0]?.x);
    expect(marks.reReads).toBe(1);
  });

  it("draws as read what was taken before the lane begins", () => {
    const stored = [record(1), record(2), record(3, { shard: 4 })];
    const marks = lay(answer(stored, []), 600, new Map([[0, 2_000]])).stored;
    expect(marks.map((mark) => mark.read)).toEqual([true, false, false]);
  });

  it("counts older records left unread behind one it took, in shards it stands in", () => {
    const stored = [
      record(1),
      record(2),
      record(3),
      record(4, { shard: 4 }),
      record(5, { shard: 7 }),
      record(6, { shard: 4 }),
      record(7),
    ];
    const stands = new Map([
      [0, 2_000],
      [4, 4_000],
    ]);
    expect(lay(answer(stored, [6]), 600, stands).passed).toBe(3);
    expect(lay(answer(stored, []), 600, stands).passed).toBe(0);
    expect(lay(answer(stored, [1, 2, 3, 4]), 600, stands).passed).toBe(0);
  });

  it("counts what was taken once before the lane begins as taken again", () => {
    const lane = answer([record(1), record(2)], [1, 2]);
    const again = lane.taken.map((each) => ({ ...each, again: each.ordinal === 1 }));
    const marks = lay({ ...lane, taken: again }, 600);
    expect(marks.stored.map((mark) => mark.taken)).toEqual([2, 1]);
    expect(marks.reReads).toBe(1);
  });

  it("draws a producer's retry that was overtaken heavily between made and stored", () => {
    const stored = [record(5, { n: 2 }), record(6, { n: 1 })];
    const { lines, reordered } = lay(answer(stored, []), 600);
    expect(lines.map((line) => line.heavy)).toEqual([false, true]);
    expect(reordered).toBe(1);
  });

  it("labels the records that the caption names, however narrow the drawing", () => {
    const lane = fc.tuple(fc.integer({ min: 250, max: 900 }), fc.integer({ min: 2, max: 28 }));
    fc.assert(
      fc.property(lane, fc.nat(), ([width, size], pick) => {
        const stored = Array.from({ length: size }, (_, at) => record(12_000 + at));
        const name = 12_000 + (pick % size);
        const taken = stored.map((each) => each.ordinal);
        const named = [name, name + 1];
        const looking = { width, selected: -1, named, processedUs: new Map<number, number>() };
        const marks = layoutLane(answer(stored, taken), looking);
        expect(marks.stored.find((mark) => mark.record.ordinal === name)?.label).toBe(true);
        expect(marks.taken.find((mark) => mark.ordinal === name)?.label).toBe(true);
      }),
    );
  });

  it("marks the change of shard between two records once", () => {
    const stored = [record(1, { shard: 1 }), record(2, { shard: 1 }), record(3, { shard: 4 })];
    const { changes, stored: marks } = lay(answer(stored, []), 600);
    expect(changes).toMatchObject([{ from: 1, to: 4, label: true }]);
    expect(changes[0]?.x).toBeGreaterThan(marks[1]?.x ?? 0);
    expect(changes[0]?.x).toBeLessThan(marks[2]?.x ?? 0);
  });
});

describe("madeOrder", () => {
  it("keeps each producer's own order and loses nobody", () => {
    const lane = fc.array(
      fc.record({ producer: fc.integer({ min: 1, max: 3 }), n: fc.integer({ min: 0, max: 40 }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(lane, (made) => {
        const order = madeOrder(made.map((each, ordinal) => record(ordinal, each)));
        const ids = order.map(({ producer, n }) => `${producer} ${n}`);
        expect(new Set(ids)).toEqual(new Set(made.map(({ producer, n }) => `${producer} ${n}`)));
        for (const one of [1, 2, 3]) {
          const ns = order.filter(({ producer }) => producer === one).map(({ n }) => n);
          expect(ns).toEqual(ns.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

describe("chooseLabels", () => {
  it("never lets two labels touch, and never drops one for a less important one", () => {
    const wishes = fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 900 }),
        width: fc.integer({ min: 20, max: 80 }),
        rank: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(wishes, (all) => {
        const chosen = [...chooseLabels(all)];
        const touching = (a: number, b: number): boolean => {
          const [one, two] = [all[a], all[b]];
          if (!one || !two) return false;
          return Math.abs(one.x - two.x) < (one.width + two.width) / 2;
        };
        for (const a of chosen) {
          for (const b of chosen) expect(a !== b && touching(a, b)).toBe(false);
        }
        all.forEach((wish, at) => {
          if (chosen.includes(at)) return;
          const blockers = chosen.filter((other) => touching(at, other));
          expect(blockers.some((other) => (all[other]?.rank ?? 9) <= wish.rank)).toBe(true);
        });
      }),
    );
  });
});
