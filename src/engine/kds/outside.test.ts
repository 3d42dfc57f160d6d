import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { models } from "../../headless/models.ts";
import { FRONT_STATES } from "../../protocol/frame.ts";
import { emptyLog, type Command } from "../../protocol/log.ts";
import { dataOf } from "../../testing/api.ts";
import { checkRun } from "../core/invariants.ts";
import { advance, command, createRun } from "../core/run.ts";
import type { Run } from "../core/state.ts";
import { stateHash } from "../core/travel.ts";
import { actorWithId } from "../core/world.ts";

const SECOND_US = 1_000_000;
const LARGE = dataOf(400_000);
const LARGER = dataOf(500_000);
const StreamName = "s";
const PRODUCER = 1;
const CONSUMER = 2;

const actor = (id: number, role: "producer" | "consumer", kind: string): Command => ({
  type: "AddActor",
  id,
  role,
  kind,
  name: `n${id}`,
  letter: "N",
  stream: StreamName,
  params: kind === "sdk" ? { ratePerS: 0 } : {},
});

/** A stream of this many shards with a program that puts and one that reads. */
const makeWorld = (shards: number): Run => {
  const run = createRun(emptyLog(5), models);
  call(run, "CreateStream", { StreamName, ShardCount: shards });
  command(run, actor(PRODUCER, "producer", "code"));
  command(run, actor(CONSUMER, "consumer", "code"));
  command(run, actor(3, "producer", "sdk"));
  advance(run, 2 * SECOND_US);
  return run;
};

const call = (run: Run, operation: string, input: object, caller?: number): object => {
  const by = caller === undefined ? {} : { caller };
  const outcome = command(run, { type: "Call", operation, input, ...by });
  return outcome.ok ? outcome.output : outcome.error;
};

const outsideOf = (run: Run, id: number) => actorWithId(run.world, id)!.outside!;
const appOf = (run: Run) => actorWithId(run.world, CONSUMER)!.application!;

const gaugeOf = (run: Run) => {
  const actor = actorWithId(run.world, PRODUCER)!;
  return models.producers["code"]!.gauge(run.world, actor);
};

/** The numbers of the records made that no segment holds, counted one by one. */
const countedFrom = (run: Run) => {
  const { made, waiting } = outsideOf(run, PRODUCER);
  const stored = new Set<number>();
  for (const { calls, call: row, n, count } of run.world.streams[0]!.log.segments) {
    for (let at = 0; at < count; at++) {
      if (calls.producer[row[at]!] === PRODUCER) stored.add(n[at]!);
    }
  }
  const sinceUs = run.world.nowUs - 10 * SECOND_US;
  const fresh = waiting.filter((each) => each.rejectedUs > sinceUs).map((each) => each.n);
  const absent = Array.from({ length: made }, (_, n) => n).filter((n) => !stored.has(n));
  const backlog = absent.filter((n) => fresh.includes(n)).length;
  return { backlog, abandoned: absent.length - backlog };
};

const put = (run: Run, PartitionKey: string, text: string, caller: number | undefined = PRODUCER) =>
  call(run, "PutRecord", { StreamName, PartitionKey, Data: btoa(text) }, caller);

interface Answer {
  readonly ShardIterator: string;
  readonly NextShardIterator: string | null;
}
/** Reads a shard from the oldest record to where nothing is left, in this actor's name. */
const drain = (run: Run, shard: string, caller: number | undefined = CONSUMER): void => {
  const ShardIteratorType = "TRIM_HORIZON";
  const asked = { StreamName, ShardId: shard, ShardIteratorType };
  const { ShardIterator } = call(run, "GetShardIterator", asked, caller) as Answer;
  call(run, "GetRecords", { ShardIterator }, caller);
};

