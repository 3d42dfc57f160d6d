import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashKeyOf } from "../../../aws/partitionKey.ts";
import type { GetRecordsOutput } from "../../../aws/shapes.ts";
import type { Inspection } from "../../../protocol/frame.ts";
import type { Selection } from "../../../protocol/viewport.ts";
import { models } from "../../../headless/models.ts";
import { emptyLog } from "../../../protocol/log.ts";
import { advance, command, createRun } from "../../core/run.ts";
import type { Run } from "../../core/state.ts";
import { call as callApi } from "../../kds/api/index.ts";
import { arrivalOf, SEGMENT } from "../../kds/records.ts";
import { inspect } from "./inspect/index.ts";
import {
  call,
  consumer,
  producer,
  quickReshard,
  runOf,
  SECOND,
  spiedModels,
  streamOf,
  type Plan,
} from "./runs.testing.ts";

const plan: Plan = [
  [0, quickReshard, call("CreateStream", { ShardCount: 1 })],
  [
    1.1,
    producer(1, { ratePerS: 60, keys: 8, batch: 7, lostResponsePercent: 10, bytesMax: 3_000 }),
    consumer(2, "N", { order: "naive", limit: 30, ratePerS: 50, listShardsMs: 1_000 }),
    consumer(3, "K", { order: "lineage", limit: 400, checkpointMs: 60_000 }),
    call("PutRecord", { Data: "aGVsbG8=", PartitionKey: "hand", ExplicitHashKey: "77" }),
  ],
  [5, call("SplitShard", { ShardToSplit: "shardId-0", NewStartingHashKey: String(1n << 127n) })],
  [9.5, { type: "Signal", id: 3, signal: "crash" }],
];

const look = (run: Run, selection: Selection): Inspection =>
  inspect(run, streamOf(run), selection)!;

const valueOf = (seen: Inspection, id: string): string | number | undefined =>
  seen.facts.find((fact) => fact.id === id)?.value;

const ask = (run: Run, operation: string, input: object): object => {
  const outcome = callApi(run, operation, input, { principal: "test" });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.output;
};

