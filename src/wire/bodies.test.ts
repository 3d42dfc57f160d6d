// @vitest-environment node
import { cbor, tag } from "@smithy/core/cbor";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readBody, utf8, writeBody } from "./bodies.ts";
import { isReadableCbor } from "./cborCheck.ts";
import { asJson } from "./wire.testing.ts";

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: "grapheme", maxLength: 60 });
const seconds = fc.integer({ min: 0, max: 4e12 }).map((ms) => ms / 1000);

const putRecords = fc.record({
  StreamName: text,
  Records: fc.array(fc.record({ Data: bytes, PartitionKey: text }), { maxLength: 30 }),
});
type PutRecords = typeof putRecords extends fc.Arbitrary<infer T> ? T : never;

const inJson = (input: PutRecords) => ({
  ...input,
  Records: input.Records.map((each) => ({ ...each, Data: base64(each.Data) })),
});

test("JSON bodies are read as written", () => {
  fc.assert(
    fc.property(fc.dictionary(text, fc.jsonValue({ maxDepth: 5 })), (input) => {
      const written = JSON.stringify(input);
      expect(readBody("json", "PutRecords", utf8(written))).toEqual(JSON.parse(written));
    }),
  );
});

test("CBOR blobs are read as base64, whatever the bytes", () => {
  fc.assert(
    fc.property(putRecords, (input) => {
      expect(readBody("cbor", "PutRecords", cbor.serialize(input))).toEqual(inJson(input));
    }),
  );
});

test("CBOR times are milliseconds, tagged or not", () => {
  fc.assert(
    fc.property(seconds, fc.boolean(), (Timestamp, tagged) => {
      const value = Math.round(Timestamp * 1000);
      const body = cbor.serialize({ Timestamp: tagged ? tag({ tag: 1, value }) : value });
      expect(readBody("cbor", "GetShardIterator", body)).toEqual({ Timestamp });
    }),
  );
});

test("free keys of a map are text, whatever they are called", () => {
  const input = { Tags: { Data: "a", Timestamp: "b", StartedAt: "c" } };
  expect(readBody("cbor", "TagResource", cbor.serialize(input))).toEqual(input);
});

test.each([
  ["bytes for a name", "PutRecord", { StreamName: utf8("s") }],
  ["text for a blob", "PutRecord", { Data: "YQ==" }],
  ["bytes for a tag", "TagResource", { Tags: { Data: utf8("a") } }],
])("%s cannot be read from CBOR", (_, operation, input) => {
  expect(readBody("cbor", operation, cbor.serialize(input))).toBeUndefined();
});

const outputs = fc.record({
  MillisBehindLatest: fc.nat(),
  NextShardIterator: fc.option(text),
  Records: fc.array(
    fc.record({
      SequenceNumber: fc.nat().map(String),
      ApproximateArrivalTimestamp: seconds,
      Data: bytes.map(base64),
      PartitionKey: text,
    }),
    { maxLength: 30 },
  ),
});

test("both protocols say the same output", () => {
  fc.assert(
    fc.property(outputs, (output) => {
      expect(JSON.parse(Buffer.from(writeBody("json", output)).toString())).toEqual(output);
      expect(asJson(cbor.deserialize(writeBody("cbor", output)))).toEqual(output);
    }),
  );
});

test("an output without members has an empty body", () => {
  expect(writeBody("json", {})).toHaveLength(0);
  expect(writeBody("cbor", {})).toHaveLength(0);
});

test("what an encoder writes is readable; no part of it is", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), (value, cut) => {
      const whole = cbor.serialize(value);
      expect(isReadableCbor(whole)).toBe(true);
      expect(isReadableCbor(whole.subarray(0, cut % whole.length))).toBe(false);
    }),
  );
});

test("what is readable can be decoded", () => {
  const start = fc.constantFrom(0x81, 0x9f, 0xa1, 0xbf, 0x7f, 0xc1, 0xf9, 0x61);
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 12 }), (first, rest) => {
      const body = Uint8Array.of(first, ...rest);
      fc.pre(isReadableCbor(body));
      expect(() => cbor.deserialize(body)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});

const nested = (byte: number, times: number): Uint8Array => new Uint8Array(times).fill(byte);

test.each([
  ["a list of 2^32 items", Uint8Array.of(0x9a, 0xff, 0xff, 0xff, 0xff, 0)],
  ["a map of 2^32 pairs", Uint8Array.of(0xba, 0xff, 0xff, 0xff, 0xff, 0)],
  [
    "lists of 2^25 items in each other",
    Uint8Array.from({ length: 500 }, (_, i) => [0x9a, 1, 255, 255, 255][i % 5]!),
  ],
  ["100,000 lists in each other", nested(0x81, 100_000)],
  ["100,000 tags in each other", nested(0xc1, 100_000)],
  ["a big number", Uint8Array.of(0xc2, 0x41, 1)],
  ["a decimal of 2^28 digits", Uint8Array.of(0xc4, 0x82, 0x1a, 0x10, 0, 0, 0, 1)],
  ["a key that is no text", Uint8Array.of(0xa1, 1, 1)],
  ["something after the item", Uint8Array.of(0xa0, 0)],
])("%s is not readable", (_, body) => {
  expect(isReadableCbor(body)).toBe(false);
});

test("text in pieces and endless lists, as Java's encoder writes them, are readable", () => {
  const body = Buffer.from(
    "bf6a53747265616d4e616d657f61616162ff6147 9f01 02ffff".replaceAll(" ", ""),
    "hex",
  );
  expect(readBody("cbor", "ListStreams", body)).toEqual({ StreamName: "ab", G: [1, 2] });
});

test("JSON that nests without end, or is no UTF-8, cannot be read", () => {
  expect(readBody("json", "PutRecord", utf8("[".repeat(1e6)))).toBeUndefined();
  expect(
    readBody("json", "PutRecord", utf8(`{"a":${"[".repeat(99)}${"]".repeat(99)}}`)),
  ).toBeUndefined();
  expect(readBody("json", "PutRecord", Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
});
