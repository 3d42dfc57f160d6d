import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SubscribeToShardEvent } from "../../aws/shapesMore.ts";
import { models } from "../../headless/models.ts";
import { emptyLog, type Command } from "../../protocol/log.ts";
import { advance, command, createRun } from "../core/run.ts";
import type { Run } from "../core/state.ts";
import { openLog, seek, stateHash } from "../core/travel.ts";
import { answerMetrics } from "../observe/answers/metrics.ts";

const SECOND_US = 1_000_000;
const StreamName = "s";
const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
const NAMES = [
  "SubscribeToShard.Success",
  "SubscribeToShard.RateExceeded",
  "SubscribeToShardEvent.Success",
  "SubscribeToShardEvent.Records",
  "SubscribeToShardEvent.Bytes",
  "SubscribeToShardEvent.MillisBehindLatest",
] as const;

const call = (operation: string, input: object): Command => ({ type: "Call", operation, input });

const subscribe = (consumer: string, Type = "TRIM_HORIZON", shard = 0): Command =>
  call("SubscribeToShard", {
    ConsumerARN: `${StreamARN}/consumer/${consumer}:1767225600`,
    ShardId: `shardId-00000000000${shard}`,
    StartingPosition: { Type },
  });

/** Two shards, traffic, and the consumers "a" and "b". */
const begin = (): Run => {
  const run = createRun(emptyLog(4), models);
  command(run, { type: "Assume", assumptions: { createStreamUs: 1 } });
  command(run, call("CreateStream", { StreamName, ShardCount: 2 }));
  advance(run, 1);
  for (const ConsumerName of ["a", "b"]) {
    command(run, call("RegisterStreamConsumer", { StreamARN, ConsumerName }));
  }
  command(run, {
    type: "AddActor",
    id: 1,
    role: "producer",
    kind: "sdk",
    name: "p",
    letter: "P",
    stream: StreamName,
    params: { ratePerS: 50 },
  });
  advance(run, 2 * SECOND_US);
  return run;
};

const answered = (run: Run, consumer: string | undefined, periodS: 1 | 60 = 1) =>
  answerMetrics(run, run.world.streams[0], {
    periodS,
    names: NAMES,
    shard: -1,
    ...(consumer === undefined ? {} : { consumer }),
    fromUs: 0,
    toUs: run.world.nowUs,
  });

/** By metric, by second. */
const seriesOf = (run: Run, consumer: string): Record<string, number[]> =>
  Object.fromEntries(answered(run, consumer).series.map(({ name, values }) => [name, [...values]]));

const zeros = (run: Run): Record<string, number[]> => {
  const seconds = Math.floor(run.world.nowUs / SECOND_US);
  return Object.fromEntries(NAMES.map((name) => [name, Array.from({ length: seconds }, () => 0)]));
};