describe("a record", () => {
  test("is told as it was put, and when each consumer took it", () => {
    const { kinds, book } = spiedModels();
    const run = runOf(plan, 20, 7, kinds);
    const { log } = streamOf(run);
    fc.assert(
      fc.property(fc.nat(log.total - 1), (ordinal) => {
        const seen = look(run, { type: "record", ordinal });
        const key = String(valueOf(seen, "partitionKey"));
        expect(valueOf(seen, "hashKey")).toBe(String(hashKeyOf(key)));
        expect(valueOf(seen, "arrivalUs")).toBe(arrivalOf(log, ordinal));
        expect(seen.targets).toContainEqual({ type: "record", ordinal });
        for (const [id, letter] of [
          [2, "N"],
          [3, "K"],
        ] as const) {
          const taken = book.filter((each) => each.consumer === id && each.ordinal === ordinal);
          expect(valueOf(seen, `read:${letter}`)).toBe(taken[0]?.atUs ?? -1);
          expect(valueOf(seen, `reRead:${letter}`)).toBe(
            taken.length > 1 ? taken.length - 1 : undefined,
          );
          expect(valueOf(seen, `readBefore:${letter}`)).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
    expect(book.filter((each) => each.consumer === 3).length).toBeGreaterThan(
      new Set(book.filter((each) => each.consumer === 3).map((each) => each.ordinal)).size,
    );
  });

  test("has the GetRecords answer that the API gives when it is asked", () => {
    const run = runOf(plan, 20);
    advance(run, 20.5 * SECOND);
    const { log } = streamOf(run);
    let asked = 0;
    const last = log.total - 10;
    for (let ordinal = 0; ordinal < last; ordinal += 97) {
      advance(run, run.world.nowUs + 5 * SECOND);
      const get = look(run, { type: "record", ordinal }).api.find(
        ({ operation }) => operation === "GetRecords",
      )!;
      const { response } = get as { response: GetRecordsOutput };
      const answer = ask(run, "GetRecords", get.request) as GetRecordsOutput;
      const data = answer.Records[0]!.Data;
      const shown = response.Records[0]!;
      const cut = shown.Data.indexOf("…");
      expect(data.startsWith(cut < 0 ? shown.Data : shown.Data.slice(0, cut))).toBe(true);
      if (cut >= 0) expect(Number(shown.Data.slice(cut + 3))).toBe(data.length - cut);
      expect({ ...answer, Records: [{ ...answer.Records[0], Data: "" }] }).toEqual({
        ...response,
        Records: [{ ...shown, Data: "" }],
      });
      asked += 1;
    }
    expect(asked).toBeGreaterThan(5);
  });

  test("has the call that stored it, its own seat first", () => {
    const run = runOf(plan, 8);
    for (let ordinal = 5; ordinal < 60; ordinal += 5) {
      const seen = look(run, { type: "record", ordinal });
      const put = seen.api[0] as {
        operation: string;
        request: { Records: { PartitionKey: string }[] };
        response: { Records: { SequenceNumber: string }[] };
      };
      expect(put.operation).toBe(valueOf(seen, "operation"));
      expect(put.operation).toBe("PutRecords");
      expect(put.request.Records[0]!.PartitionKey).toBe(valueOf(seen, "partitionKey"));
      expect(put.response.Records[0]!.SequenceNumber).toBe(valueOf(seen, "sequenceNumber"));
      expect(valueOf(seen, "seat")).toBeLessThanOrEqual(Number(valueOf(seen, "callRecords")));
    }
  });

  test("put by hand has its own data and ExplicitHashKey", () => {
    const run = runOf(plan, 3);
    const [ordinal] = streamOf(run).log.payloads.ordinal;
    const seen = look(run, { type: "record", ordinal: ordinal! });
    expect(valueOf(seen, "explicitHashKey")).toBe("77");
    expect(valueOf(seen, "producer")).toBe("console");
    expect(valueOf(seen, "y")).toBeCloseTo(0, 15);
    expect(seen.api[0]).toMatchObject({
      operation: "PutRecord",
      request: { Data: "aGVsbG8=", PartitionKey: "hand", ExplicitHashKey: "77" },
      response: { ShardId: "shardId-000000000000", EncryptionType: "NONE" },
    });
  });

  test("held as a count only is told with about when it arrived", () => {
    const run = createRun({ ...emptyLog(5), recordBudget: 2 * SEGMENT }, models);
    command(run, call("CreateStream", { ShardCount: 4 }));
    command(run, producer(1, { ratePerS: 3_000, keys: 100, batch: 500 }));
    command(run, consumer(2, "K", {}));
    advance(run, 75 * SECOND);
    const { log } = streamOf(run);
    expect(log.lowest).toBeGreaterThan(0);
    const [fold] = log.folds;
    const middle = Math.floor((fold!.firstOrdinal + fold!.endOrdinal) / 2);
    const seen = look(run, { type: "record", ordinal: middle });
    expect(valueOf(seen, "folded")).toBe(1);
    expect(Number(valueOf(seen, "arrivalUs")) / SECOND).toBeCloseTo(1 + middle / 3_000, 0);
    const [{ operation, request, response }] = seen.api as [Inspection["api"][number]];
    const { Shards } = ask(run, operation, request) as { readonly Shards: readonly object[] };
    expect(response).toEqual({ Shards: [...Shards.slice(0, 3), "… +1"] });
    const held = look(run, { type: "record", ordinal: log.lowest * SEGMENT });
    const get = held.api.find(({ operation }) => operation === "GetRecords")!;
    expect(ask(run, "GetRecords", get.request)).toMatchObject({
      Records: [{ SequenceNumber: valueOf(held, "sequenceNumber") }],
    });
    expect(valueOf(held, "read:K")).toBeGreaterThan(Number(valueOf(held, "arrivalUs")));
  });

  test("that is not there has no inspection", () => {
    const run = runOf(plan, 3);
    for (const ordinal of [-1, 1e9, 0.5]) {
      expect(inspect(run, streamOf(run), { type: "record", ordinal })).toBeUndefined();
    }
    expect(inspect(run, undefined, { type: "record", ordinal: 0 })).toBeUndefined();
  });
});

describe("a shard", () => {
  test("tells its lineage, its readers and the API's own entry", () => {
    const run = runOf(plan, 8.5);
    const parent = look(run, { type: "shard", shard: 0 });
    expect(valueOf(parent, "state")).toBe("CLOSED");
    expect(parent.facts.filter(({ id }) => id === "child").map(({ value }) => value)).toEqual([
      1, 2,
    ]);
    const child = look(run, { type: "shard", shard: 1 });
    expect(valueOf(child, "parent")).toBe(0);
    expect(valueOf(child, "next")).toBe(2);
    expect(valueOf(child, "range")).toBeCloseTo(0.5, 12);
    expect(["waiting-for-parent", "reading"]).toContain(valueOf(child, "state:K"));
    const listed = ask(run, "ListShards", { StreamName: streamOf(run).name }) as {
      Shards: object[];
    };
    expect((child.api[0]!.response as { Shards: object[] }).Shards[0]).toEqual(listed.Shards[1]);
    const end = parent.api[1]!;
    expect(ask(run, "GetRecords", end.request)).toEqual(end.response);
  });
});

describe("a front", () => {
  test("tells the place that GetRecords goes on from", () => {
    const run = runOf(plan, 4.2);
    const seen = look(run, { type: "front", consumer: 3, shard: 0 });
    const places = run.world.actors[2]!.state as { index: Float64Array };
    const unread = streamOf(run).shards.records[0]! - places.index[0]!;
    expect(valueOf(seen, "unread")).toBe(unread);
    expect(valueOf(seen, "state")).toBe("reading");
    expect(Number(valueOf(seen, "nextCallUs"))).toBeGreaterThan(run.world.nowUs);
    expect(valueOf(seen, "iteratorExpiresUs")).toBe(
      Number(valueOf(seen, "lastCallUs")) + 300 * SECOND,
    );
    const [iterator, get] = seen.api;
    expect(iterator!.operation).toBe("GetShardIterator");
    const { NextShardIterator } = get!.response as GetRecordsOutput;
    const answer = ask(run, "GetRecords", { ShardIterator: NextShardIterator }) as GetRecordsOutput;
    expect(answer.Records.length).toBeLessThanOrEqual(unread);
    const after = answer.Records[0]?.SequenceNumber ?? "9".repeat(56);
    expect(BigInt(String(valueOf(seen, "sequenceNumber")))).toBeLessThan(BigInt(after));
  });

  test("that waits names the parents it waits for", () => {
    const run = runOf(plan, 7.001);
    const seen = look(run, { type: "front", consumer: 3, shard: 2 });
    expect(valueOf(seen, "state")).toBe("waiting-for-parent");
    expect(valueOf(seen, "waitsFor")).toBe(0);
    expect(seen.api).toEqual([
      {
        operation: "GetShardIterator",
        request: {
          StreamName: streamOf(run).name,
          ShardId: "shardId-000000000002",
          ShardIteratorType: "TRIM_HORIZON",
        },
        next: true,
      },
    ]);
  });
});

describe("actors and evidence", () => {
  test("an actor tells its next call, checkpoint and sink", () => {
    const run = runOf(plan, 9);
    const seen = look(run, { type: "actor", id: 3 });
    expect(valueOf(seen, "sink")).toBe("none");
    expect(Number(valueOf(seen, "checkpointUs"))).toBeLessThanOrEqual(run.world.nowUs);
    expect(Number(valueOf(seen, "checkpointUs"))).toBeGreaterThan(7 * SECOND);
    expect(Number(valueOf(seen, "nextCallUs"))).toBeGreaterThan(run.world.nowUs);
    const writer = look(run, { type: "actor", id: 1 });
    expect(valueOf(writer, "nextCallUs")).toBeDefined();
    expect(valueOf(writer, "lastError")).toBe("TimeoutError");
  });

  test("evidence has both records as GetRecords returned them", () => {
    const run = runOf(plan, 20);
    const app = run.world.actors[1]!.application!;
    expect(app.late).toBeGreaterThan(0);
    const row = app.evidence.total - 1;
    const seen = look(run, { type: "evidence", consumer: 2, row });
    const ordinals = [valueOf(seen, "ordinal"), valueOf(seen, "higherOrdinal")].map(Number);
    expect(ordinals[0]).toBeLessThan(ordinals[1]!);
    expect(Number(valueOf(seen, "atUs"))).toBeGreaterThanOrEqual(
      Number(valueOf(seen, "higherAtUs")),
    );
    const numbers = seen.api.map(
      ({ response }) => (response as GetRecordsOutput).Records[0]!.SequenceNumber,
    );
    expect(numbers).toEqual([
      valueOf(seen, "sequenceNumber"),
      valueOf(seen, "higherSequenceNumber"),
    ]);
    expect(BigInt(numbers[0]!)).toBeLessThan(BigInt(numbers[1]!));
    const forgotten = { type: "evidence", consumer: 2, row: row + 1 } as const;
    expect(inspect(run, streamOf(run), forgotten)).toBeUndefined();
  });
});
