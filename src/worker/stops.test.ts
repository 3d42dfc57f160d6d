import fc from "fast-check";
import { expect, test } from "vitest";
import { TICK_TYPES, type TickType } from "../protocol/frame.ts";
import { stopAfter, stopBefore } from "./stops.ts";

const ticksOf = (rows: readonly (readonly [ms: number, type: TickType])[]) => ({
  count: rows.length,
  atUs: Float64Array.from(rows, ([ms]) => ms * 1_000),
  type: Uint8Array.from(rows, ([, type]) => TICK_TYPES.indexOf(type)),
});

type Ticks = ReturnType<typeof ticksOf>;

const onward = (ticks: Ticks): number[] => {
  const found: number[] = [];
  for (let at = stopAfter(ticks, -1); at !== undefined; at = stopAfter(ticks, at)) found.push(at);
  return found;
};

const backward = (ticks: Ticks): number[] => {
  const found: number[] = [];
  for (let at = stopBefore(ticks, 1e12); at !== undefined; at = stopBefore(ticks, at)) {
    found.push(at);
  }
  return found;
};

const anyTicks = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.constantFrom(...TICK_TYPES)), {
    maxLength: 80,
  })
  .map((rows) => ticksOf(rows.toSorted((a, b) => a[0] - b[0])));

test("alike ticks within 50 ms are one stop, another kind among them is one of its own", () => {
  const ticks = ticksOf([
    [0, "edit"],
    [10, "throttle"],
    [12, "throttle"],
    [30, "late"],
    [55, "throttle"],
    [61, "throttle"],
    [400, "throttle"],
  ]);
  expect(onward(ticks)).toEqual([0, 10_000, 30_000, 61_000, 400_000]);
});

test("going on and going back meet at the same stops, whatever comes later", () => {
  fc.assert(
    fc.property(anyTicks, fc.nat(80), (ticks, most) => {
      const stops = onward(ticks);
      expect(backward(ticks)).toEqual([...new Set(stops)].reverse());
      const count = Math.min(most, ticks.count);
      const endUs = ticks.atUs[count - 1] ?? -1;
      const early = onward({ ...ticks, count });
      expect(stops.filter((at) => at <= endUs)).toEqual(expect.arrayContaining(early));
    }),
  );
});

test("no tick is more than 50 ms behind a stop", () => {
  fc.assert(
    fc.property(anyTicks, (ticks) => {
      const stops = onward(ticks);
      for (const at of ticks.atUs) {
        expect(stops.some((stop) => stop <= at && at - stop <= 50_000)).toBe(true);
      }
    }),
  );
});
