import { describe, expect, test } from "vitest";
import type { StoryFact, StoryId } from "../../../protocol/frame.ts";
import { models } from "../../../headless/models.ts";
import { emptyLog } from "../../../protocol/log.ts";
import { advance, command, createRun } from "../../core/run.ts";
import type { Run } from "../../core/state.ts";
import { seek } from "../../core/travel.ts";
import {
  call,
  consumer,
  NAME,
  producer,
  quickReshard,
  runOf,
  SECOND,
  streamOf,
  viewportOf,
  type Plan,
} from "../answers/runs.testing.ts";
import { tellStory } from "./index.ts";

const storyOf = (run: Run, focus = 0): StoryFact[] =>
  tellStory(run, run.world.streams[0], viewportOf({}, focus));

const factOf = (run: Run, id: StoryId): StoryFact | undefined =>
  storyOf(run).find((fact) => fact.id === id);

const created = (shards: number): Plan[number] => [
  0,
  quickReshard,
  call("CreateStream", { ShardCount: shards }),
];
const half = String(1n << 127n);
const split = call("SplitShard", { ShardToSplit: "shardId-0", NewStartingHashKey: half });

const plans: Readonly<Record<string, Plan>> = {
  hotKey: [
    created(2),
    [1.1, producer(1, { ratePerS: 2_000, keyShape: "hot", hotShare: 70, attempts: 2 })],
    [8, call("SplitShard", { ShardToSplit: "shardId-1", NewStartingHashKey: String(3n << 126n) })],
  ],
  hotShard: [created(4), [1.1, producer(1, { ratePerS: 1_700, keyPrefix: "service-", keys: 16 })]],
  spread: [created(4), [1.1, producer(1, { ratePerS: 400, keys: 200 }), consumer(2, "K", {})]],
  lineage: [
    created(1),
    [
      1.1,
      producer(1, { ratePerS: 40, keys: 6, operation: "PutRecord" }),
      consumer(2, "N", { order: "naive", limit: 12, ratePerS: 30, listShardsMs: 1_000 }),
      consumer(3, "K", { order: "lineage", limit: 12, ratePerS: 30 }),
    ],
    [8, split],
  ],
  crash: [
    created(1),
    [
      1.1,
      producer(1, { ratePerS: 50 }),
      consumer(2, "K", { checkpointMs: 60_000, restartMs: 4_000, sink: "record-id" }),
    ],
    [6, { type: "Signal", id: 2, signal: "crash" }],
  ],
  pollers: [
    created(1),
    [
      1.1,
      producer(1, { ratePerS: 20 }),
      ...[2, 3, 4, 5].map((id) => consumer(id, "ABCDEF"[id - 2]!, { pollMs: 300 })),
    ],
  ],
  blocked: [
    created(1),
    [1.1, producer(1, { ratePerS: 22, bytes: 40_000, bytesMax: 40_000, batch: 10 })],
    [14, consumer(2, "B", {})],
  ],
  copies: [
    created(1),
    [1.1, producer(1, { ratePerS: 30, lostResponsePercent: 20, operation: "PutRecord" })],
  ],
  update: [
    created(2),
    [1.1, producer(1, { ratePerS: 50 })],
    [4, call("UpdateShardCount", { TargetShardCount: 4, ScalingType: "UNIFORM_SCALING" })],
  ],
};

/** Values that the narrator needs, by id; see the caption's README. */
const NEEDED: Readonly<Record<StoryId, readonly string[]>> = {
  orderBroken:
    "consumer letter name key ordinal shard higherOrdinal higherShard reason late unverified row".split(
      " ",
    ),
  hotKey: "shard key share recordsPerS askedRecordsPerS limit".split(" "),
  hotShard: "shard range share askedRecordsPerS askedBytesPerS limit topKey topShare".split(" "),
  writeThrottled:
    "shard shards askedRecordsPerS recordsPerS askedBytesPerS bytesPerS throttledPerS limit".split(
      " ",
    ),
  readThrottled: "shard shards readers callsPerS bytesPerS refusedPerS limit".split(" "),
  readBlocked: "shard consumer letter name bytes untilUs".split(" "),
  recordsLost: "consumer letter name shard records retentionHours".split(" "),
  iteratorExpired: "consumer letter name shard ageMs".split(" "),
  consumerCrashed: "consumer letter name unread lagMs".split(" "),
  reReading: "consumer letter name shard records reReads sink".split(" "),
  producerCopies: "producer name copies key ordinal copyOf".split(" "),
  resharding: "operation shard stepEndsUs stepsLeft openShards".split(" "),
  waitingForParent: "consumer letter name shard parent unread lagMs".split(" "),
  fallingBehind:
    "consumer letter name shard lagMs silentMs deliveredPerS writtenPerS unread cause".split(" "),
  retentionNear: "consumer letter name shard lagMs retentionHours share".split(" "),
  backlogAbandoned: "producer name records backlog".split(" "),
  noStream: "status stream".split(" "),
  noProducers: "openShards records".split(" "),
  calm: "records delivered recordsPerS openShards producers consumers lagMs".split(" "),
};

