import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TICK_TYPES } from "../../protocol/frame.ts";
import { byWeight, MARK_PX, markNear, marksOf, reachPx } from "./marks.ts";

const columns = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60_000_000 }), fc.nat(TICK_TYPES.length - 1)), {
    maxLength: 300,
  })
  .map((rows) => {
    const sorted = rows.toSorted((a, b) => a[0] - b[0]);
    return { atUs: sorted.map((row) => row[0]), type: sorted.map((row) => row[1]) };
  });

describe("marksOf", () => {
  it("loses no tick, keeps the bar's order and lets no mark touch another", () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 40, max: 1_600 }), (ticks, width) => {
        const marks = marksOf(ticks, 60_000_000, width, MARK_PX);
        const counted = marks.reduce((sum, mark) => sum + mark.count, 0);
        expect(counted).toBe(ticks.atUs.length);
        const places = marks.map((mark) => mark.x);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        marks.slice(1).forEach((mark, before) => {
          const left = marks[before];
          const apart = mark.x - (left?.x ?? 0);
          expect(apart).toBeGreaterThanOrEqual(reachPx(left?.count ?? 1, MARK_PX));
        });
      }),
    );
  });

  it("shows the weightiest of ticks that meet", () => {
    const late = TICK_TYPES.indexOf("late");
    const throttle = TICK_TYPES.indexOf("throttle");
    const marks = marksOf(
      { atUs: [1_000, 1_001, 1_002], type: [throttle, late, throttle], subject: [4, 5, 6] },
      60_000_000,
      600,
      MARK_PX,
    );
    expect(marks).toMatchObject([{ type: "late", subject: 5, count: 3, atUs: 1_001 }]);
  });

  it.each(["expired", "late", "crash", "throttle"] as const)(
    "shows what went wrong before what somebody did: %s before edits, calls and a split",
    (type) => {
      const names = ["edit", "edit", type, "call", "split"] as const;
      const ticks = {
        atUs: names.map((_, at) => at),
        type: names.map((each) => TICK_TYPES.indexOf(each)),
      };
      const [mark] = marksOf(ticks, 60_000_000, 600, MARK_PX);
      expect(mark).toMatchObject({ type, count: 5 });
      expect(mark?.kinds).toEqual({ edit: 2, [type]: 1, call: 1, split: 1 });
    },
  );

  it("has a weight for every type", () => {
    const kinds = Object.fromEntries(TICK_TYPES.map((type) => [type, 2]));
    expect(
      byWeight(kinds)
        .map(([type]) => type)
        .toSorted(),
    ).toEqual(TICK_TYPES.toSorted());
  });
});

describe("markNear", () => {
  it("finds the nearest mark and none where all are far", () => {
    const marks = marksOf({ atUs: [10, 50], type: [0, 1] }, 100, 200, MARK_PX);
    expect(markNear(marks, 98, MARK_PX)?.atUs).toBe(50);
    expect(markNear(marks, 60, MARK_PX)).toBeUndefined();
  });
});
