import fc from "fast-check";
import { expect, test } from "vitest";
import { eventRows, firstRow, firstUs, makeQueue, orderOf, pop, push } from "./queue.ts";

const delays = fc.oneof(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 30_000 }),
  fc.integer({ min: 1, max: 3_000_000 }),
  fc.integer({ min: 1, max: 90_000_000 }),
);
const event = fc.record({ delayUs: delays, phase: fc.integer({ min: 1, max: 6 }) });
/** Each round pops the first event, then pushes these. */
const rounds = fc.array(fc.array(event, { maxLength: 4 }), { maxLength: 400 });

test("events come in canonical order, each once, however they were pushed", () => {
  fc.assert(
    fc.property(rounds, (given) => {
      const queue = makeQueue();
      const model: { atUs: number; order: number; what: number }[] = [];
      let nowUs = 0;
      let sub = 0;
      const popOne = (): void => {
        model.sort((a, b) => a.atUs - b.atUs || a.order - b.order);
        const first = model.shift();
        expect(firstUs(queue)).toBe(first?.atUs ?? Infinity);
        if (!first) return;
        const row = firstRow(queue);
        expect([queue.order[row], queue.what[row]]).toEqual([first.order, first.what]);
        pop(queue);
        nowUs = first.atUs;
      };
      for (const pushed of given) {
        popOne();
        for (const { delayUs, phase } of pushed) {
          const made = { atUs: nowUs + delayUs, order: orderOf(phase, 65_535, sub), what: sub++ };
          push(queue, made.atUs, made.order, made.what);
          model.push(made);
        }
        expect(queue.size).toBe(model.length);
        const held = eventRows(queue).map((row) => queue.what[row]!);
        expect(held.toSorted((a, b) => a - b)).toEqual(
          model.map(({ what }) => what).toSorted((a, b) => a - b),
        );
      }
      while (model.length > 0) popOne();
      expect(firstUs(queue)).toBe(Infinity);
    }),
  );
});
