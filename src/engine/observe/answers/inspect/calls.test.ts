import fc from "fast-check";
import { expect, test } from "vitest";
import type {
  GetRecordsOutput,
  PutRecordsOutput,
  PutRecordOutput,
} from "../../../../aws/shapes.ts";
import { models as kinds } from "../../../../kinds/registry.engine.ts";
import { moreKinds } from "../../../../kinds/registry.more.ts";
import type { Inspection, Outcome } from "../../../../protocol/frame.ts";
import type { Params } from "../../../../protocol/log.ts";
import type { ActorContext, Models } from "../../../core/actor.ts";
import { advance, command } from "../../../core/run.ts";
import type { Run } from "../../../core/state.ts";
import { moreOperations } from "../../../kds/api/more.ts";
import { sequenceNumberOf } from "../../../kds/sequence.ts";
import {
  call,
  consumer,
  producer,
  quickReshard,
  runOf,
  SECOND,
  streamOf,
} from "../runs.testing.ts";
import { inspect } from "./index.ts";

type ApiCall = Inspection["api"][number];

const lookAt = (run: Run, id: number): ApiCall =>
  inspect(run, streamOf(run), { type: "actor", id })!.api[0]!;

const isCut = (each: unknown): each is string => typeof each === "string";
const countOf = (list: readonly unknown[]): number =>
  list.reduce<number>((sum, each) => sum + (isCut(each) ? Number(each.slice(3)) : 1), 0);
const shown = <T>(list: readonly T[]): readonly T[] => list.filter((each) => !isCut(each));

interface Put {
  readonly atUs: number;
  readonly operation: string;
  readonly keys: readonly string[];
  /** Sequence number of each seat; undefined where it was refused. */
  readonly numbers: readonly (string | undefined)[];
}

interface Get {
  readonly atUs: number;
  readonly shard: number;
  readonly records: number;
  readonly throttled: boolean;
  readonly atEnd: boolean;
  readonly behindMs: number;
}

/** The kinds, with the last call of each actor written down as the service took it. */
const spied = () => {
  const puts = new Map<number, Put>();
  const gets = new Map<number, Get>();
  const spy = (ctx: ActorContext): ActorContext => {
    const { world, actor, nowUs: atUs } = ctx;
    return Object.create(ctx, {
      putRecords: {
        value: (...given: Parameters<ActorContext["putRecords"]>) => {
          const refused = ctx.putRecords(...given);
          const [seats, { operation }] = given;
          const places = Array.from({ length: seats.count }, (_, at) => at);
          puts.set(actor.id, {
            atUs,
            operation,
            keys: places.map((at) => world.keys.text[seats.key[at]!]!),
            numbers: places.map((at) => {
              if (seats.refused[at] !== 0) return undefined;
              const shard = seats.shard[at]!;
              return sequenceNumberOf(world, ctx.stream!, shard, seats.ordinal[at]!, atUs);
            }),
          });
          return refused;
        },
      },
      getRecords: {
        value: (...given: Parameters<ActorContext["getRecords"]>) => {
          ctx.getRecords(...given);
          const [shard, , , result] = given;
          const { throttled, count, atEnd, millisBehindLatest: behindMs } = result;
          gets.set(actor.id, { atUs, shard, throttled, records: count, atEnd, behindMs });
        },
      },
      pollNothing: {
        value: (...given: Parameters<ActorContext["pollNothing"]>) => {
          const nothing = ctx.pollNothing(...given);
          const [shard] = given;
          const empty = { throttled: false, records: 0, atEnd: false, behindMs: 0 };
          if (nothing) gets.set(actor.id, { atUs, shard, ...empty });
          return nothing;
        },
      },
    }) as ActorContext;
  };
  const sdk = kinds.producers["sdk"]!;
  const reader = kinds.consumers["get-records"]!;
  const models: Models = {
    operations: moreOperations,
    producers: { sdk: { ...sdk, on: (ctx, ...event) => sdk.on(spy(ctx), ...event) } },
    consumers: {
      "get-records": { ...reader, on: (ctx, ...event) => reader.on(spy(ctx), ...event) },
    },
  };
  return { models, puts, gets };
};

const traffic = fc.record({
  operation: fc.constantFrom("PutRecord", "PutRecords"),
  ratePerS: fc.constantFrom(3, 300, 1_500, 4_000),
  batch: fc.constantFrom(1, 20, 200),
  keys: fc.constantFrom(1, 7, 60),
  bytes: fc.constantFrom(20, 900),
  maxInFlight: fc.constantFrom(1, 50),
  attempts: fc.constantFrom(1, 4),
  lostRequestPercent: fc.constantFrom(0, 10),
  lostResponsePercent: fc.constantFrom(0, 10),
});
const reading = fc.record({
  order: fc.constantFrom("naive", "lineage"),
  pollMs: fc.constantFrom(100, 700),
  limit: fc.constantFrom(3, 10_000),
  ratePerS: fc.constantFrom(0, 200, 5_000),
  startPosition: fc.constantFrom("LATEST", "TRIM_HORIZON"),
});

