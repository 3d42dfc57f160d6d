import { describe, expect, it } from "vitest";
import { consumerGauges, producerGauges, streamGauge } from "../engine/observe/gauges.ts";
import { advance, createRun, type Run } from "../engine/public.ts";
import { models } from "./models.ts";
import { kindMetas } from "../kinds/registry.meta.ts";
import type { ConsumerGauge, ProducerGauge } from "../protocol/frame.ts";
import type { Command } from "../protocol/log.ts";
import { SCENARIOS, scenarioByName } from "../scenario/library/index.ts";
import { call, shardIdOf } from "../scenario/library/scenario.ts";
import { checkLog } from "../scenario/schema.ts";

const SECOND = 1_000_000;
const HOUR = 3_600;

/** A stock scenario at work, with edits of a person's after its own entries. */
const open = (name: string, ...edits: readonly (readonly [s: number, command: Command])[]) => {
  const scenario = scenarioByName(name)!;
  const log = scenario.log(scenario.seed);
  const added = edits.map(([s, command]) => ({ atUs: s * SECOND, command }));
  const entries = [...log.entries, ...added].sort((a, b) => a.atUs - b.atUs);
  return createRun({ ...log, entries }, models);
};

const to = (run: Run, seconds: number): Run => {
  advance(run, Math.round(seconds * SECOND));
  return run;
};

const producerIn = (run: Run): ProducerGauge => producerGauges(run)[0]!;

const consumerIn = (run: Run, letter: string): ConsumerGauge => {
  const { id } = run.world.actors.find((actor) => actor.letter === letter)!;
  return consumerGauges(run).find((gauge) => gauge.id === id)!;
};

const shardsIn = (run: Run) => run.world.streams[0]!.shards;
const openIn = (run: Run): readonly number[] =>
  [...run.world.streams[0]!.open].sort((a, b) => a - b);

const split = (stream: string, shard: number, at: bigint): Command =>
  call("SplitShard", {
    StreamName: stream,
    ShardToSplit: shardIdOf(shard),
    NewStartingHashKey: String(at),
  });

