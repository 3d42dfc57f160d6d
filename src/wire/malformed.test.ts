// @vitest-environment node
import { cbor } from "@smithy/core/cbor";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeApi } from "../testing/api.ts";
import { answer } from "./answer.ts";
import { utf8 } from "./bodies.ts";
import { requestIdOf } from "./requestId.ts";
import { CONTENT_TYPE, type WireRequest } from "./types.ts";
import { AUTHORIZATION, callOf } from "./wire.testing.ts";

/** Each needs a member or a stream that is not there, so that no input of it can be accepted. */
const NEEDY = fc.constantFrom(
  "PutRecord",
  "PutRecords",
  "GetShardIterator",
  "GetRecords",
  "SplitShard",
  "MergeShards",
  "UpdateShardCount",
  "ListShards",
  "DescribeStream",
  "DeleteStream",
  "SubscribeToShard",
);

const MEMBERS = fc.constantFrom(
  "StreamName",
  "StreamARN",
  "Data",
  "PartitionKey",
  "Records",
  "ShardId",
  "ShardIterator",
  "ShardIteratorType",
  "ShardFilter",
  "Limit",
  "Timestamp",
  "TargetShardCount",
  "ScalingType",
  "ShardToSplit",
  "__proto__",
);

const huge = fc.constantFrom(1e308, -1e308, 2 ** 53, 2 ** 31, -0, 5e-324, "9".repeat(400));
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2, depthSize: "small" }),
  huge,
  fc.array(fc.dictionary(MEMBERS, fc.oneof(fc.jsonValue({ maxDepth: 1 }), huge), { maxKeys: 3 }), {
    maxLength: 3,
  }),
);
const input = fc.dictionary(MEMBERS, value, { maxKeys: 5 });
const written = input.map((each) => ({
  json: utf8(JSON.stringify(each)),
  cbor: cbor.serialize(each),
}));
const protocol = fc.constantFrom("json" as const, "cbor" as const);
const request = (
  operation: fc.Arbitrary<string>,
  body: fc.Arbitrary<Uint8Array | string>,
): fc.Arbitrary<WireRequest> =>
  fc
    .tuple(operation, body, protocol)
    .map(([name, bytes, kind]) => callOf(name, bytes, CONTENT_TYPE[kind]));

const wrongTypes = fc
  .tuple(NEEDY, written, protocol)
  .map(([name, bodies, kind]) => callOf(name, bodies[kind], CONTENT_TYPE[kind]));

const cutShort = fc
  .tuple(NEEDY, written, protocol, fc.nat())
  .map(([name, bodies, kind, at]) =>
    callOf(name, bodies[kind].subarray(0, at % bodies[kind].length), CONTENT_TYPE[kind]),
  );

/** One byte of a body that was whole is another. */
const damaged = fc
  .tuple(NEEDY, written, protocol, fc.nat(), fc.integer({ min: 0, max: 255 }))
  .map(([name, bodies, kind, at, byte]) => {
    const bytes = Uint8Array.from(bodies[kind]);
    bytes[at % bytes.length] = byte;
    return callOf(name, bytes, CONTENT_TYPE[kind]);
  });

const opening = fc.constantFrom("[", '{"a":', '{"Records":[', '{"ShardFilter":{"Type":');
const deep = request(
  NEEDY,
  fc.tuple(opening, fc.integer({ min: 1, max: 20_000 })).map(([text, times]) => text.repeat(times)),
);
const bomb = request(
  NEEDY,
  fc
    .tuple(fc.constantFrom(0x81, 0x9f, 0xbf, 0xa1, 0xc1, 0xc4, 0x9a, 0x7f), fc.nat({ max: 9_999 }))
    .map(([byte, size]) => new Uint8Array(size).fill(byte)),
);
const numbers = request(
  NEEDY,
  fc.constantFrom("1e999", "-1e999", "1".repeat(10_000), "1e-999").map((n) => `{"Limit":${n}}`),
);
const noise = request(NEEDY, fc.uint8Array({ maxLength: 200 }));

const anything = fc.record<WireRequest>({
  method: fc.oneof(fc.constantFrom("GET", "PUT", "OPTIONS", "POST"), fc.string()),
  path: fc.oneof(fc.webPath(), fc.string(), fc.constant("/?X-Amz-Algorithm=%&X-Amz-Date=%ff")),
  headers: fc
    .record(
      {
        "content-type": fc.oneof(fc.constantFrom(...Object.values(CONTENT_TYPE)), fc.string()),
        "x-amz-target": fc.oneof(fc.constant("Kinesis_20131202.PutRecord"), fc.string()),
        authorization: fc.oneof(fc.constant(AUTHORIZATION), fc.string()),
        "x-amz-date": fc.string(),
        "user-agent": fc.string(),
      },
      { requiredKeys: [] },
    )
    .map((headers) => ({ ...headers })),
  body: fc.uint8Array({ maxLength: 50 }),
});

test("10,000 malformed requests are each refused, and none throws", () => {
  const api = makeApi();
  let n = 0;
  fc.assert(
    fc.property(
      fc.oneof(wrongTypes, cutShort, damaged, deep, bomb, numbers, noise, anything),
      (each) => {
        n += 1;
        const id = requestIdOf(n, 1);
        const { status, headers, body } = answer(
          each,
          (operation, shape) => api.call(operation, shape),
          id,
        );
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(600);
        expect(headers["content-length"]).toBe(String(body.length));
        expect(headers["x-amzn-requestid"]).toBe(id);
      },
    ),
    { numRuns: 10_000 },
  );
  expect(n).toBe(10_000);
  expect(api.run.world.streams).toHaveLength(0);
});
