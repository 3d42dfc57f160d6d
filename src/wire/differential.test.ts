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

const StreamName = fc.constantFrom("a", "a", "b", "absent", "", "no good");
const ShardId = fc.constantFrom("shardId-000000000000", "shardId-000000000001", "1", "x");
const Data = fc.uint8Array({ maxLength: 90 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const PartitionKey = fc.oneof(fc.string({ unit: "grapheme", maxLength: 20 }), fc.constant("k"));
const Timestamp = fc.oneof(
  fc.integer({ min: -9, max: 2e9 }),
  fc.double({ min: 0, max: 2e9 }).map((seconds) => Math.round(seconds * 1000) / 1000),
);
const wrong = fc.constantFrom<unknown>(null, true, 7, 1e300, [], {}, [null]);
const optional = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<Record<string, unknown>>(
    Object.fromEntries(
      Object.entries<fc.Arbitrary<unknown>>(model).map(([key, each]) => [
        key,
        fc.oneof({ arbitrary: each, weight: 30 }, { arbitrary: wrong, weight: 1 }),
      ]),
    ),
    { requiredKeys: [] },
  );
const needed = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<Record<string, unknown>>(model as Record<string, fc.Arbitrary<unknown>>);

const INPUTS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  CreateStream: optional({
    StreamName,
    ShardCount: fc.integer({ min: 0, max: 3 }),
    Tags: fc.dictionary(fc.constantFrom("Data", "Timestamp", "t"), fc.string()),
  }),
  DeleteStream: optional({ StreamName }),
  DescribeStream: optional({ StreamName, Limit: fc.nat({ max: 3 }) }),
  DescribeStreamSummary: optional({ StreamName }),
  ListStreams: optional({ Limit: fc.nat({ max: 3 }) }),
  ListShards: fc.oneof(
    needed({ StreamName }),
    optional({
      StreamName,
      StreamCreationTimestamp: Timestamp,
      ShardFilter: optional({ Type: fc.constantFrom("AT_LATEST", "FROM_TIMESTAMP"), Timestamp }),
    }),
  ),
  PutRecord: fc.oneof(
    needed({ StreamName, Data, PartitionKey }),
    optional({ StreamName, Data, PartitionKey, ExplicitHashKey: fc.constantFrom("0", "-1") }),
  ),
  PutRecords: needed({
    StreamName,
    Records: fc.array(fc.oneof(needed({ Data, PartitionKey }), optional({ Data, PartitionKey })), {
      maxLength: 9,
    }),
  }),
  GetShardIterator: fc.oneof(
    needed({ StreamName, ShardId, ShardIteratorType: fc.constantFrom("TRIM_HORIZON", "LATEST") }),
    needed({ StreamName, ShardId, ShardIteratorType: fc.constant("AT_TIMESTAMP"), Timestamp }),
    optional({
      StreamName,
      ShardId,
      ShardIteratorType: fc.constantFrom("LATEST", "NEVER"),
      Timestamp,
    }),
  ),
  GetRecords: fc.oneof(
    needed({ ShardIterator: fc.constant(ITERATOR) }),
    optional({ ShardIterator: fc.constantFrom(ITERATOR, "x"), Limit: fc.nat({ max: 10_001 }) }),
  ),
  SplitShard: needed({
    StreamName,
    ShardToSplit: ShardId,
    NewStartingHashKey: fc.constantFrom("9", "x"),
  }),
  MergeShards: needed({ StreamName, ShardToMerge: ShardId, AdjacentShardToMerge: ShardId }),
  UpdateShardCount: optional({
    StreamName,
    TargetShardCount: fc.integer({ min: 0, max: 4 }),
    ScalingType: fc.constant("UNIFORM_SCALING"),
  }),
  IncreaseStreamRetentionPeriod: optional({
    StreamName,
    RetentionPeriodHours: fc.nat({ max: 9_000 }),
  }),
  DecreaseStreamRetentionPeriod: optional({
    StreamName,
    RetentionPeriodHours: fc.nat({ max: 48 }),
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
    fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
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
          const response = answer(call, (name, shape) => api.call(name, shape), requestIdOf(n, 1));
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
    { numRuns: 150 },
  );
  expect(seen.size).toBe(2 * Object.keys(INPUTS).length);
});