describe("every story", () => {
  test.each(Object.keys(plans))("%s: is whole, in order and ends calmly", (name) => {
    const run = runOf(plans[name]!, 0);
    for (const [atS, ...commands] of plans[name]!.slice(1)) {
      for (let atUs = run.world.nowUs; atUs < atS * SECOND; atUs += SECOND / 2) {
        advance(run, atUs);
        check(run);
      }
      advance(run, Math.round(atS * SECOND));
      for (const each of commands) command(run, each);
    }
    for (let at = 0; at < 60; at++) {
      advance(run, run.world.nowUs + SECOND / 2);
      check(run);
    }
    expect(storyOf(run).at(-1)!.id).toBe("calm");
  });

  const check = (run: Run): void => {
    const story = storyOf(run);
    expect(story.length).toBeLessThanOrEqual(8);
    const order = story.map(({ importance }) => importance);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    for (const fact of story) {
      expect(fact.sinceUs).toBeGreaterThanOrEqual(0);
      expect(fact.sinceUs).toBeLessThanOrEqual(run.world.nowUs);
      expect(Object.keys(fact.values)).toEqual(expect.arrayContaining([...NEEDED[fact.id]]));
      for (const value of Object.values(fact.values)) {
        expect(typeof value === "string" || Number.isFinite(value)).toBe(true);
      }
    }
  };
});

describe("loads", () => {
  test("one key that takes most of a throttling shard is hot, before and after a split", () => {
    const run = runOf(plans["hotKey"]!, 6);
    const hot = factOf(run, "hotKey")!;
    expect(hot.values["key"]).toBe("user-0");
    expect(Number(hot.values["share"])).toBeGreaterThan(0.7);
    expect(hot.targets[0]).toEqual({ type: "key", key: "user-0" });
    expect(hot.sinceUs).toBeLessThan(4 * SECOND);
    expect(factOf(run, "writeThrottled")!.values).toMatchObject({ limit: "records", shards: 1 });
    expect(factOf(run, "backlogAbandoned")).toBeDefined();
    command(run, plans["hotKey"]![2]![1]!);
    advance(run, 16 * SECOND);
    const after = factOf(run, "hotKey")!;
    expect(after.values["key"]).toBe("user-0");
    expect(streamOf(run).shards.parent[Number(after.values["shard"])]).toBe(1);
    expect(storyOf(run)[0]!.id).toBe("hotKey");
  });

  test("a shard with no ruling key and cold neighbours is a hot shard", () => {
    const keys = { ratePerS: 1_700, keyPrefix: "service-", keys: 16 };
    const run = runOf([created(4), [1.1, producer(1, keys)]], 9);
    const story = storyOf(run);
    const load = run.world.samples[NAME]!;
    const asked = [0, 1, 2, 3].map((at) => load.recordsPerS[at]! + load.throttledPerS[at]!);
    const hot = factOf(run, "hotShard")!;
    expect(story[0]).toEqual(hot);
    expect(hot.values["shard"]).toBe(asked.indexOf(Math.max(...asked)));
    expect(Number(hot.values["share"])).toBeGreaterThan(0.5);
    expect(Number(hot.values["topShare"])).toBeLessThan(0.5);
    expect(Number(hot.values["range"])).toBeCloseTo(0.25, 12);
  });

  test("evenly spread load is calm", () => {
    const run = runOf(plans["spread"]!, 9);
    expect(storyOf(run).map(({ id }) => id)).toEqual(["calm"]);
    expect(storyOf(run)[0]!.values).toMatchObject({ producers: 1, consumers: 1, openShards: 4 });
  });

  test("readers that share five calls are told apart from one that took too much", () => {
    const pollers = runOf(plans["pollers"]!, 8);
    const refused = factOf(pollers, "readThrottled")!;
    expect(refused.values).toMatchObject({ shard: 0, readers: 4, limit: "calls" });
    expect(refused.targets).toHaveLength(5);
    expect(factOf(pollers, "readBlocked")).toBeUndefined();
    const blocked = runOf(plans["blocked"]!, 15.5);
    const fact = factOf(blocked, "readBlocked")!;
    const { readBlockedUs, readBytes } = streamOf(blocked).shards;
    expect(fact.values).toMatchObject({ consumer: 2, letter: "B", untilUs: readBlockedUs[0] });
    expect(fact.values["bytes"]).toBe(readBytes[0]);
  });

  test("in its first seconds a stream's rate is not half of it", () => {
    const run = runOf(
      [created(1), [1.4, producer(1, { ratePerS: 400, operation: "PutRecord" })]],
      2.2,
    );
    for (; run.world.nowUs < 6 * SECOND; advance(run, run.world.nowUs + SECOND / 10)) {
      const rate = Number(factOf(run, "calm")!.values["recordsPerS"]);
      expect(rate).toBeGreaterThan(340);
      expect(rate).toBeLessThan(460);
    }
  });
});

