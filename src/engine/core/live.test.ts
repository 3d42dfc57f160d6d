import fc from "fast-check";
import { expect, test } from "vitest";
import { models } from "../../kinds/registry.engine.ts";
import { emptyLog, type Command, type Entry, type Log } from "../../protocol/log.ts";
import { models as allModels } from "../../headless/models.ts";
import { SECOND_WIDTH } from "../cloudwatch/history.ts";
import { METRICS } from "../cloudwatch/metricIndex.ts";
import { answerMetrics } from "../observe/answers/metrics.ts";
import type { Chronicle } from "./chronicle.ts";
import { createLive, liveState, obeyLive, resumeLive } from "./live.ts";
import { advance, createRun } from "./run.ts";
import type { Run } from "./state.ts";
import { stateHash } from "./travel.ts";

const call = (operation: string, input: object): Command => ({ type: "Call", operation, input });
const create = call("CreateStream", { StreamName: "s", ShardCount: 2 });
const planned: Entry[] = [
  { atUs: 0, command: create },
  { atUs: 2_500_000, command: call("ListStreams", {}) },
  { atUs: 4_000_000, command: call("DescribeStream", { StreamName: "s" }) },
];
const log: Log = { ...emptyLog(7), entries: planned };

const commands = fc.oneof(
  fc.record({
    type: fc.constant("Call" as const),
    operation: fc.constantFrom("PutRecord", "DescribeStreamSummary", "NoSuch"),
    input: fc.record({
      StreamName: fc.constantFrom("s", "t"),
      PartitionKey: fc.constantFrom("a", "b"),
      Data: fc.constantFrom("", "AAAA"),
    }),
  }),
  fc.constant<Command>({ type: "RemoveActor", id: 9 }),
);
const steps = fc.array(
  fc.record({ afterUs: fc.integer({ min: 0, max: 900_000 }), command: commands }),
  { maxLength: 20 },
);

test("a live run, saved and resumed anywhere, is the run of the whole log", () => {
  fc.assert(
    fc.property(steps, fc.nat(20), (given, cut) => {
      let live = createLive(log, models);
      const since: Entry[] = [];
      given.forEach(({ afterUs, command }, at) => {
        if (at === cut) live = resumeLive(structuredClone(liveState(live)), models);
        advance(live, live.world.nowUs + afterUs);
        const outcome = obeyLive(live, command);
        if (outcome.ok || command.type === "Call") since.push({ atUs: live.world.nowUs, command });
      });
      advance(live, 20_000_000);
      const entries = [...planned, ...since].toSorted((a, b) => a.atUs - b.atUs);
      const whole = createRun({ ...log, entries }, models);
      advance(whole, 20_000_000);
      expect(stateHash(live)).toBe(stateHash(whole));
      expect(live.entries).toHaveLength(planned.length);
    }),
    { numRuns: 60 },
  );
});

test("a live run that goes on for days remembers the metrics of its last day", () => {
  const live = createLive(log, models);
  const untilUs = 2_000_000_000;
  live.chronicle.most = 1_000;
  advance(live, untilUs);
  obeyLive(live, call("PutRecord", { StreamName: "s", PartitionKey: "a", Data: "" }));
  advance(live, untilUs + 3_000_000);
  const { first, count, values } = live.chronicle.streams["s"]!;
  expect(count - first).toBeLessThanOrEqual(1_000);
  expect(values.length).toBeLessThanOrEqual(2_000 * SECOND_WIDTH);
  const query = {
    names: ["IncomingRecords"],
    shard: -1,
    periodS: 1 as const,
    fromUs: 0,
    toUs: 1e12,
  };
  const { atUs, series } = answerMetrics(live, live.world.streams[0], query);
  expect(atUs[0]).toBe(first * 1_000_000);
  expect([...series[0]!.values].filter((each) => each > 0)).toEqual([1]);
});