/** Far more of one key than its shard takes, in calls of one record. */
const FLOOD = {
  operation: "PutRecord",
  ratePerS: 4_000,
  batch: 1,
  keys: 1,
  bytes: 20,
  maxInFlight: 50,
  attempts: 4,
  lostRequestPercent: 0,
  lostResponsePercent: 0,
} as const;
const FLOODS = [FLOOD, { ...FLOOD, operation: "PutRecords", batch: 200 }] as const;
/** More polls than a shard answers. */
const HASTE = {
  order: "naive",
  pollMs: 100,
  limit: 10_000,
  ratePerS: 5_000,
  startPosition: "TRIM_HORIZON",
} as const;
const STEPS = Array.from({ length: 20 }, (_, at) => 150_000 + at * 7_000);

const lived = (seed: number, write: Params, read: Params, kindsUsed: Models): Run =>
  runOf(
    [
      [0, quickReshard, call("CreateStream", { ShardCount: 2 })],
      [1.2, producer(1, write), consumer(2, "K", read), consumer(3, "N", { order: "naive" })],
      [3, call("SplitShard", { ShardToSplit: "shardId-0", NewStartingHashKey: "9".repeat(37) })],
      [6.5, { type: "Signal", id: 2, signal: "crash" }],
    ],
    1.2,
    seed,
    kindsUsed,
  );

test("a producer's call is the one that the service admitted last", () => {
  let refusals = 0;
  let whole = 0;
  let forgotten = 0;
  const check = (made: Put, seen: ApiCall): void => {
    if (seen.atUs !== made.atUs && made.numbers.every((each) => each === undefined)) {
      forgotten += 1;
      return;
    }
    expect(seen.operation).toBe(made.operation);
    expect(seen.atUs).toBe(made.atUs);
    if (made.operation === "PutRecord") {
      const response = seen.response as PutRecordOutput & { readonly __type?: string };
      expect((seen.request as { PartitionKey: string }).PartitionKey).toBe(made.keys[0]);
      expect(response.SequenceNumber).toBe(made.numbers[0]);
      const refused = made.numbers[0] === undefined;
      if (refused) whole += 1;
      expect(response.__type).toBe(refused ? "ProvisionedThroughputExceededException" : undefined);
      return;
    }
    const response = seen.response as PutRecordsOutput;
    const failed = made.numbers.filter((each) => each === undefined).length;
    expect(response.FailedRecordCount).toBe(failed);
    expect(countOf(response.Records)).toBe(made.keys.length);
    const asked = (seen.request as { Records: { PartitionKey: string }[] }).Records;
    expect(countOf(asked)).toBe(made.keys.length);
    const results = shown(response.Records);
    shown(asked).forEach(({ PartitionKey }, at) => {
      const result = results[at]!;
      const SequenceNumber = "SequenceNumber" in result ? result.SequenceNumber : undefined;
      const seats = made.numbers.flatMap((each, seat) => (each === SequenceNumber ? [seat] : []));
      expect(seats.map((seat) => made.keys[seat])).toContain(PartitionKey);
    });
    if (results.some((each) => "ErrorCode" in each)) refusals += 1;
  };
  fc.assert(
    fc.property(
      fc.nat(),
      traffic,
      fc.array(fc.nat(800_000), { minLength: 5 }),
      (seed, write, steps) => {
        const { models, puts } = spied();
        const run = lived(seed, write, {}, models);
        const first = lookAt(run, 1);
        expect(first).toMatchObject({ operation: write.operation, next: true });
        for (const us of steps) {
          advance(run, run.world.nowUs + us);
          const made = puts.get(1);
          const seen = lookAt(run, 1);
          if (made) check(made, seen);
          else expect(seen).toMatchObject({ operation: write.operation, next: true });
        }
      },
    ),
    {
      numRuns: 120,
      examples: FLOODS.map((each): [number, typeof each, number[]] => [1, each, STEPS]),
    },
  );
  expect(refusals).toBeGreaterThan(10);
  expect(whole).toBeGreaterThan(2);
  expect(forgotten).toBeLessThan(refusals + whole);
});

test("a consumer's call is one that the service answered so", () => {
  let timed = 0;
  let throttled = 0;
  fc.assert(
    fc.property(
      fc.nat(),
      traffic,
      reading,
      fc.array(fc.nat(900_000), { minLength: 5 }),
      (...given) => {
        const [seed, write, read, steps] = given;
        const { models, gets } = spied();
        const run = lived(seed, write, read, models);
        for (const us of steps) {
          advance(run, run.world.nowUs + us);
          const made = gets.get(2);
          const seen = lookAt(run, 2);
          if (!made) {
            expect(["ListShards", "GetShardIterator"]).toContain(seen.operation);
            continue;
          }
          const response = seen.response as GetRecordsOutput & { readonly __type?: string };
          if (seen.operation !== "GetRecords") continue;
          if (response.__type !== undefined) {
            throttled += 1;
            continue;
          }
          if (seen.atUs !== made.atUs) continue;
          timed += 1;
          expect(countOf(response.Records)).toBe(made.records);
          expect(response.MillisBehindLatest).toBe(made.behindMs);
          expect("NextShardIterator" in response).toBe(!made.atEnd);
        }
      },
    ),
    { numRuns: 120, examples: [[1, FLOOD, HASTE, STEPS]] },
  );
  expect(timed).toBeGreaterThan(100);
  expect(throttled).toBeGreaterThan(0);
});

