import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { models } from "../../headless/models.ts";
import { emptyLog, type Command, type Entry, type Params } from "../../protocol/log.ts";
import { cutChronicle, makeChronicle } from "../core/chronicle.ts";
import { advance, command, createRun } from "../core/run.ts";
import type { Run } from "../core/state.ts";
import { seek } from "../core/travel.ts";
import { streamNamed } from "../core/world.ts";
import { answerGhost } from "../observe/answers/ghost.ts";
import { answerMetrics } from "../observe/answers/metrics.ts";
import { loadOf, lookAtLoad, writtenPerS } from "../observe/story/load.ts";
import { addedIn, forgetOldest, keepSecond, LAG, rowsFrom, SECOND_WIDTH } from "./history.ts";
import { M, METRIC_COUNT, METRICS } from "./metricIndex.ts";

const SECOND = 1_000_000;

const call = (operation: string, StreamName: string, input: object = {}): Command => ({
  type: "Call",
  operation,
  input: { StreamName, ...input },
});
const actor = (
  id: number,
  role: "producer" | "consumer",
  stream: string,
  params: Params,
): Command => ({
  type: "AddActor",
  id,
  role,
  kind: role === "producer" ? "sdk" : "get-records",
  name: `${stream}-${id}`,
  letter: "A",
  stream,
  params,
});

interface Side {
  readonly name: string;
  readonly atS: number;
  readonly shards: number;
  readonly ratePerS: number;
  readonly readPerS: number;
}

/** A stream with a producer and two readers, one of them too slow. */
const sideOf = ({ name, atS, shards, ratePerS, readPerS }: Side, id: number): Entry[] =>
  [
    call("CreateStream", name, { ShardCount: shards }),
    actor(id, "producer", name, { ratePerS }),
    actor(id + 1, "consumer", name, { ratePerS: readPerS, pollMs: 400 }),
    actor(id + 2, "consumer", name, {}),
  ].map((each) => ({ atUs: Math.round(atS * SECOND), command: each }));

const runOf = (entries: readonly Entry[], untilS: number): Run => {
  const sorted = entries.toSorted((a, b) => a.atUs - b.atUs);
  const run = createRun({ ...emptyLog(11), entries: sorted }, models);
  advance(run, untilS * SECOND);
  return run;
};

const metricsOf = (run: Run, name: string) => {
  const query = { names: METRICS, shard: -1, periodS: 1 as const, fromUs: 0, toUs: 1e15 };
  return answerMetrics(run, streamNamed(run.world, name), query);
};
const valuesOf = (run: Run, name: string, metric: (typeof METRICS)[number]): number[] => [
  ...metricsOf(run, name).series[M[metric]]!.values,
];
const lagsOf = (run: Run, name: string): number[] =>
  Array.from({ length: run.chronicle.seconds }, (_, second) =>
    addedIn(run.chronicle.streams[name], second, LAG),
  );

const side = (name: string, starts: fc.Arbitrary<number>): fc.Arbitrary<Side> =>
  fc.record({
    name: fc.constant(name),
    atS: starts,
    shards: fc.integer({ min: 1, max: 3 }),
    ratePerS: fc.integer({ min: 5, max: 1_500 }),
    readPerS: fc.integer({ min: 1, max: 400 }),
  });