describe("puts in a producer's name", () => {
  it("are its own; those of the console and of kinds that act by themselves are not", () => {
    const run = makeWorld(1);
    put(run, "k", "a");
    call(run, "PutRecord", { StreamName, PartitionKey: "k", Data: btoa("a") });
    put(run, "k", "a", 3);
    const { calls } = run.world.streams[0]!.log.segments[0]!;
    expect(Array.from(calls.producer.slice(0, 3))).toEqual([PRODUCER, 0, 0]);
    expect(outsideOf(run, PRODUCER)).toMatchObject({ attempted: 1, accepted: 1, duplicated: 0 });
    expect(actorWithId(run.world, 3)?.outside).toBeUndefined();
  });

  it("count the same key and data put again as a copy, which an application is delivered as one", () => {
    const run = makeWorld(2);
    for (const text of ["a", "b", "a", "a"]) put(run, "k", text);
    put(run, "other", "a");
    expect(outsideOf(run, PRODUCER)).toMatchObject({ made: 3, accepted: 5, duplicated: 2 });
    advance(run, 3 * SECOND_US);
    for (const shard of ["0", "1"]) drain(run, shard);
    expect(appOf(run)).toMatchObject({ delivered: 5, producerCopies: 2, late: 0, reReads: 0 });
  });

  it("keep a refused record's number, so that a retry out of order is a reorder", () => {
    const run = makeWorld(1);
    const record = (text: string) => ({ PartitionKey: "k", Data: btoa(text) });
    const fill = Array.from({ length: 499 }, (_, at) => record(`f${at}`));
    call(run, "PutRecords", { StreamName, Records: fill }, PRODUCER);
    call(
      run,
      "PutRecords",
      { StreamName, Records: fill.map((_, at) => record(`g${at}`)) },
      PRODUCER,
    );
    const Records = ["a", "b", "c", "d"].map(record);
    call(run, "PutRecords", { StreamName, Records }, PRODUCER);
    const outside = outsideOf(run, PRODUCER);
    expect(outside.waiting.map((each) => atob(each.data))).toEqual(["c", "d"]);
    advance(run, 4 * SECOND_US);
    put(run, "k", "e");
    call(run, "PutRecords", { StreamName, Records: Records.slice(2) }, PRODUCER);
    expect(outsideOf(run, PRODUCER)).toMatchObject({
      waiting: [],
      throttled: 2,
      retried: 2,
      reordered: 2,
      duplicated: 0,
      made: 499 * 2 + 5,
    });
    expect(actorWithId(run.world, PRODUCER)?.reorders?.total).toBe(2);
  });

  it("add up, whatever is put: attempted = accepted + throttled, made = different records", () => {
    const record = fc.record({
      PartitionKey: fc.constantFrom("a", "b", "c"),
      Data: fc.constantFrom("eA==", "eQ==", LARGE),
    });
    const step = fc.tuple(
      fc.array(record, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(1, 100_000, 900_000),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        const run = makeWorld(2);
        const seen = new Set<string>();
        for (const [Records, waitUs] of steps) {
          const outcome = command(run, {
            type: "Call",
            operation: "PutRecords",
            input: { StreamName, Records },
            caller: PRODUCER,
          });
          if (outcome.ok) for (const each of Records) seen.add(`${each.PartitionKey}${each.Data}`);
          advance(run, run.world.nowUs + waitUs);
          checkRun(run);
        }
        const { outside } = actorWithId(run.world, PRODUCER)!;
        if (!outside) return;
        expect(outside.attempted).toBe(outside.accepted + outside.throttled);
        const { log } = run.world.streams[0]!;
        expect(outside.duplicated).toBe(log.copies.ordinal.length);
        expect(outside.made).toBeGreaterThanOrEqual(seen.size);
        const absent = outside.made - (outside.accepted - outside.duplicated);
        expect(absent).toBeGreaterThanOrEqual(0);
        expect(absent).toBeLessThanOrEqual(outside.waiting.length);
        const again = createRun({ ...emptyLog(5), entries: run.entries }, models);
        advance(again, run.world.nowUs);
        expect(stateHash(again)).toBe(stateHash(run));
      }),
      { numRuns: 60 },
    );
  });

  it("are stored, wait or are given up, each record once, whatever is refused, retried, copied", () => {
    const record = fc.record({
      PartitionKey: fc.constantFrom("a", "b", "c"),
      Data: fc.constantFrom("eA==", "eQ==", "eg==", "large", "larger"),
    });
    const sizes = new Map([
      ["large", LARGE],
      ["larger", LARGER],
    ]);
    const step = fc.record({
      Records: fc.array(record, { minLength: 1, maxLength: 6 }),
      again: fc.boolean(),
      waitUs: fc.constantFrom(1, 100_000, 900_000, 11 * SECOND_US),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const run = makeWorld(1);
        let refused: { PartitionKey: string; Data: string }[] = [];
        for (const { Records: fresh, again, waitUs } of steps) {
          const named = again && refused.length > 0 ? refused : fresh;
          const Records = named.map((each) => ({
            ...each,
            Data: sizes.get(each.Data) ?? each.Data,
          }));
          const output = call(run, "PutRecords", { StreamName, Records }, PRODUCER) as {
            readonly Records?: readonly { readonly ErrorCode: string | null }[];
          };
          refused = named.filter((_, at) => !output.Records || output.Records[at]?.ErrorCode);
          expect(gaugeOf(run)).toMatchObject(countedFrom(run));
          advance(run, run.world.nowUs + waitUs);
          expect(gaugeOf(run)).toMatchObject(countedFrom(run));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("are given up beyond the thousand that are known again", () => {
    const run = makeWorld(1);
    for (let at = 0; at < 7; at++) {
      const Records = Array.from({ length: 500 }, (_, seat) => ({
        PartitionKey: "k",
        Data: btoa(`${at} ${seat}`),
      }));
      call(run, "PutRecords", { StreamName, Records }, PRODUCER);
    }
    expect(gaugeOf(run)).toMatchObject({ accepted: 1_000, throttled: 2_500, backlog: 1_000 });
    advance(run, run.world.nowUs + 11 * SECOND_US);
    expect(gaugeOf(run)).toMatchObject({ abandoned: 2_500, backlog: 0 });
  });
});

describe("reads in a consumer's name", () => {
  it("are delivered to its application, and move its place; the console's are not", () => {
    const run = makeWorld(1);
    for (const text of ["a", "b", "c"]) put(run, "k", text);
    advance(run, 3 * SECOND_US);
    call(run, "GetRecords", { ShardIterator: "x" }, CONSUMER);
    const ShardIteratorType = "TRIM_HORIZON";
    const asked = { StreamName, ShardId: "0", ShardIteratorType };
    const { ShardIterator } = call(run, "GetShardIterator", asked) as Answer;
    call(run, "GetRecords", { ShardIterator });
    expect(appOf(run).delivered).toBe(0);
    const { NextShardIterator } = call(
      run,
      "GetRecords",
      { ShardIterator, Limit: 2 },
      CONSUMER,
    ) as Answer;
    expect(appOf(run)).toMatchObject({ delivered: 2, applied: 2, reReads: 0 });
    expect(outsideOf(run, CONSUMER).places.index[0]).toBe(2);
    call(run, "GetRecords", { ShardIterator: NextShardIterator }, CONSUMER);
    call(run, "GetRecords", { ShardIterator, Limit: 1 }, CONSUMER);
    expect(appOf(run)).toMatchObject({ delivered: 4, reReads: 1 });
    call(run, "GetRecords", { ShardIterator, Limit: 1 });
    expect(call(run, "GetRecords", { ShardIterator }, CONSUMER)).toMatchObject({
      name: "ProvisionedThroughputExceededException",
    });
    expect(appOf(run).throttledCalls).toBe(1);
    const { places } = outsideOf(run, CONSUMER);
    expect(FRONT_STATES[places.state[0]! - 1]).toBe("throttled");
    advance(run, 400 * SECOND_US);
    call(run, "GetRecords", { ShardIterator }, CONSUMER);
    expect(FRONT_STATES[places.state[0]! - 1]).toBe("expired-iterator");
  });

  it("of a child before its parent make its records' elders late", () => {
    const run = makeWorld(1);
    for (let at = 0; at < 4; at++) put(run, "k", `before ${at}`);
    const split = { StreamName, ShardToSplit: "0", NewStartingHashKey: (2n ** 127n).toString() };
    call(run, "SplitShard", split);
    advance(run, 40 * SECOND_US);
    put(run, "k", "after");
    advance(run, 41 * SECOND_US);
    for (const shard of ["1", "2", "0"]) drain(run, shard);
    expect(appOf(run)).toMatchObject({ delivered: 5, late: 4 });
    const { state } = outsideOf(run, CONSUMER).places;
    expect(Array.from(state.slice(0, 3))).toEqual([3, 1, 1]);
  });

  it("by SubscribeToShard are delivered as they are pushed, and end with the actor", () => {
    const run = makeWorld(1);
    const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
    call(run, "RegisterStreamConsumer", { StreamARN, ConsumerName: "c" });
    advance(run, 4 * SECOND_US);
    const ConsumerARN = `${StreamARN}/consumer/c:1767225602`;
    const input = { ConsumerARN, ShardId: "0", StartingPosition: { Type: "TRIM_HORIZON" } };
    expect(call(run, "SubscribeToShard", input, CONSUMER)).toEqual({ subscription: 1 });
    for (const text of ["a", "b", "c"]) put(run, "k", text);
    advance(run, 5 * SECOND_US);
    expect(appOf(run)).toMatchObject({ delivered: 3, late: 0 });
    expect(outsideOf(run, CONSUMER).places.index[0]).toBe(3);
    command(run, { type: "RemoveActor", id: CONSUMER });
    advance(run, 6 * SECOND_US);
    expect(run.world.settings?.subscribed).toEqual([]);
  });
});
