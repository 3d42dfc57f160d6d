import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evened } from "./evening.ts";

const COLUMNS = 40;
const ROWS = [0, 0, 1, 1, 1];

const counts = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })), {
    minLength: COLUMNS * ROWS.length,
    maxLength: COLUMNS * ROWS.length,
  })
  .map((list) => Float64Array.from(list));

const hasAny = (grid: Float64Array, row: number, column: number): boolean =>
  ROWS.some((each, line) => each === row && grid[line * COLUMNS + column]! > 0);

/** Whether a row has any within so many columns to both sides. */
const within = (grid: Float64Array, row: number, column: number, reach: number): boolean => {
  const steps = Array.from({ length: reach + 1 }, (_, step) => step);
  return (
    steps.some((step) => column - step >= 0 && hasAny(grid, row, column - step)) &&
    steps.some((step) => column + step < COLUMNS && hasAny(grid, row, column + step))
  );
};

describe("evened", () => {
  it("is something wherever there is a record, and nothing in long gaps and beyond the ends", () => {
    fc.assert(
      fc.property(counts, (grid) => {
        const soft = evened(grid, COLUMNS, ROWS);
        soft.forEach((value, at) => {
          const line = Math.floor(at / COLUMNS);
          if (grid[at]! > 0) expect(value).toBeGreaterThan(0);
          if (!within(grid, ROWS[line]!, at % COLUMNS, 12)) expect(value).toBe(0);
        });
      }),
    );
  });

  it("leaves an even line as it is, up to its ends", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 26, max: COLUMNS }),
        (each, from, to) => {
          const line = Float64Array.from({ length: COLUMNS }, (_, column) =>
            column >= from && column < to ? each : 0,
          );
          expect([...evened(line, COLUMNS, [0])]).toEqual([...line]);
        },
      ),
    );
  });

  it("evens chance out: a sparse line varies less than its counts", () => {
    const line = Float64Array.from({ length: COLUMNS }, (_, column) => (column % 4 === 0 ? 1 : 0));
    const busy = new Float64Array(COLUMNS).fill(1);
    const soft = evened(Float64Array.of(...line, ...busy.map((_, at) => at % 2)), COLUMNS, [0, 0]);
    const whole = [...soft.subarray(12, COLUMNS - 12)].filter((value) => value > 0);
    expect(Math.max(...whole) / Math.min(...whole)).toBeLessThan(1.5);
  });
});
