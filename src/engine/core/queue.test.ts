import fc from "fast-check";
import { expect, test } from "vitest";
import {
  actorOf,
  argumentOf,
  dropEvents,
  eventRows,
  firstRow,
  firstUs,
  makeQueue,
  orderOf,
  pop,
  push,
  subOf,
  typeOf,
  whatOf,
  type EventQueue,
} from "./queue.ts";

interface Plain {
  readonly atUs: number;
  readonly order: number;
  readonly what: number;
}

const event = fc.record({
  afterUs: fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 5_000 }),
    fc.integer({ min: 0, max: 5_000_000 }),
    fc.integer({ min: 0, max: 90_000_000_000 }),
  ),
  phase: fc.integer({ min: 1, max: 6 }),
  actor: fc.integer({ min: 0, max: 65_535 }),
  sub: fc.integer({ min: 0, max: 4_294_967_295 }),
  argument: fc.integer({ min: 0, max: 1_099_511_627_775 }),
});
const act = fc.oneof(
  { weight: 3, arbitrary: event },
  { weight: 2, arbitrary: fc.constant("pop" as const) },
);

const byOrder = (a: Plain, b: Plain): number => a.atUs - b.atUs || a.order - b.order;

const first = (queue: EventQueue): Plain => {
  const row = firstRow(queue);
  return { atUs: queue.atUs[row]!, order: queue.order[row]!, what: queue.what[row]! };
};

test("events come out in the order of time, phase, actor and counter, whatever order they went in", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 160 }), (acts) => {
      const queue = makeQueue();
      let plain: Plain[] = [];
      let nowUs = 0;
      const taken = new Set<string>();
      for (const each of acts) {
        if (each === "pop") {
          if (plain.length === 0) continue;
          const [want] = (plain = plain.toSorted(byOrder));
          expect(first(queue)).toEqual(want);
          nowUs = want!.atUs;
          pop(queue);
          plain = plain.slice(1);
        } else {
          const atUs = nowUs + each.afterUs;
          const order = orderOf(each.phase, each.actor, each.sub);
          if (taken.has(`${atUs}/${order}`)) continue;
          taken.add(`${atUs}/${order}`);
          const what = whatOf(each.phase, each.argument);
          push(queue, atUs, order, what);
          plain.push({ atUs, order, what });
        }
        expect(queue.size).toBe(plain.length);
        expect(eventRows(queue).length).toBe(plain.length);
        const soonest = plain.reduce((least, one) => Math.min(least, one.atUs), Infinity);
        expect(firstUs(queue)).toBe(soonest);
      }
    }),
    { numRuns: 40 },
  );
});

test("what an event is made of comes out of it again", () => {
  fc.assert(
    fc.property(event, ({ phase, actor, sub, argument }) => {
      const order = orderOf(phase, actor, sub);
      expect([actorOf(order), subOf(order)]).toEqual([actor, sub]);
      const what = whatOf(phase, argument);
      expect([typeOf(what), argumentOf(what)]).toEqual([phase, argument]);
    }),
  );
});

test("an actor's events are dropped and no others", () => {
  const few = fc.record({ atUs: fc.nat(9_000_000), actor: fc.integer({ min: 0, max: 3 }) });
  fc.assert(
    fc.property(
      fc.array(few, { maxLength: 80 }),
      fc.integer({ min: 0, max: 3 }),
      (events, gone) => {
        const queue = makeQueue();
        events.forEach(({ atUs, actor }, at) =>
          push(queue, atUs, orderOf(2, actor, at), whatOf(1, at)),
        );
        dropEvents(queue, gone);
        const want = events
          .map(({ atUs, actor }, at) => ({
            atUs,
            order: orderOf(2, actor, at),
            what: whatOf(1, at),
          }))
          .filter(({ order }) => actorOf(order) !== gone)
          .toSorted(byOrder);
        const got: Plain[] = [];
        while (queue.size > 0) {
          got.push(first(queue));
          pop(queue);
        }
        expect(got).toEqual(want);
      },
    ),
  );
});