describe("of two streams in a run", () => {
  test("each is told of what it is told of where it is alone", () => {
    const starts = fc.integer({ min: 0, max: 80 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(side("a", fc.constant(0)), side("b", starts), (a, b) => {
        const [ofA, ofB] = [sideOf(a, 1), sideOf(b, 11)];
        const both = runOf([...ofA, ...ofB], 14);
        for (const [name, entries] of [
          ["a", ofA],
          ["b", ofB],
        ] as const) {
          const alone = runOf(entries, 14);
          expect(metricsOf(both, name)).toEqual(metricsOf(alone, name));
          expect(lagsOf(both, name)).toEqual(lagsOf(alone, name));
          const written = (run: Run): number => {
            const stream = streamNamed(run.world, name)!;
            return writtenPerS(run, stream, lookAtLoad(run.world, stream));
          };
          expect(written(both)).toBe(written(alone));
          expect(loadOf(both.world, streamNamed(both.world, name)!, 0)).toEqual(
            loadOf(alone.world, streamNamed(alone.world, name)!, 0),
          );
        }
        expect(Math.max(...valuesOf(both, "b", "IncomingRecords"))).toBeGreaterThan(0);
        expect(metricsOf(both, "b").atUs[0]).toBe(Math.floor(b.atS) * SECOND);
      }),
      { numRuns: 12 },
    );
  });

  test("the ghost is of the one that is shown", () => {
    const quick = { name: "a", atS: 0, shards: 1, ratePerS: 300, readPerS: 900 };
    const slow = { name: "b", atS: 5.5, shards: 2, ratePerS: 40, readPerS: 3 };
    const run = runOf([...sideOf(quick, 1), ...sideOf(slow, 11)], 20);
    const before = ["a", "b"].map((name) => ({
      records: valuesOf(run, name, "IncomingRecords"),
      lags: lagsOf(run, name),
    }));
    seek(run, 8 * SECOND);
    command(run, { type: "UpdateActor", id: 1, params: { ratePerS: 1 } });
    advance(run, 12 * SECOND);
    const [a, b] = ["a", "b"].map((name) => answerGhost(run, streamNamed(run.world, name))!);
    expect([...a!.recordsIn]).toEqual(before[0]!.records.slice(8));
    expect([...b!.recordsIn]).toEqual(before[1]!.records.slice(8 - 5));
    expect([[...a!.lagMs], [...b!.lagMs]]).toEqual(before.map(({ lags }) => lags.slice(8)));
    expect(Math.max(...b!.lagMs)).toBeGreaterThan(Math.max(...a!.lagMs) + 1_000);
    expect(valuesOf(run, "a", "IncomingRecords").slice(0, 8)).toEqual(
      before[0]!.records.slice(0, 8),
    );
  });
});

test("a branch is told of as if there had been no other", () => {
  const slow = { name: "a", atS: 0, shards: 1, ratePerS: 90, readPerS: 3 };
  const run = runOf([...sideOf(slow, 1), ...sideOf({ ...slow, name: "b", atS: 9.5 }, 11)], 20);
  expect(lagsOf(run, "a").at(-1)).toBeGreaterThan(10_000);
  const ends: number[] = [];
  for (const [atUs, edit] of [
    [15_400_000, { type: "RemoveActor", id: 12 }],
    [8_700_000, { type: "RemoveActor", id: 2 }],
    [4_200_000, call("CreateStream", "b", { ShardCount: 1 })],
  ] as const) {
    seek(run, atUs);
    command(run, edit);
    advance(run, 20 * SECOND);
    ends.push(lagsOf(run, "a").at(-1)!);
    const fresh = runOf(run.entries, 20);
    for (const name of ["a", "b"]) {
      expect(metricsOf(run, name)).toEqual(metricsOf(fresh, name));
      expect(lagsOf(run, name)).toEqual(lagsOf(fresh, name));
    }
  }
  expect(Math.min(...ends)).toBeLessThan(2_000);
});

describe("a name", () => {
  const entries: Entry[] = [
    [0, call("CreateStream", "s", { ShardCount: 1 })],
    [0, actor(1, "producer", "s", { ratePerS: 100 })],
    [0, actor(2, "consumer", "s", { limit: 5, pollMs: 200 })],
    [6.2, call("DeleteStream", "s")],
    [30.4, call("CreateStream", "s", { ShardCount: 2 })],
  ].map(([atS, each]) => ({ atUs: Math.round(Number(atS) * SECOND), command: each as Command }));

  test("goes on when its stream is made anew, and in between nothing is added", () => {
    const run = runOf(entries, 60);
    const gone = run.chronicle.journal.rows.find(({ values }) => values["status"] === "DELETED")!;
    const values = valuesOf(run, "s", "IncomingRecords");
    const made = streamNamed(run.world, "s")!.totals[M.IncomingRecords]!;
    const end = Math.ceil(gone.atUs / SECOND);
    const sum = (from: number, to: number): number =>
      values.slice(from, to).reduce((total, each) => total + each, 0);
    expect(values).toHaveLength(60);
    expect(sum(0, end)).toBe(run.world.retiredTotals[M.IncomingRecords]);
    expect(sum(end, 30)).toBe(0);
    const ages = valuesOf(run, "s", "GetRecords.IteratorAgeMilliseconds");
    for (const each of [ages, lagsOf(run, "s")]) {
      expect(each[end - 2]).toBeGreaterThan(1_000);
    }
    expect(ages[end - 1]).toBeGreaterThan(1_000);
    for (const each of [ages, lagsOf(run, "s")]) {
      expect(Math.max(...each.slice(end, 30))).toBe(0);
    }
    expect(sum(30, 60)).toBe(made);
    expect([sum(0, end) > 0, made > 0, run.chronicle.streams["s"]!.lives.length]).toEqual([
      true,
      true,
      2,
    ]);
  });

  test("is told of alike after going back, and after an edit between its streams", () => {
    const run = runOf(entries, 60);
    const told = valuesOf(run, "s", "IncomingRecords");
    for (const backUs of [44 * SECOND, 30_700_000, 7_000_000, 3]) {
      seek(run, backUs);
      seek(run, 60 * SECOND);
      expect(valuesOf(run, "s", "IncomingRecords")).toEqual(told);
    }
    seek(run, 29_300_000);
    command(run, call("CreateStream", "t", { ShardCount: 1 }));
    advance(run, 60 * SECOND);
    expect(valuesOf(run, "s", "IncomingRecords")).toEqual(told);
    expect(run.chronicle.rows).toBe(rowsFrom(run.chronicle, 0));
    seek(run, 4_300_000);
    command(run, { type: "UpdateActor", id: 1, params: { ratePerS: 30 } });
    advance(run, 60 * SECOND);
    const fresh = runOf(run.entries, 60);
    expect(metricsOf(run, "s")).toEqual(metricsOf(fresh, "s"));
  });

  test.each(["constructor", "toString", "__proto__"])("may be %s", (name) => {
    const side = { name, atS: 0, shards: 1, ratePerS: 50, readPerS: 10 };
    const plain = runOf(sideOf({ ...side, name: "plain" }, 1), 5);
    const run = runOf(sideOf(side, 1), 5);
    seek(run, 2 * SECOND);
    advance(run, 5 * SECOND);
    expect(metricsOf(run, name)).toEqual(metricsOf(plain, "plain"));
    expect(Object.keys(cutChronicle(run.chronicle, run.world).streams)).toEqual([name]);
  });
});

describe("what is kept", () => {
  const lives = fc.array(
    fc.record({
      name: fc.constantFrom("a", "b", "c", "d", "e"),
      from: fc.nat(300),
      seconds: fc.integer({ min: 1, max: 150 }),
    }),
    { minLength: 1, maxLength: 14 },
  );

  test("of all streams together are at most so many rows, the latest ones, and they are true", () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 60, max: 400 }), (given, most) => {
        const chronicle = { ...makeChronicle(), most };
        const truth: Record<string, number[]> = {};
        const totals = given.map(() => new Float64Array(METRIC_COUNT));
        for (let second = 0; second < 450; second++) {
          given.forEach(({ name, from, seconds }, number) => {
            const others = given.slice(0, number);
            const taken = others.some(
              (each) => each.name === name && each.from + each.seconds > from && each.from <= from,
            );
            const clash = others.some(
              (each) => each.name === name && each.from > from && each.from < from + seconds,
            );
            if (taken || clash || second < from || second >= from + seconds) return;
            const added = 1 + ((second * 7 + number) % 5);
            totals[number]![M.IncomingRecords]! += added;
            (truth[name] ??= [])[second] = added;
            const createdUs = from * SECOND;
            keepSecond(chronicle, second, { name, number, createdUs, totals: totals[number]! });
          });
          chronicle.seconds = second + 1;
          forgetOldest(chronicle);
          expect(chronicle.rows).toBeLessThanOrEqual(most);
          expect(chronicle.rows).toBe(rowsFrom(chronicle, 0));
        }
        for (const [name, history] of Object.entries(chronicle.streams)) {
          expect(history.values.length).toBeLessThanOrEqual(2 * (most + 8) * SECOND_WIDTH);
          for (let second = history.first; second < history.count; second++) {
            expect(addedIn(history, second, M.IncomingRecords)).toBe(truth[name]?.[second] ?? 0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