test("many streams that come and go share what is remembered, by the second and by the shard", () => {
  const live = createLive(emptyLog(7), allModels);
  live.chronicle.most = 400;
  for (let at = 0; at < 60; at++) {
    const name = { StreamName: `s${at}` };
    obeyLive(live, call("CreateStream", { ...name, ShardCount: 1 }));
    advance(live, live.world.nowUs + 12_000_000);
    obeyLive(live, call("PutRecord", { ...name, PartitionKey: "a", Data: "" }));
    if (at < 57) obeyLive(live, call("DeleteStream", name));
    advance(live, live.world.nowUs + 40_000_000);
    expect(live.chronicle.rows).toBeLessThanOrEqual(400);
  }
  const { shards, streams } = live.chronicle;
  const names = Object.keys(streams);
  expect(names.length).toBeLessThanOrEqual(50);
  expect(names).toEqual(expect.arrayContaining(["s57", "s58", "s59"]));
  expect(Object.keys(shards).toSorted()).toEqual(names.toSorted());
  const cells = (of: Record<string, { readonly values: { readonly length: number } }>): number =>
    Object.values(of).reduce((sum, { values }) => sum + values.length, 0);
  expect(cells(streams)).toBeLessThanOrEqual(2 * 400 * SECOND_WIDTH);
  expect(cells(shards)).toBeLessThanOrEqual(names.length * 256 * 8 * 8);
  const query = {
    names: ["IncomingRecords"],
    shard: -1,
    periodS: 1,
    fromUs: 0,
    toUs: 1e12,
  } as const;
  const last = live.world.streams.at(-1);
  expect([...answerMetrics(live, last, query).series[0]!.values].filter(Boolean)).toEqual([1]);
});

/** A chronicle as it was before histories were by stream: a row a second of sums over all. */
const sumsOf = ({ chronicle, world }: Run, forgotten: number): Chronicle => {
  const { streams, rows: _, most: __, seconds: count, ...rest } = chronicle;
  const values = new Float64Array(SECOND_WIDTH * (count - forgotten + 50));
  for (const history of Object.values(streams)) {
    for (let row = history.first; row < history.count; row++) {
      const place = (row - history.first + 1) * SECOND_WIDTH;
      for (let at = 0; at < SECOND_WIDTH; at++) {
        if (row < forgotten) continue;
        values[(row - forgotten) * SECOND_WIDTH + at]! += history.values[place + at]!;
      }
    }
  }
  expect(world.chronicle.seconds).toBe(count);
  const seconds = { first: forgotten, count, most: 131_072, width: SECOND_WIDTH, values };
  return { ...rest, seconds } as unknown as Chronicle;
};

test.each([0, 4])("an older snapshot goes on: of one name its sums, %s forgotten", (forgotten) => {
  const start = (): Run => {
    const live = createLive(log, models);
    for (let at = 0; at < 9; at++) {
      advance(live, live.world.nowUs + 2_300_000);
      obeyLive(live, call("PutRecord", { StreamName: "s", PartitionKey: "a", Data: "" }));
    }
    return live;
  };
  const query = { names: METRICS, shard: -1, periodS: 1, fromUs: 0, toUs: 1e12 } as const;
  const live = start();
  const old = { ...liveState(start()), chronicle: sumsOf(live, forgotten) };
  const resumed = resumeLive(structuredClone(old), models);
  for (const each of [live, resumed]) {
    advance(each, 26_000_000);
    obeyLive(each, call("PutRecord", { StreamName: "s", PartitionKey: "b", Data: "AAAA" }));
    advance(each, 29_000_000);
  }
  const from = forgotten && forgotten + 1;
  const told = answerMetrics(live, live.world.streams[0], query);
  const again = answerMetrics(resumed, resumed.world.streams[0], query);
  expect(again.series.map(({ values }) => [...values])).toEqual(
    told.series.map(({ values }) => [...values].slice(from)),
  );
  expect(stateHash(resumed)).toBe(stateHash(live));
});

test("sums over several names are left out of what goes on from an older snapshot", () => {
  const live = createLive(log, models);
  obeyLive(live, call("CreateStream", { StreamName: "t", ShardCount: 1 }));
  const put = (run: Run): void => {
    obeyLive(run, call("PutRecord", { StreamName: "s", PartitionKey: "a", Data: "" }));
    advance(run, run.world.nowUs + 1_000_000);
  };
  advance(live, 20_000_000);
  for (let at = 0; at < 5; at++) put(live);
  const old = { ...liveState(live), chronicle: sumsOf(live, 0) };
  const resumed = resumeLive(structuredClone(old), models);
  for (let at = 0; at < 5; at++) put(resumed);
  const query = {
    names: ["IncomingRecords"],
    shard: -1,
    periodS: 1,
    fromUs: 0,
    toUs: 1e12,
  } as const;
  const { atUs, series } = answerMetrics(resumed, resumed.world.streams[0], query);
  expect(atUs[0]).toBe(25_000_000);
  expect([...series[0]!.values]).toEqual([0, 1, 1, 1, 1]);
});