describe("order and lineage", () => {
  test("a reshard is told while it lasts, then who waits, and whose order broke", () => {
    const run = runOf(plans["lineage"]!, 9);
    expect(factOf(run, "resharding")!.values).toMatchObject({
      operation: "SplitShard",
      shard: 0,
      stepsLeft: 0,
      stepEndsUs: 10 * SECOND,
    });
    expect(factOf(run, "resharding")!.sinceUs).toBe(8 * SECOND);
    advance(run, 10.5 * SECOND);
    expect(factOf(run, "resharding")).toBeUndefined();
    expect(factOf(run, "waitingForParent")!.values).toMatchObject({ letter: "K", parent: 0 });
    advance(run, 16 * SECOND);
    const broken = storyOf(run)[0]!;
    expect(broken.id).toBe("orderBroken");
    expect(broken.values).toMatchObject({ letter: "N", reason: "child-before-parent", shard: 0 });
    expect(broken.targets.map(({ type }) => type)).toEqual([
      "record",
      "record",
      "key",
      "shard",
      "shard",
      "actor",
    ]);
    expect(Number(broken.values["ordinal"])).toBeLessThan(Number(broken.values["higherOrdinal"]));
  });

  test("UpdateShardCount counts its steps down", () => {
    const run = runOf(plans["update"]!, 5);
    const values = { operation: "UpdateShardCount", targetShards: 4 };
    expect(factOf(run, "resharding")!.values).toMatchObject({ ...values, shard: 0, stepsLeft: 1 });
    advance(run, 7 * SECOND);
    expect(factOf(run, "resharding")!.values).toMatchObject({ ...values, shard: 1, stepsLeft: 0 });
  });
});

