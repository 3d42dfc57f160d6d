import fc from "fast-check";
import { expect, test } from "vitest";
import { models } from "../../kinds/registry.engine.ts";
import { emptyLog, type Command, type Entry, type Log } from "../../protocol/log.ts";
import { answerMetrics } from "../observe/answers/metrics.ts";
import { createLive, liveState, obeyLive, resumeLive } from "./live.ts";
import { advance, createRun } from "./run.ts";
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
  live.chronicle.seconds.most = 1_000;
  advance(live, untilUs);
  obeyLive(live, call("PutRecord", { StreamName: "s", PartitionKey: "a", Data: "" }));
  advance(live, untilUs + 3_000_000);
  const { seconds } = live.chronicle;
  expect(seconds.count - seconds.first).toBeLessThanOrEqual(1_000);
  expect(seconds.values.length).toBeLessThanOrEqual(1_024 * seconds.width);
  const query = {
    names: ["IncomingRecords"],
    shard: -1,
    periodS: 1 as const,
    fromUs: 0,
    toUs: 1e12,
  };
  const { atUs, series } = answerMetrics(live, live.world.streams[0], query);
  expect(atUs[0]).toBe(seconds.first * 1_000_000);
  expect([...series[0]!.values].filter((each) => each > 0)).toEqual([1]);
});
