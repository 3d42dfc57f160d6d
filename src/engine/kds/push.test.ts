import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { models } from "../../headless/models.ts";
import { emptyLog, type Command, type Log } from "../../protocol/log.ts";
import { checkRun } from "../core/invariants.ts";
import { obeyLive, createLive } from "../core/live.ts";
import { advance, command, createRun } from "../core/run.ts";
import type { Run } from "../core/state.ts";
import { seek, stateHash } from "../core/travel.ts";
import { actorWithId } from "../core/world.ts";

const SECOND_US = 1_000_000;
const StreamName = "s";
const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
const READER = 2;
const SHARDS = 2;

const call = (operation: string, input: object, caller?: number): Command => ({
  type: "Call",
  operation,
  input,
  ...(caller === undefined ? {} : { caller }),
});

const close = (subscription: number): Command => ({ type: "EndSubscription", subscription });

/** Two registered consumers of a stream that is written to, and a program's actor. */
const BEGUN: Log = {
  ...emptyLog(9),
  entries: [
    { type: "Assume", assumptions: { createStreamUs: 1 } } as const,
    call("CreateStream", { StreamName, ShardCount: SHARDS }),
    ...[1, READER].map((id): Command => ({
      type: "AddActor",
      id,
      role: id === READER ? "consumer" : "producer",
      kind: id === READER ? "code" : "sdk",
      name: `n${id}`,
      letter: "A",
      stream: StreamName,
      params: id === READER ? {} : { ratePerS: 20 },
    })),
  ]
    .map((given) => ({ atUs: 0, command: given }))
    .concat(
      ["a", "b"].map((ConsumerName) => ({
        atUs: SECOND_US,
        command: call("RegisterStreamConsumer", { StreamARN, ConsumerName }),
      })),
    ),
};
const BEGUN_US = 2 * SECOND_US;

const arnOf = (consumer: number): string =>
  `${StreamARN}/consumer/${consumer === 0 ? "a" : "b"}:1767225601`;

const subscribe = (consumer: number, shard: number): Command =>
  call(
    "SubscribeToShard",
    {
      ConsumerARN: arnOf(consumer),
      ShardId: `shardId-00000000000${shard}`,
      StartingPosition: { Type: "LATEST" },
    },
    READER,
  );

const steps = fc.array(
  fc.record({
    waitUs: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 300_000 }),
      fc.integer({ min: 1, max: 7 * SECOND_US }),
    ),
    does: fc.oneof(
      fc.record({ consumer: fc.nat(1), shard: fc.nat(SHARDS - 1) }),
      fc.record({ close: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ close: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ put: fc.nat(4) }),
    ),
  }),
  { maxLength: 30 },
);
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

const commandOf = ({ does }: Step): Command => {
  if ("close" in does) return close(does.close);
  if ("put" in does) {
    return call("PutRecord", { StreamName, PartitionKey: `k${does.put}`, Data: "aGk=" });
  }
  return subscribe(does.consumer, does.shard);
};

const deliveredIn = (run: Run): number => actorWithId(run.world, READER)!.application!.delivered;