describe("faults", () => {
  test("a crash, then what is read again", () => {
    const run = runOf(plans["crash"]!, 8);
    const down = factOf(run, "consumerCrashed")!;
    expect(down.sinceUs).toBe(6 * SECOND);
    expect(down.values["unread"]).toBe(
      streamOf(run).shards.records[0]! -
        (run.world.actors[1]!.state as { index: number[] }).index[0]!,
    );
    expect(factOf(run, "reReading")).toBeUndefined();
    const app = run.world.actors[1]!.application!;
    const taken = app.delivered;
    advance(run, 10 * SECOND + 1);
    expect(factOf(run, "reReading")!.values).toMatchObject({ records: 0, due: taken, shard: 0 });
    advance(run, 12 * SECOND);
    expect(app.reReads).toBe(taken);
    expect(factOf(run, "reReading")!.values).not.toHaveProperty("due");
    expect(factOf(run, "consumerCrashed")).toBeUndefined();
    expect(factOf(run, "reReading")!.values).toMatchObject({
      letter: "K",
      records: app.reReads,
      reReads: app.reReads,
      sink: "recordId",
    });
    expect(factOf(run, "reReading")!.sinceUs).toBe(10 * SECOND);
    expect(app.reReads).toBeGreaterThan(100);
  });

  test("going back to a moment tells only what had happened by then", () => {
    const run = runOf(plans["crash"]!, 5);
    const before = structuredClone(storyOf(run));
    advance(run, 20 * SECOND);
    seek(run, 5 * SECOND);
    expect(storyOf(run)).toEqual(before);
  });

  test("a lost response leaves a copy", () => {
    const run = runOf(plans["copies"]!, 8);
    const { ordinal, original } = streamOf(run).log.copies;
    const fact = factOf(run, "producerCopies")!;
    expect(fact.values).toMatchObject({ ordinal: ordinal.at(-1), copyOf: original.at(-1) });
    expect(fact.values["copies"]).toBe(ordinal.length);
  });

  test("retention runs out on a reader that is down", () => {
    const run = runOf(
      [
        created(1),
        [1.1, producer(1, { ratePerS: 0.5 }), consumer(2, "K", { restartMs: 108_000_000 / 30 })],
        [30, { type: "UpdateActor", id: 2, params: { restartMs: 0 } }],
        [31, { type: "Signal", id: 2, signal: "crash" }],
      ],
      40,
    );
    const HOUR = 3_600 * SECOND;
    advance(run, 13 * HOUR);
    const near = factOf(run, "retentionNear")!;
    expect(Number(near.values["share"])).toBeGreaterThan(0.5);
    expect(near.sinceUs).toBeGreaterThan(11.9 * HOUR);
    expect(near.sinceUs).toBeLessThan(12.1 * HOUR);
    advance(run, 25 * HOUR);
    command(run, { type: "Signal", id: 2, signal: "restart" });
    advance(run, run.world.nowUs + 10 * SECOND);
    const lost = storyOf(run)[0]!;
    expect(lost.id).toBe("recordsLost");
    expect(lost.values).toMatchObject({
      records: run.world.actors[1]!.application!.lost,
      retentionHours: 24,
    });
    expect(Number(lost.values["records"])).toBeGreaterThan(1_000);
  });

  test("an iterator that is kept too long expires", () => {
    const run = runOf(
      [
        created(1),
        [1.1, producer(1, { ratePerS: 2 })],
        [30, consumer(2, "K", { ratePerS: 0.1, limit: 40 })],
      ],
      32,
    );
    for (let at = 0; at < 60 && !factOf(run, "iteratorExpired"); at++) {
      advance(run, run.world.nowUs + 10 * SECOND);
    }
    const fact = factOf(run, "iteratorExpired")!;
    expect(Number(fact.values["ageMs"])).toBeGreaterThan(300_000);
    expect(Number(fact.values["ageMs"])).toBeLessThan(420_000);
  });
});

describe("nothing there", () => {
  test("no stream, one that is being made, and one that nobody writes to", () => {
    const none = runOf([], 1);
    expect(storyOf(none).map(({ id }) => id)).toEqual(["noStream", "calm"]);
    expect(storyOf(none)[0]!.values).toEqual({ status: "", stream: NAME });
    const { entries } = runOf([[4, call("CreateStream", { ShardCount: 1 })]], 5);
    const planned = createRun({ ...emptyLog(7), entries }, models);
    expect(factOf(planned, "noStream")!.values).toMatchObject({ plannedUs: 4 * SECOND });
    const making = runOf([created(2)], 0.5);
    expect(factOf(making, "noStream")!.values).toEqual({ status: "CREATING", stream: NAME });
    advance(making, 3 * SECOND);
    expect(storyOf(making).map(({ id }) => id)).toEqual(["noProducers", "calm"]);
    const left = runOf([...plans["spread"]!, [6, { type: "RemoveActor", id: 1 }]], 6.1);
    expect(factOf(left, "noProducers")!.values).toMatchObject({ letter: "K" });
    expect(Number(factOf(left, "noProducers")!.values["unread"])).toBeGreaterThan(0);
    command(making, call("DeleteStream"));
    expect(factOf(making, "noStream")).toMatchObject({
      values: { status: "DELETING" },
      sinceUs: 3 * SECOND,
    });
  });
});
