import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dots } from "../protocol/frame.ts";
import { ageScale } from "./ageScale.ts";
import { cellsOf } from "./density.ts";
import { keyScale } from "./keyScale.ts";

const WINDOW_US = 10_000_000;
const keys = keyScale({
  rows: { count: 2, start: [0, 0.5], end: [0.5, 1] },
  heightPx: 206,
  zoom: [0, 1],
  gapPx: 6,
});

const dot = fc.record({
  age: fc.integer({ min: 0, max: WINDOW_US - 1 }),
  y: fc.double({ min: 0, max: 0.999, noNaN: true }),
  read: fc.boolean(),
});

const cells = (
  list: readonly { age: number; y: number; read: boolean }[],
  kind: "linear" | "log",
) =>
  cellsOf({
    dots: {
      count: list.length,
      arrivalUs: Float64Array.from(list, ({ age }) => 60_000_000 - age),
      y: Float64Array.from(list, ({ y }) => y),
      track: new Uint8Array(list.length),
      flags: Uint8Array.from(list, ({ read }) => (read ? 1 : 0)),
    } as unknown as Dots,
    atUs: 60_000_000,
    ages: ageScale({ windowUs: WINDOW_US, widthPx: 400, kind }),
    keys,
    binned: [true],
    sizePx: 6,
  });

describe("cellsOf", () => {
  it("counts every dot once, and no two cells of one kind overlap", () => {
    fc.assert(
      fc.property(
        fc.array(dot, { maxLength: 80 }),
        fc.constantFrom("linear", "log"),
        (list, kind) => {
          const drawn = cells(list, kind);
          expect(drawn.reduce((sum, cell) => sum + cell.count, 0)).toBe(list.length);
          drawn.forEach((cell, at) => {
            expect(cell.x1).toBeGreaterThan(cell.x0);
            const same = drawn.slice(at + 1).filter((other) => other.read === cell.read);
            for (const other of same.filter(({ y }) => y === cell.y)) {
              expect(other.x0 >= cell.x1 - 1e-6 || other.x1 <= cell.x0 + 1e-6).toBe(true);
            }
          });
        },
      ),
    );
  });

  it("stays inside the row a record belongs to", () => {
    fc.assert(
      fc.property(dot, (one) => {
        const row = keys.rowOf(one.y);
        for (const cell of cells([one], "linear")) {
          expect(cell.y).toBeGreaterThanOrEqual(keys.top[row]! - 1e-6);
          expect(cell.y + cell.height).toBeLessThanOrEqual(keys.bottom[row]! + 1e-6);
        }
      }),
    );
  });
});
