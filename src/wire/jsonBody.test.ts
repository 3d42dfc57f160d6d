// @vitest-environment node
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeJson } from "./jsonBody.ts";

const base64 = fc
  .uint8Array({ maxLength: 300 })
  .map((bytes) => Buffer.from(bytes).toString("base64"));
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom("\ud800", 'say "no"', "a\\b", "\u2028", "\u007f", ""),
);
const record = fc.record(
  {
    SequenceNumber: fc.bigInt({ min: 0n, max: 2n ** 187n }).map(String),
    ApproximateArrivalTimestamp: fc.double(),
    Data: base64,
    PartitionKey: anyText,
    EncryptionType: fc.constantFrom("NONE", "KMS"),
  },
  { requiredKeys: ["SequenceNumber", "ApproximateArrivalTimestamp", "Data"] },
);
const taken = fc.record(
  {
    SequenceNumber: fc.nat().map(String),
    ShardId: fc.nat().map((at) => `shardId-${at}`),
    ErrorCode: anyText,
    ErrorMessage: anyText,
  },
  { requiredKeys: [] },
);
const item = fc.oneof(record, taken, fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
const output = fc.tuple(
  fc.dictionary(anyText, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 }),
  fc.record(
    {
      Records: fc.oneof(fc.array(item, { maxLength: 200, size: "max" }), fc.jsonValue()),
      NextShardIterator: fc.oneof(anyText, fc.constantFrom(null, undefined)),
      MillisBehindLatest: fc.oneof(fc.nat(), fc.double()),
    },
    { requiredKeys: [] },
  ),
);

const textOf = (given: object): string => Buffer.from(writeJson(given)).toString("utf8");

test("any answer is written as JSON.stringify writes it", () => {
  fc.assert(
    fc.property(output, ([more, answer]) => {
      const given = { ...more, ...answer };
      expect(textOf(given)).toBe(JSON.stringify(given));
    }),
  );
});

test("an answer larger than the room, and the one after it", () => {
  const Data = "eHh4".repeat(250_000);
  const given = {
    Records: Array.from({ length: 10 }, (_, at) => ({
      SequenceNumber: `${at}`,
      ApproximateArrivalTimestamp: 1.5,
      Data,
      PartitionKey: "열쇠",
    })),
  };
  const first = writeJson(given);
  expect(textOf({ Records: [] })).toBe('{"Records":[]}');
  expect(Buffer.from(first).equals(Buffer.from(JSON.stringify(given)))).toBe(true);
});
