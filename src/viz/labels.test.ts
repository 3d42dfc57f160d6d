import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inside, overlap, placeLabels, type LabelWish } from "./labels.ts";

const bounds = { x: 0, y: 0, width: 400, height: 200 };
const place = fc.tuple(fc.integer({ min: -60, max: 420 }), fc.integer({ min: -60, max: 220 }));
const wishes = fc
  .array(
    fc.record({
      width: fc.integer({ min: 5, max: 120 }),
      height: fc.integer({ min: 8, max: 24 }),
      places: fc.array(place, { minLength: 1, maxLength: 5 }),
      priority: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 30 },
  )
  .map((list): LabelWish[] => list.map((wish, i) => ({ ...wish, key: `k${i}` })));
const box = fc.record({
  x: fc.integer({ min: 0, max: 380 }),
  y: fc.integer({ min: 0, max: 180 }),
  width: fc.integer({ min: 1, max: 60 }),
  height: fc.integer({ min: 1, max: 60 }),
});

describe("placeLabels", () => {
  it("never overlaps, never clips, never covers an obstacle", () => {
    fc.assert(
      fc.property(wishes, fc.array(box, { maxLength: 6 }), (list, obstacles) => {
        const placed = placeLabels(list, obstacles, bounds);
        placed.forEach((label, i) => {
          expect(inside(label, bounds)).toBe(true);
          for (const other of [...placed.slice(i + 1), ...obstacles]) {
            expect(overlap(label, other)).toBe(false);
          }
        });
      }),
    );
  });

  it("gives the first place to the higher priority and drops what has no room", () => {
    const wish = (key: string, priority: number): LabelWish => ({
      key,
      width: 50,
      height: 12,
      places: [[10, 10]],
      priority,
    });
    const placed = placeLabels([wish("low", 1), wish("high", 2)], [], bounds);
    expect(placed.map((label) => label.key)).toEqual(["high"]);
  });

  it("keeps a label where it stood while that place is free", () => {
    const wish: LabelWish = {
      key: "a",
      width: 50,
      height: 12,
      places: [
        [10, 10],
        [80, 10],
      ],
      priority: 1,
    };
    expect(placeLabels([wish], [], bounds, new Map([["a", 1]]))[0]!.place).toBe(1);
    const blocked = { x: 80, y: 10, width: 9, height: 9 };
    expect(placeLabels([wish], [blocked], bounds, new Map([["a", 1]]))[0]!.place).toBe(0);
  });

  it("places one of a group", () => {
    const wish = (key: string, width: number, priority: number): LabelWish => ({
      key,
      width,
      height: 12,
      places: [[10, 10]],
      priority,
      group: "g",
    });
    const keysOf = (list: LabelWish[]) => placeLabels(list, [], bounds).map((label) => label.key);
    expect(keysOf([wish("long", 90, 2), wish("short", 40, 1)])).toEqual(["long"]);
    expect(keysOf([wish("long", 900, 2), wish("short", 40, 1)])).toEqual(["short"]);
  });
});
