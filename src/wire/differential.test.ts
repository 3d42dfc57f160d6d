// @vitest-environment node
import { cbor, tag } from "@smithy/core/cbor";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../protocol/frame.ts";
import { makeApi } from "../testing/api.ts";
import { answer } from "./answer.ts";
import { requestIdOf } from "./requestId.ts";
import { CONTENT_TYPE, type Protocol, type WireResponse } from "./types.ts";
import { asJson, callOf, textOf } from "./wire.testing.ts";

const ITERATOR = "the iterator that was got last";

const mostly = <T>(likely: fc.Arbitrary<T>, ...rest: T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: likely, weight: 9 }, { arbitrary: fc.constantFrom(...rest), weight: 1 });

const StreamName = mostly(fc.constant("a"), "b", "absent", "", "no good");
const ShardId = mostly(
  fc.constantFrom("shardId-000000000000", "shardId-000000000001", "1"),
  "7",
  "x",
);
const Data = fc.uint8Array({ maxLength: 90 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const PartitionKey = fc.oneof(fc.string({ unit: "grapheme", maxLength: 20 }), fc.constant("k"));
const Timestamp = fc.oneof(
  fc.integer({ min: -9, max: 2e9 }),
  fc.double({ min: 0, max: 2e9 }).map((seconds) => Math.round(seconds * 1000) / 1000),
);
const wrong = fc.constantFrom<unknown>(null, true, 7, 1e300, [], {}, [null]);

type Model = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Mostly whole and of the right types; else any member may lack or be of another type. */
const shape = (model: Model): fc.Arbitrary<object> => {
  const loose = Object.entries(model).map(([key, each]) => [
    key,
    fc.oneof({ arbitrary: each, weight: 9 }, { arbitrary: wrong, weight: 1 }),
  ]);
  return fc.oneof(
    { arbitrary: fc.record(model), weight: 4 },
    { arbitrary: fc.record(Object.fromEntries(loose) as Model, { requiredKeys: [] }), weight: 1 },
  );
};

const INPUTS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  CreateStream: shape({
    StreamName: fc.constantFrom("a", "b", "c", ""),
    ShardCount: mostly(fc.integer({ min: 1, max: 3 }), 0),
    Tags: fc.dictionary(fc.constantFrom("Data", "Timestamp", "t"), fc.string(), { minKeys: 1 }),
  }),
  DeleteStream: shape({ StreamName: fc.constantFrom("b", "c", "absent") }),
  DescribeStream: shape({ StreamName, Limit: mostly(fc.constantFrom(1, 100), 0) }),
  DescribeStreamSummary: shape({ StreamName }),
  ListStreams: shape({ Limit: mostly(fc.constantFrom(1, 100), 0) }),
  ListShards: fc.oneof(
    shape({
      StreamName,
      ShardFilter: shape({ Type: fc.constantFrom("AT_LATEST", "FROM_TIMESTAMP"), Timestamp }),
    }),
    shape({ StreamName, StreamCreationTimestamp: Timestamp }),
  ),
  PutRecord: shape({
    StreamName,
    Data,
    PartitionKey,
    ExplicitHashKey: mostly(fc.constant("0"), "-1"),
  }),
  PutRecords: shape({
    StreamName,
    Records: fc.oneof(
      fc.array(fc.record({ Data, PartitionKey }), { minLength: 1, maxLength: 9 }),
      fc.array(shape({ Data, PartitionKey }), { maxLength: 9 }),
    ),
  }),
  GetShardIterator: fc.oneof(
    shape({
      StreamName,
      ShardId,
      ShardIteratorType: mostly(fc.constant("TRIM_HORIZON"), "LATEST", ""),
    }),
    shape({ StreamName, ShardId, ShardIteratorType: fc.constant("AT_TIMESTAMP"), Timestamp }),
  ),
  GetRecords: shape({
    ShardIterator: mostly(fc.constant(ITERATOR), "x"),
    Limit: mostly(fc.constantFrom(1, 10_000), 10_001),
  }),
  SplitShard: shape({
    StreamName,
    ShardToSplit: ShardId,
    NewStartingHashKey: mostly(fc.constantFrom("9", String(2n ** 127n + 9n)), "x"),
  }),
  MergeShards: shape({
    StreamName,
    ShardToMerge: mostly(fc.constant("0"), "1", "2"),
    AdjacentShardToMerge: mostly(fc.constant("1"), "0", "3"),
  }),
  UpdateShardCount: shape({
    StreamName,
    TargetShardCount: mostly(fc.integer({ min: 1, max: 4 }), 0),
    ScalingType: fc.constant("UNIFORM_SCALING"),
  }),
  IncreaseStreamRetentionPeriod: shape({
    StreamName,
    RetentionPeriodHours: mostly(fc.constantFrom(48, 72), 1, 9_000),
  }),
  DecreaseStreamRetentionPeriod: shape({
    StreamName,
    RetentionPeriodHours: mostly(fc.constantFrom(24, 48), 1, 9_000),
  }),
};

interface Step {
  readonly operation: string;
  readonly input: object;
  readonly waitUs: number;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(INPUTS).map(([operation, input]) =>
    fc.record({
      operation: fc.constant(operation),
      input,
      waitUs: fc.constantFrom(0, 1_000, 200_000, 3_000_000),
    }),
  ),
);

const TIMES = new Set(["Timestamp", "StreamCreationTimestamp"]);

/** As a client's encoder turns what the JSON protocol would say into CBOR. */
const forCbor = (operation: string, value: unknown, key = ""): unknown => {
  if (typeof value === "string" && key === "Data")
    return Uint8Array.from(Buffer.from(value, "base64"));
  if (typeof value === "number" && TIMES.has(key)) {
    return tag({ tag: 1, value: Math.round(value * 1000) });
  }
  if (Array.isArray(value)) return value.map((each) => forCbor(operation, each));
  if (typeof value !== "object" || value === null) return value;
  const blobs = operation.startsWith("Put");
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const free = key === "Tags" || (name === "Data" && !blobs);
      return [name, forCbor(operation, each, free ? "" : name)];
    }),
  );
};

