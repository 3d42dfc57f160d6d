import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crowdOf } from "./crowd.ts";

const point = fc.record({
  x: fc.integer({ min: 0, max: 400 }),
  y: fc.integer({ min: 0, max: 200 }),
});
const box = fc.record({
  x: fc.integer({ min: -20, max: 400 }),
  y: fc.integer({ min: 0, max: 190 }),
  width: fc.integer({ min: 1, max: 120 }),
  height: fc.integer({ min: 1, max: 30 }),
});

describe("crowdOf", () => {
  it("never misses a mark under a box, and counts none farther off than its grid", () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), box, (points, asked) => {
        const crowd = crowdOf(400, 200, 2);
        for (const { x, y } of points) crowd.add(x, y);
        const within = (dx: number, dy: number): number =>
          points.filter(
            ({ x, y }) =>
              x >= asked.x - dx &&
              x <= asked.x + asked.width + dx &&
              y >= asked.y - dy &&
              y <= asked.y + asked.height + dy,
          ).length;
        const counted = crowd.under(asked);
        expect(counted).toBeGreaterThanOrEqual(within(2, 2));
        expect(counted).toBeLessThanOrEqual(within(2 + 8, 2 + 4));
      }),
    );
  });
});