describe("every stock scenario", () => {
  it.each(SCENARIOS.map((each) => [each.name, each] as const))("%s is a sound log", (_, each) => {
    const log = each.log(each.seed);
    expect(checkLog(log, kindMetas)).toEqual({ ok: true, value: log });
    expect(each.log(99)).toEqual({ ...log, seed: 99 });
    const actors = log.entries.flatMap(({ command }) =>
      command.type === "AddActor" ? [command] : [],
    );
    expect(actors.find(({ id }) => id === each.view.focus)?.role).toBe("consumer");
    const letters = actors.filter(({ role }) => role === "consumer").map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it.each(SCENARIOS.map((each) => each.name))("%s has no command refused", (name) => {
    const run = to(open(name), 25);
    const edits = run.chronicle.journal.rows.filter(({ type }) => type === "edit");
    expect(edits.length).toBeGreaterThan(2);
    expect(edits.filter(({ values }) => "error" in values)).toEqual([]);
  });

  it.each(SCENARIOS.map((each) => each.name))("%s leaves nothing unchecked", (name) => {
    const run = to(open(name), 60);
    for (const gauge of consumerGauges(run)) expect(gauge.unverified).toBe(0);
  });
});

describe("hot-shard", () => {
  it("builds itself: one key, others, a reader, then the upper shard's gate", () => {
    const run = to(open("hot-shard"), 2.4);
    expect(producerIn(run).accepted).toBeGreaterThanOrEqual(1);
    expect(run.world.keys.count).toBe(1);
    to(run, 4.4);
    expect(run.world.keys.count).toBe(12);
    expect(consumerIn(run, "D").delivered).toBeGreaterThan(5);
    expect(producerIn(run).throttled).toBe(0);
    to(run, 10);
    const { throttled } = shardsIn(run);
    expect(throttled[0]).toBeGreaterThan(1_000);
    expect(throttled[1]).toBe(0);
  });

  it("is cured by a split in its middle", () => {
    const run = to(open("hot-shard", [12, split("telemetry", 0, 1n << 126n)]), 26);
    const before = producerIn(run).throttled;
    to(run, 60);
    expect(openIn(run)).toEqual([1, 2, 3]);
    expect(producerIn(run).throttled).toBe(before);
  });
});

describe("hot-key", () => {
  it("is not cured by the split: the shard with the key refuses as before", () => {
    const run = to(open("hot-key"), 6);
    const { throttled } = shardsIn(run);
    const early = throttled[0]!;
    to(run, 12);
    const before = throttled[0]! - early;
    to(run, 30);
    expect(openIn(run)).toEqual([1, 2, 3]);
    const after = shardsIn(run).throttled[3]!;
    to(run, 36);
    expect(shardsIn(run).throttled[2]).toBe(0);
    expect(shardsIn(run).throttled[3]! - after).toBeGreaterThan(before * 0.8);
  });

  it("is not cured by another split right beside the key either", () => {
    const run = to(open("hot-key", [24, split("clicks", 3, ((1n << 128n) / 100n) * 38n)]), 40);
    const before = producerIn(run).throttled;
    to(run, 46);
    expect(openIn(run).length).toBe(4);
    expect(producerIn(run).throttled - before).toBeGreaterThan(1_000);
  });
});

describe("split-while-lagging", () => {
  it("breaks the order for the naive reader alone, once the children are there", () => {
    const run = to(open("split-while-lagging"), 29.9);
    expect(consumerIn(run, "N").late).toBe(0);
    to(run, 45);
    expect(openIn(run)).toEqual([1, 2]);
    expect(consumerIn(run, "N").late).toBeGreaterThan(20);
    expect(consumerIn(run, "K").late).toBe(0);
    to(run, 90);
    expect(consumerIn(run, "K").late).toBe(0);
    expect(consumerIn(run, "K").unread).toBeLessThan(40);
    const total = shardsIn(run).records.reduce((sum, each) => sum + each, 0);
    expect(consumerIn(run, "N").delivered + consumerIn(run, "N").unread).toBe(total);
  });

  it("has both readers share the shard without refusals", () => {
    const run = to(open("split-while-lagging"), 60);
    expect(consumerIn(run, "N").throttledCalls + consumerIn(run, "K").throttledCalls).toBe(0);
  });
});

describe("merge-cold", () => {
  it("ends with one child that names both parents", () => {
    const run = to(open("merge-cold"), 25);
    const { parent, adjacentParent } = shardsIn(run);
    expect(openIn(run)).toEqual([0, 1, 4]);
    expect(new Set([parent[4], adjacentParent[4]])).toEqual(new Set([2, 3]));
    expect(producerIn(run).throttled).toBe(0);
    expect(consumerIn(run, "D").late).toBe(0);
  });
});

describe("five-pollers", () => {
  it("runs out of read calls and falls behind, while every write is taken", () => {
    const run = to(open("five-pollers"), 60);
    const gauges = consumerGauges(run);
    expect(gauges.length).toBe(5);
    for (const gauge of gauges) expect(gauge.throttledCalls).toBeGreaterThan(50);
    expect(Math.max(...gauges.map((gauge) => gauge.millisBehindLatest))).toBeGreaterThan(5_000);
    expect(producerIn(run).throttled).toBe(0);
  });

  it("is calm while only one reads", () => {
    expect(consumerIn(to(open("five-pollers"), 4), "A").throttledCalls).toBe(0);
  });
});

describe("ten-megabyte-read", () => {
  it("blocks the shard for five seconds, for the other reader too", () => {
    const run = to(open("ten-megabyte-read"), 17);
    const untilUs = shardsIn(run).readBlockedUs[0]!;
    expect(untilUs).toBeGreaterThan(20.9 * SECOND);
    expect(untilUs).toBeLessThan(22.1 * SECOND);
    const before = consumerIn(run, "V").delivered;
    advance(run, untilUs - 1);
    expect(consumerIn(run, "V").delivered).toBe(before);
    expect(consumerIn(run, "V").throttledCalls).toBeGreaterThanOrEqual(3);
    expect(consumerIn(run, "A").delivered).toBeGreaterThan(250);
  });
});

describe("producer-duplicates", () => {
  it("stores copies under new numbers; only the sink by record id stops them", () => {
    const run = to(open("producer-duplicates"), 40);
    const { copies } = run.world.streams[0]!.log;
    expect(copies.ordinal.length).toBeGreaterThan(5);
    for (const [at, ordinal] of copies.ordinal.entries()) {
      expect(ordinal).toBeGreaterThan(copies.original[at]!);
    }
    const plain = consumerIn(run, "L");
    const byId = consumerIn(run, "I");
    expect(plain.producerCopies).toBeGreaterThan(5);
    expect(plain.applied).toBe(plain.delivered);
    expect(byId.applied).toBe(byId.delivered - byId.producerCopies);
  });
});

describe("crash-before-checkpoint", () => {
  it("reads again what was not checkpointed; only the idempotent sink applies it once", () => {
    const run = to(open("crash-before-checkpoint"), 20);
    expect(consumerIn(run, "L").reReads).toBe(0);
    to(run, 21);
    expect(consumerIn(run, "L").running).toBe(false);
    to(run, 30);
    const plain = consumerIn(run, "L");
    const idempotent = consumerIn(run, "S");
    expect(plain.reReads).toBeGreaterThan(80);
    expect(plain.applied).toBe(plain.delivered);
    expect(idempotent.reReads).toBeGreaterThan(80);
    expect(idempotent.applied).toBe(idempotent.delivered - idempotent.reReads);
  });
});

describe("retention", () => {
  it("takes unread records from the slow reader alone, after hour 26", () => {
    const run = to(open("retention"), 25 * HOUR);
    expect(consumerIn(run, "S").lost).toBe(0);
    to(run, 29 * HOUR);
    expect(consumerIn(run, "S").lost).toBeGreaterThan(500);
    expect(consumerIn(run, "A").lost).toBe(0);
  });

  it("takes none with 48 hours", () => {
    const longer = call("IncreaseStreamRetentionPeriod", {
      StreamName: "audit",
      RetentionPeriodHours: 48,
    });
    const run = to(open("retention", [25 * HOUR, longer]), 32 * HOUR);
    expect(consumerIn(run, "S").lost).toBe(0);
  });
});

describe("update-shard-count", () => {
  it("ends with four equal shards, six in all, and no more refusals", () => {
    const run = to(open("update-shard-count"), 32);
    const { shards, status } = run.world.streams[0]!;
    expect(status).toBe("ACTIVE");
    expect(shards.count).toBe(6);
    expect(openIn(run)).toEqual([2, 3, 4, 5]);
    const starts = openIn(run).map((shard) => shards.startWords[shard * 4]!);
    expect(starts).toEqual([0, 2 ** 30, 2 ** 31, 3 * 2 ** 30]);
    const { throttled } = producerIn(run);
    expect(throttled).toBeGreaterThan(1_000);
    to(run, 50);
    expect(producerIn(run).throttled).toBe(throttled);
  });
});

describe("thousand-doubled", () => {
  it("splits one shard every 30 s and refuses nothing", () => {
    const run = to(open("thousand-doubled"), 315);
    const gauge = streamGauge(run, run.world.streams[0]);
    expect(gauge).toMatchObject({ status: "UPDATING", openShards: 1_010, closedShards: 10 });
    expect(gauge).toMatchObject({ stepsDone: 10, stepsLeft: 989 });
    expect(producerIn(run).throttled).toBe(0);
    expect(consumerIn(run, "L").millisBehindLatest).toBeLessThan(2_000);
  });
});
