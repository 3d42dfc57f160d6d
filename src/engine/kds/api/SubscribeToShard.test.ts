import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StartingPosition, SubscribeToShardEvent } from "../../../aws/shapesMore.ts";
import { ACCOUNT, dataOf, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";
import { advance, command, createRun } from "../../core/run.ts";
import { seek, stateHash } from "../../core/travel.ts";
import { emptyLog } from "../../../protocol/log.ts";
import { moreOperations } from "./more.ts";

const StreamName = "orders";
const StreamARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`;
const SHARD = "shardId-000000000000";
const LATEST: StartingPosition = { Type: "LATEST" };
const HORIZON: StartingPosition = { Type: "TRIM_HORIZON" };

interface Told {
  readonly subscription: number;
  readonly atUs: number;
  readonly event: SubscribeToShardEvent & { name?: string; message?: string };
  readonly end: boolean;
}

/** A stream of one consumer, and what its subscriptions are told. */
const makeFan = (shards = 1) => {
  const api = makeApi({ [StreamName]: shards });
  const { Consumer } = api.ok("RegisterStreamConsumer", { StreamARN, ConsumerName: "c" });
  api.wait(2 * SECOND_US);
  const told: Told[] = [];
  api.run.onPush = (subscription, event, end) => {
    told.push({ subscription, atUs: api.run.world.nowUs, event: event as Told["event"], end });
  };
  const { ConsumerARN } = Consumer;
  const input = (StartingPosition: StartingPosition, ShardId = SHARD) => ({
    ConsumerARN,
    ShardId,
    StartingPosition,
  });
  return {
    api,
    told,
    ConsumerARN,
    input,
    subscribe: (position: StartingPosition, ShardId = SHARD) =>
      api.ok("SubscribeToShard", input(position, ShardId)).subscription,
    records: () => told.flatMap(({ event }) => event.Records ?? []),
  };
};

const put = (api: Api, text: string, PartitionKey = "k"): string =>
  api.ok("PutRecord", { StreamName, PartitionKey, Data: btoa(text) }).SequenceNumber;

describe("SubscribeToShard refuses", () => {
  it("what is not there, in a wrong state or place", () => {
    const { api, ConsumerARN, input } = makeFan();
    const of = (change: object) => api.refusal("SubscribeToShard", { ...input(LATEST), ...change });
    expect(of({ ConsumerARN: ConsumerARN.replace(/\d+$/, "1") })).toBe(
      `ResourceNotFoundException: Consumer c, account ${ACCOUNT} not found.`,
    );
    expect(of({ ShardId: "shardId-000000000007" })).toMatch(/^ResourceNotFoundException: Shard/);
    expect(of({ ShardId: "x" })).toMatch(/^ResourceNotFoundException: Could not find shard x/);
    api.wait(SECOND_US);
    expect(of({ StartingPosition: { Type: "AT_SEQUENCE_NUMBER" } })).toMatch(/^InvalidArgument/);
    api.wait(SECOND_US);
    expect(of({ StartingPosition: { Type: "AT_TIMESTAMP", Timestamp: 9e9 } })).toMatch(
      /^InvalidArgumentException: The timestampInMillis parameter cannot be greater/,
    );
    api.wait(SECOND_US);
    expect(of({ DryRun: true })).toMatch(/^DryRunOperationException: /);
    api.ok("RegisterStreamConsumer", { StreamARN, ConsumerName: "d" });
    const fresh = `${StreamARN}/consumer/d:${Math.floor(1_767_225_600 + api.run.world.nowUs / 1e6)}`;
    expect(of({ ConsumerARN: fresh })).toMatch(
      /^ResourceInUseException: Consumer d with creation timestamp \d+ under stream: orders , account \d+ is not in ACTIVE status\.$/,
    );
  });

  it("a second call within a second by its rate, and within five because one is active", () => {
    const { api, told, input, subscribe } = makeFan();
    const first = subscribe(LATEST);
    expect(api.refusal("SubscribeToShard", input(LATEST))).toMatch(/^LimitExceededException: /);
    api.wait(2 * SECOND_US);
    expect(api.refusal("SubscribeToShard", input(LATEST))).toBe(
      `ResourceInUseException: Another active subscription exists for this consumer: ${ACCOUNT}:orders:${SHARD}:c`,
    );
    api.wait(3 * SECOND_US);
    const second = subscribe(LATEST);
    api.wait(SECOND_US);
    const last = told.filter((each) => each.subscription === first).at(-1);
    expect(last?.end).toBe(true);
    expect(last?.event.name).toBe("ResourceInUseException");
    put(api, "for the second alone");
    api.wait(SECOND_US);
    const taken = told.filter(({ event }) => (event.Records?.length ?? 0) > 0);
    expect(taken.map((each) => each.subscription)).toEqual([second]);
  });
});

describe("a subscription", () => {
  it("begins at each of the five positions", () => {
    const texts = (position: (numbers: string[]) => StartingPosition): string[] => {
      const { api, subscribe, records } = makeFan();
      const numbers: string[] = [];
      for (const text of ["a", "b", "c"]) {
        numbers.push(put(api, text));
        api.wait(SECOND_US);
      }
      subscribe(position(numbers));
      put(api, "d");
      api.wait(SECOND_US);
      return records().map((each) => atob(each.Data));
    };
    expect(texts(() => HORIZON)).toEqual(["a", "b", "c", "d"]);
    expect(texts(() => LATEST)).toEqual(["d"]);
    const at = (Type: StartingPosition["Type"]) => (numbers: string[]) => ({
      Type,
      SequenceNumber: numbers[1]!,
    });
    expect(texts(at("AT_SEQUENCE_NUMBER"))).toEqual(["b", "c", "d"]);
    expect(texts(at("AFTER_SEQUENCE_NUMBER"))).toEqual(["c", "d"]);
    const timestamp = () => ({ Type: "AT_TIMESTAMP" as const, Timestamp: 1_767_225_605.5 });
    expect(texts(timestamp)).toEqual(["c", "d"]);
  });

  it("pushes at most every 100 ms, records as soon as they are readable, and lives five minutes", () => {
    const { api, told, subscribe } = makeFan();
    const startUs = api.run.world.nowUs;
    subscribe(LATEST);
    for (let at = 0; at < 40; at++) {
      put(api, String(at));
      api.wait(0.03 * SECOND_US);
    }
    api.wait(400 * SECOND_US);
    const gaps = told.slice(1).map((each, at) => each.atUs - told[at]!.atUs);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100_000);
    for (const { atUs, event } of told) {
      for (const each of event.Records) {
        const delayUs = atUs - (each.ApproximateArrivalTimestamp - 1_767_225_600) * SECOND_US;
        expect(delayUs).toBeGreaterThan(19_000);
        expect(delayUs).toBeLessThan(122_000);
      }
    }
    expect(told.filter((each) => each.end).length).toBe(1);
    expect(told.at(-1)?.end).toBe(true);
    expect(told.at(-1)!.atUs - startUs).toBeGreaterThanOrEqual(300 * SECOND_US);
    expect(told.at(-1)!.atUs - startUs).toBeLessThan(300.2 * SECOND_US);
  });

  it("goes on from ContinuationSequenceNumber without a gap or a copy, wherever it is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4_000_000 }), { maxLength: 12 }),
        fc.nat(11),
        (waits, cut) => {
          const { api, told, subscribe, records } = makeFan();
          subscribe(HORIZON);
          const sent = waits.map((waitUs, at) => {
            put(api, String(at));
            api.wait(waitUs);
            if (at === cut) {
              api.wait(6 * SECOND_US);
              const SequenceNumber = told.at(-1)!.event.ContinuationSequenceNumber!;
              subscribe({ Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber });
            }
            return String(at);
          });
          api.wait(SECOND_US);
          expect(records().map((each) => atob(each.Data))).toEqual(sent);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("tells the children at a closed shard's end, and nothing after that", () => {
    const { api, told, subscribe } = makeFan();
    subscribe(HORIZON);
    put(api, "a");
    const NewStartingHashKey = (2n ** 127n).toString();
    api.ok("SplitShard", { StreamName, ShardToSplit: SHARD, NewStartingHashKey });
    api.wait(40 * SECOND_US);
    const { event, end } = told.at(-1)!;
    expect(end).toBe(true);
    expect(event).not.toHaveProperty("ContinuationSequenceNumber");
    expect(event.ChildShards?.map((each) => [each.ShardId, each.ParentShards])).toEqual([
      ["shardId-000000000001", [SHARD]],
      ["shardId-000000000002", [SHARD]],
    ]);
    expect(api.run.world.settings?.subscribed).toEqual([]);
    const again = subscribe(HORIZON);
    api.wait(SECOND_US);
    const mine = told.filter((each) => each.subscription === again);
    expect(mine.map((each) => [each.event.Records.length, each.end])).toEqual([[1, true]]);
  });

  it("has 2 MiB/s of its own, whatever GetRecords takes and however many subscribe", () => {
    const { api, told, subscribe } = makeFan();
    for (let at = 0; at < 10; at++) {
      api.ok("PutRecord", { StreamName, PartitionKey: "k", Data: dataOf(200_000) });
      api.wait(SECOND_US / 2);
    }
    const again = api.ok("GetShardIterator", {
      StreamName,
      ShardId: SHARD,
      ShardIteratorType: "TRIM_HORIZON",
    });
    for (let at = 0; at < 5; at++) api.call("GetRecords", again);
    for (let at = 0; at < 25; at++) {
      api.ok("PutRecord", { StreamName, PartitionKey: "k", Data: dataOf(40_000) });
    }
    subscribe(HORIZON);
    const fromUs = api.run.world.nowUs;
    api.wait(10 * SECOND_US);
    let bytes = 0;
    for (const { atUs, event } of told) {
      for (const each of event.Records) bytes += atob(each.Data).length + 1;
      expect(bytes).toBeLessThanOrEqual(2_097_152 * (1 + (atUs - fromUs) / SECOND_US) + 200_001);
    }
    expect(bytes).toBe(10 * 200_001 + 25 * 40_001);
    const { readTokens } = api.stream(StreamName).shards;
    const spent = readTokens[0];
    api.wait(SECOND_US);
    expect(readTokens[0]).toBe(spent);
  });

  it("ends when its consumer goes, and is told so", () => {
    const { api, told, ConsumerARN, subscribe } = makeFan();
    subscribe(LATEST);
    api.ok("DeregisterStreamConsumer", { ConsumerARN });
    api.wait(SECOND_US);
    expect(told.at(-1)).toMatchObject({ end: true, event: { name: "ResourceNotFoundException" } });
    api.wait(10 * SECOND_US);
    expect(told.filter((each) => each.end).length).toBe(1);
  });

  it("is the same whether anyone listens, and after going back in time", () => {
    const models = { producers: {}, consumers: {}, operations: moreOperations };
    const run = createRun(emptyLog(3), models);
    const call = (operation: string, input: object): void => {
      const outcome = command(run, { type: "Call", operation, input });
      if (!outcome.ok) throw new Error(outcome.error.message);
    };
    call("CreateStream", { StreamName, ShardCount: 1 });
    advance(run, 2 * SECOND_US);
    call("RegisterStreamConsumer", { StreamARN, ConsumerName: "c" });
    advance(run, 4 * SECOND_US);
    const ConsumerARN = `${StreamARN}/consumer/c:1767225602`;
    call("SubscribeToShard", { ConsumerARN, ShardId: "0", StartingPosition: HORIZON });
    for (let at = 0; at < 20; at++) {
      call("PutRecord", { StreamName, PartitionKey: "k", Data: dataOf(at) });
      advance(run, run.world.nowUs + 90_000);
    }
    const endUs = run.world.nowUs;
    const hash = stateHash(run);
    let told = 0;
    run.onPush = () => void (told += 1);
    seek(run, 4.5 * SECOND_US);
    seek(run, endUs);
    expect(stateHash(run)).toBe(hash);
    expect(told).toBeGreaterThan(5);
  });
});