const steps = fc.array(
  fc.record({
    waitUs: fc.integer({ min: 0, max: 4 * SECOND_US }),
    consumer: fc.constantFrom("a", "b"),
    shard: fc.nat(1),
    close: fc.nat(5),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("metrics of enhanced fan-out", () => {
  it("are what was answered and pushed, by consumer and second, on a replay as well", () => {
    fc.assert(
      fc.property(steps, (todo) => {
        const run = begin();
        const told = new Map<number, string>();
        const expected: { consumer: string; second: number; column: number; value: number }[] = [];
        const tell = (consumer: string, column: number, value: number): void => {
          const second = Math.ceil(run.world.nowUs / SECOND_US) - 1;
          expected.push({ consumer, second, column, value });
        };
        run.onPush = (subscription, event) => {
          const { Records, MillisBehindLatest } = event as Partial<SubscribeToShardEvent>;
          if (!Records || MillisBehindLatest === undefined) return;
          const consumer = told.get(subscription)!;
          tell(consumer, 2, 1);
          tell(consumer, 3, Records.length);
          tell(consumer, 5, MillisBehindLatest);
        };
        for (const { waitUs, consumer, shard, close } of todo) {
          advance(run, run.world.nowUs + waitUs);
          if (close > 0) command(run, { type: "EndSubscription", subscription: close });
          if (run.world.nowUs % SECOND_US === 0) advance(run, run.world.nowUs + 1);
          const outcome = command(run, subscribe(consumer, "TRIM_HORIZON", shard));
          if (outcome.ok) told.set(run.world.settings!.subscriptions, consumer);
          tell(consumer, outcome.ok ? 0 : 1, 1);
        }
        advance(run, (Math.floor(run.world.nowUs / SECOND_US) + 8) * SECOND_US);
        const check = (each: Run): void => {
          for (const consumer of answered(each, undefined).consumers ?? []) {
            const wanted = zeros(each);
            for (const { second, column, value, ...of } of expected) {
              if (of.consumer !== consumer) continue;
              const row = wanted[NAMES[column]!]!;
              row[second] = column === 5 ? Math.max(row[second]!, value) : row[second]! + value;
            }
            const got = seriesOf(each, consumer);
            wanted["SubscribeToShardEvent.Bytes"] = got["SubscribeToShardEvent.Bytes"]!;
            expect(got).toEqual(wanted);
          }
        };
        const names = new Set(expected.map(({ consumer }) => consumer));
        expect(new Set(answered(run, undefined).consumers)).toEqual(names);
        check(run);
        const again = createRun({ ...emptyLog(4), entries: run.entries }, models);
        advance(again, run.world.nowUs);
        check(again);
      }),
      { numRuns: 25 },
    );
  });

  it("count the bytes that were pushed, and a minute's greatest delay", () => {
    const run = begin();
    advance(run, 10 * SECOND_US);
    command(run, subscribe("a"));
    advance(run, 70 * SECOND_US);
    const got = seriesOf(run, "a");
    const sum = (name: (typeof NAMES)[number]): number =>
      got[name]!.reduce((all, each) => all + each);
    const { shards } = run.world.streams[0]!;
    const left = shards.records[0]! - sum("SubscribeToShardEvent.Records");
    expect(left).toBeLessThan(10);
    expect(sum("SubscribeToShardEvent.Bytes") / shards.bytes[0]!).toBeGreaterThan(0.98);
    expect(sum("SubscribeToShardEvent.Bytes")).toBeLessThanOrEqual(shards.bytes[0]!);
    const minutes = answered(run, "a", 60).series;
    minutes.forEach(({ name, values }, at) => {
      const each = got[NAMES[at]!]!.slice(0, 60);
      const whole = name.endsWith("Latest")
        ? Math.max(...each)
        : each.reduce((all, value) => all + value);
      expect(values[0]).toBe(whole);
    });
    expect(minutes.map(({ unit }) => unit)).toEqual([
      "Count",
      "Count",
      "Count",
      "Count",
      "Bytes",
      "Milliseconds",
    ]);
  });

  it("leave no trace where nobody subscribes, nor in the state's hash", () => {
    const run = begin();
    advance(run, 20 * SECOND_US);
    expect(answered(run, undefined)).not.toHaveProperty("consumers");
    expect(answered(run, "a").series).toEqual([]);
    expect([run.world.fanOut, run.chronicle.fanOut]).toEqual([undefined, undefined]);
    command(run, subscribe("a"));
    advance(run, 25 * SECOND_US);
    const hash = stateHash(run);
    expect(answered(run, undefined).consumers).toEqual(["a"]);
    expect(answered(run, undefined).series).toEqual([]);
    delete run.world.fanOut;
    expect(stateHash(run)).toBe(hash);
  });

  it("go back with the run, and are another branch's after an edit in the past", () => {
    const run = begin();
    advance(run, 10 * SECOND_US);
    command(run, subscribe("a"));
    advance(run, 30 * SECOND_US);
    command(run, subscribe("b"));
    advance(run, 60 * SECOND_US);
    const whole = seriesOf(run, "a");
    seek(run, 20 * SECOND_US);
    expect(answered(run, undefined).consumers).toEqual(["a"]);
    expect(seriesOf(run, "a")[NAMES[3]]).toEqual(whole[NAMES[3]]!.slice(0, 20));
    seek(run, 60 * SECOND_US);
    expect(seriesOf(run, "a")).toEqual(whole);
    seek(run, 20 * SECOND_US);
    command(run, { type: "EndSubscription", subscription: 1 });
    const old = run.ghost!.chronicle.fanOut!.map(({ consumer, count }) => [consumer, count]);
    advance(run, 60 * SECOND_US);
    expect(answered(run, undefined).consumers).toEqual(["a"]);
    const after = seriesOf(run, "a");
    for (const name of NAMES) {
      expect(after[name]).toEqual([
        ...whole[name]!.slice(0, 20),
        ...Array.from({ length: 40 }, () => 0),
      ]);
    }
    expect(run.ghost!.chronicle.fanOut!.map(({ consumer, count }) => [consumer, count])).toEqual(
      old,
    );
    const opened = openLog({ ...emptyLog(4), entries: run.entries }, models, run);
    advance(opened, 60 * SECOND_US);
    expect(seriesOf(opened, "a")).toEqual(after);
  });
});