const bodyOf = (protocol: Protocol, { operation, input }: Step): Uint8Array | string =>
  protocol === "json" ? JSON.stringify(input) : cbor.serialize(forCbor(operation, input) as object);

const outcomeOf = (protocol: Protocol, response: WireResponse): unknown => {
  if (response.body.length === 0) return {};
  if (protocol === "json") return JSON.parse(textOf(response));
  return asJson(cbor.deserialize(response.body));
};

const said = (outcome: Outcome): unknown => {
  if (outcome.ok) return outcome.output;
  const { name: __type, message } = outcome.error;
  return { __type, ...(__type === "SerializationException" ? { Message: message } : { message }) };
};

test("any calls over either wire equal the same calls at the engine's face", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const [face, json, inCbor] = [1, 2, 3].map(() => makeApi({ a: 2 }));
      let iterator = "none";
      for (const [n, told] of steps.entries()) {
        const input = JSON.parse(
          JSON.stringify(told.input).replaceAll(ITERATOR, iterator),
        ) as object;
        const each = { ...told, input };
        const outcome = face!.call(each.operation, each.input);
        for (const [protocol, api] of [
          ["json", json!],
          ["cbor", inCbor!],
        ] as const) {
          const call = callOf(each.operation, bodyOf(protocol, each), CONTENT_TYPE[protocol]);
          const response = answer(call, (name, asked) => api.call(name, asked), requestIdOf(n, 1));
          expect(response.status === 200).toBe(outcome.ok);
          expect(outcomeOf(protocol, response)).toEqual(said(outcome));
        }
        seen.add(`${each.operation} ${outcome.ok}`);
        if (outcome.ok && "ShardIterator" in outcome.output) {
          iterator = String(outcome.output.ShardIterator);
        }
        for (const api of [face!, json!, inCbor!]) api.wait(each.waitUs);
      }
    }),
    { numRuns: 100 },
  );
  expect(seen.size).toBeGreaterThan(1.6 * Object.keys(INPUTS).length);
});