const program = { type: "AddActor", name: "app", stream: "orders", params: {} } as const;
const records = fc.array(
  fc.record({
    PartitionKey: fc.constantFrom("a", "b", "c"),
    Data: fc.constantFrom("YQ==", "YmJi", "A".repeat(400_000)),
  }),
  { minLength: 1, maxLength: 8 },
);

/** An answer cut as the inspector cuts it. */
const cutAnswer = (outcome: Outcome): object => {
  if (!outcome.ok) return { __type: outcome.error.name, message: outcome.error.message };
  const output = outcome.output as { readonly Records?: readonly { readonly Data?: string }[] };
  if (!output.Records) return output;
  const list = output.Records.slice(0, 3).map((each) =>
    each.Data !== undefined && each.Data.length > 1_024
      ? { ...each, Data: `${each.Data.slice(0, 1_024)}… +${each.Data.length - 1_024}` }
      : each,
  );
  const more = output.Records.length - list.length;
  return { ...output, Records: [...list, ...(more > 0 ? [`… +${more}`] : [])] };
};

test("a program's call is told as it was made and answered", () => {
  const models: Models = { ...moreKinds, operations: moreOperations };
  const unanswered = { put: 0, get: 0 };
  fc.assert(
    fc.property(fc.array(fc.tuple(records, fc.nat(400_000), fc.boolean())), (calls) => {
      const run = runOf(
        [
          [0, call("CreateStream", { ShardCount: 1 })],
          [1.2, { ...program, id: 1, role: "producer", kind: "code", letter: "P" }],
          [1.3, { ...program, id: 2, role: "consumer", kind: "code", letter: "C" }],
        ],
        1.3,
        7,
        models,
      );
      expect(lookAt(run, 1)).toMatchObject({ operation: "PutRecord", next: true });
      expect(lookAt(run, 2)).toMatchObject({ operation: "ListShards", next: true });
      const made = (operation: string, input: object, caller: number): [Outcome, ApiCall] => {
        const outcome = command(run, { type: "Call", operation, input, caller });
        const seen = lookAt(run, caller);
        expect(seen).toMatchObject({ operation, atUs: run.world.nowUs });
        return [outcome, seen];
      };
      const StreamName = "orders";
      const place = { StreamName, ShardId: "shardId-0", ShardIteratorType: "TRIM_HORIZON" };
      const [begun, asked] = made("GetShardIterator", place, 2);
      expect(asked.request).toEqual(place);
      let next = (begun as { output: { ShardIterator: string } }).output.ShardIterator;
      for (const [Records, waitUs, single] of calls) {
        advance(run, run.world.nowUs + waitUs);
        const [put, seen] = single
          ? made("PutRecord", { StreamName, ...Records[0] }, 1)
          : made("PutRecords", { StreamName, Records }, 1);
        if (seen.response) expect(seen.response).toEqual(cutAnswer(put));
        else unanswered.put += 1;
        advance(run, run.world.nowUs + 30_000);
        const [got, read] = made("GetRecords", { ShardIterator: next, Limit: 5 }, 2);
        if (read.response) expect(read.response).toEqual(cutAnswer(got));
        else unanswered.get += 1;
        const front = inspect(run, streamOf(run), { type: "front", consumer: 2, shard: 0 })!;
        expect(front.api.at(-1)).toEqual(read);
        expect(front.api[0]!.operation).toBe("GetShardIterator");
        if (got.ok) next = (got.output as GetRecordsOutput).NextShardIterator!;
      }
    }),
    { numRuns: 150 },
  );
  expect(unanswered).toEqual({ put: 0, get: 0 });
});

test("what is no API call of the log's own is left out", () => {
  const run = runOf([[0, call("CreateStream", { ShardCount: 1 })]], 2);
  expect(inspect(run, streamOf(run), { type: "actor", id: 9 })).toBeUndefined();
  command(run, producer(4, { ratePerS: 0 }));
  command(run, { ...consumer(5, "Q", {}), stream: "none" } as never);
  advance(run, 5 * SECOND);
  expect(lookAt(run, 4)).toMatchObject({ operation: "PutRecords", next: true });
  expect(lookAt(run, 5)).toEqual({
    operation: "ListShards",
    request: { StreamName: "none" },
    next: true,
  });
});