/** What was heard of each subscription, and when it was closed. */
const play = (todo: readonly Step[]) => {
  const run = createRun(BEGUN, models);
  advance(run, BEGUN_US);
  const heard = new Map<number, number[]>();
  const ended = new Set<number>();
  const closed = new Map<number, number>();
  const called = new Map<string, number>();
  let pushed = 0;
  run.onPush = (subscription, event, end) => {
    heard.set(subscription, [...(heard.get(subscription) ?? []), run.world.nowUs]);
    if (end) ended.add(subscription);
    pushed += (event as { Records?: unknown[] }).Records?.length ?? 0;
  };
  for (const step of todo) {
    advance(run, run.world.nowUs + step.waitUs);
    const given = commandOf(step);
    const outcome = command(run, given);
    if (given.type === "EndSubscription") {
      const { subscription } = given;
      const known = subscription <= (run.world.settings?.subscriptions ?? 0);
      const open = known && !ended.has(subscription) && !closed.has(subscription);
      expect(outcome.ok).toBe(open);
      if (open) closed.set(subscription, run.world.nowUs);
      else expect(run.entries.at(-1)?.command).not.toBe(given);
    } else if ("consumer" in step.does) {
      const place = `${step.does.consumer} ${step.does.shard}`;
      const before = called.get(place) ?? -Infinity;
      const againUs = run.world.nowUs - before;
      expect(outcome.ok).toBe(againUs >= 5 * SECOND_US);
      if (!outcome.ok && againUs > SECOND_US && outcome.error.name !== "LimitExceededException") {
        expect(outcome.error.name).toBe("ResourceInUseException");
      }
      if (outcome.ok) called.set(place, run.world.nowUs);
    }
    checkRun(run);
  }
  advance(run, run.world.nowUs + 10 * SECOND_US);
  return { run, heard, closed, pushed: () => pushed };
};

describe("a subscription that its client closes", () => {
  it("is pushed nothing more, holds its shard for 5 s from the call, and is a part of the log", () => {
    fc.assert(
      fc.property(steps, (todo) => {
        const { run, heard, closed, pushed } = play(todo);
        for (const [subscription, atUs] of closed) {
          for (const each of heard.get(subscription) ?? []) expect(each).toBeLessThanOrEqual(atUs);
          const { subscribed } = run.world.settings!;
          expect(subscribed.map(({ number }) => number)).not.toContain(subscription);
        }
        expect(actorWithId(run.world, READER)!.application!.delivered).toBeLessThanOrEqual(
          pushed(),
        );
        const { nowUs } = run.world;
        const hash = stateHash(run);
        const again = createRun({ ...BEGUN, entries: run.entries }, models);
        advance(again, nowUs);
        expect(stateHash(again)).toBe(hash);
        seek(run, Math.floor(nowUs / 2));
        seek(run, nowUs);
        expect(stateHash(run)).toBe(hash);
        expect(deliveredIn(run)).toBe(deliveredIn(again));
      }),
      { numRuns: 40 },
    );
  });

  it("leaves a live run as it leaves one that keeps its log", () => {
    fc.assert(
      fc.property(steps, (todo) => {
        const { run } = play(todo);
        const live = createLive(BEGUN, models);
        advance(live, BEGUN_US);
        for (const step of todo) {
          advance(live, live.world.nowUs + step.waitUs);
          obeyLive(live, commandOf(step));
        }
        advance(live, run.world.nowUs);
        expect(stateHash(live)).toBe(stateHash(run));
      }),
      { numRuns: 15 },
    );
  });

  it("is told in the journal, without a mark on the time bar", () => {
    const run = createRun(BEGUN, models);
    advance(run, BEGUN_US);
    const ticks = run.world.chronicle.ticks;
    command(run, subscribe(0, 1));
    expect(command(run, close(1))).toEqual({ ok: true, output: {} });
    expect(run.world.chronicle.ticks).toBe(ticks);
    expect(run.chronicle.journal.rows.at(-1)).toMatchObject({
      type: "edit",
      values: { command: "EndSubscription", actor: READER, consumer: "a", shard: 1 },
    });
    expect(command(run, close(1))).toEqual({
      ok: false,
      error: { name: "InvalidSubscription", message: "There is no subscription 1." },
    });
  });

  it("is refused alike where operations beyond the core are not loaded", () => {
    const bare = createRun(emptyLog(1), { producers: {}, consumers: {} });
    const whole = createRun(emptyLog(1), models);
    for (const number of [0, -1, 1, 1.5, Number.NaN, 2 ** 53]) {
      expect(command(bare, close(number))).toEqual(command(whole, close(number)));
    }
    expect(stateHash(bare)).toBe(stateHash(whole));
    expect(bare.entries).toEqual([]);
  });
});
