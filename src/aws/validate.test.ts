import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONSTRAINTS as CORE } from "./constraints.ts";
import { MORE_CONSTRAINTS } from "./constraintsMore.ts";
import type { OperationName } from "./shapes.ts";
import { validateFields } from "./validate.ts";

const CONSTRAINTS = { ...CORE, ...MORE_CONSTRAINTS };
const operations = Object.keys(CONSTRAINTS) as OperationName[];
const validate = (operation: OperationName, input: unknown) =>
  validateFields(CONSTRAINTS[operation], input);

function errorOf(operation: OperationName, input: unknown): string {
  const result = validate(operation, input);
  return result.ok ? "accepted" : `${result.error.name}: ${result.error.message}`;
}

describe("validate", () => {
  it("never throws, leaves its input alone, and answers errors of two names only", () => {
    const keys = [...new Set(operations.flatMap((name) => Object.keys(CONSTRAINTS[name])))];
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("a", 1, true, "YQ==", "5"));
    const input = fc.dictionary(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(fc.constantFrom(...operations), fc.oneof(input, fc.jsonValue()), (name, json) => {
        const before = JSON.stringify(json);
        const result = validate(name, json);
        expect(JSON.stringify(json)).toBe(before);
        if (!result.ok) {
          expect(["SerializationException", "ValidationException"]).toContain(result.error.name);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("accepts what it returns, unchanged", () => {
    const input = fc.record(
      {
        StreamName: fc.stringMatching(/^[a-zA-Z0-9_.-]{1,128}$/),
        ShardCount: fc.integer({ min: 1, max: 10_000 }),
        Tags: fc.dictionary(fc.string({ minLength: 1, maxLength: 9 }), fc.string(), { minKeys: 1 }),
        StreamModeDetails: fc.record({ StreamMode: fc.constantFrom("PROVISIONED", "ON_DEMAND") }),
      },
      { requiredKeys: ["StreamName"] },
    );
    fc.assert(
      fc.property(input, (json) => {
        expect(validate("CreateStream", json)).toEqual({ ok: true, input: json });
      }),
    );
  });

  it("drops unknown fields and nulls and cuts integers off", () => {
    const input = { StreamName: "s", ShardCount: 2.9, StreamId: "x", Tags: null };
    expect(validate("CreateStream", input)).toEqual({
      ok: true,
      input: { StreamName: "s", ShardCount: 2 },
    });
  });
});

describe("ValidationException", () => {
  const one = "ValidationException: 1 validation error detected: ";
  it.each<[string, OperationName, unknown, string]>([
    [
      "null",
      "CreateStream",
      {},
      `${one}Value null at 'streamName' failed to satisfy constraint: Member must not be null`,
    ],
    [
      "length, most",
      "DescribeStream",
      { StreamName: "a".repeat(129) },
      `${one}Value '${"a".repeat(129)}' at 'streamName' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
    [
      "pattern",
      "DescribeStream",
      { StreamName: "a b" },
      `${one}Value 'a b' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
    ],
    [
      "pattern over several lines",
      "DescribeStream",
      { StreamName: "a\n" },
      `${one}Value 'a\n' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
    ],
    [
      "ARN",
      "DescribeStream",
      { StreamARN: "arn:aws:s3:::x" },
      `${one}Value 'arn:aws:s3:::x' at 'streamARN' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+`,
    ],
    [
      "hash key",
      "SplitShard",
      { ShardToSplit: "0", NewStartingHashKey: "01" },
      `${one}Value '01' at 'newStartingHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(0|([1-9]\\d{0,38}))$`,
    ],
    [
      "value, most",
      "GetRecords",
      { ShardIterator: "x", Limit: 10001 },
      `${one}Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000`,
    ],
    [
      "value, least",
      "CreateStream",
      { StreamName: "s", ShardCount: 0 },
      `${one}Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    ],
    [
      "enum",
      "UpdateShardCount",
      { TargetShardCount: 1, ScalingType: "X" },
      `${one}Value 'X' at 'scalingType' failed to satisfy constraint: Member must satisfy enum value set: [UNIFORM_SCALING]`,
    ],
    [
      "nested",
      "ListShards",
      { ShardFilter: {} },
      `${one}Value null at 'shardFilter.type' failed to satisfy constraint: Member must not be null`,
    ],
    [
      "list, least",
      "PutRecords",
      { Records: [] },
      `${one}Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ],
    [
      "list member",
      "PutRecords",
      { Records: [{ Data: "YQ==", PartitionKey: "a" }, { PartitionKey: "a" }] },
      `${one}Value null at 'records.2.member.data' failed to satisfy constraint: Member must not be null`,
    ],
    [
      "null in a list",
      "PutRecords",
      { Records: [null] },
      `${one}Value null at 'records.1.member' failed to satisfy constraint: Member must not be null`,
    ],
    [
      "map, least",
      "CreateStream",
      { StreamName: "s", Tags: {} },
      `${one}Value '{}' at 'tags' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ],
    [
      "map keys",
      "CreateStream",
      { StreamName: "s", Tags: { "": "v", k: "w" } },
      `${one}Value '{=v, k=w}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]`,
    ],
    [
      "map values",
      "CreateStream",
      { StreamName: "s", Tags: { k: "v".repeat(257) } },
      `${one}Value '{k=${"v".repeat(257)}}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]`,
    ],
  ])("%s", (_kind, operation, input, message) => {
    expect(errorOf(operation, input)).toBe(message);
  });

  it("prints a blob as its Java buffer", () => {
    const Data = "A".repeat(13_981_016);
    expect(errorOf("PutRecord", { StreamName: "s", PartitionKey: "a", Data })).toBe(
      "ValidationException: 1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 " +
        "lim=10485762 cap=10485762]' at 'data' failed to satisfy constraint: Member must have " +
        "length less than or equal to 10485760",
    );
  });

  it("refuses the 501st record, naming the list", () => {
    const Records = Array.from({ length: 501 }, () => ({ Data: "", PartitionKey: "a" }));
    expect(errorOf("PutRecords", { Records })).toMatch(
      /^ValidationException: 1 validation error detected: Value '\[com\.amazonaws\.kinesis\.v20131202\.PutRecordsRequestEntry, .*\]' at 'records' failed to satisfy constraint: Member must have length less than or equal to 500$/,
    );
  });

  it("joins several", () => {
    expect(errorOf("PutRecords", { StreamName: "", Records: [] })).toBe(
      "ValidationException: 3 validation errors detected: Value '[]' at 'records' failed to " +
        "satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular " +
        "expression pattern: [a-zA-Z0-9_.-]+; " +
        "Value '' at 'streamName' failed to satisfy constraint: Member must have length greater " +
        "than or equal to 1",
    );
  });

  it("stops at ten", () => {
    const text = errorOf("PutRecords", { Records: Array.from({ length: 20 }, () => ({})) });
    expect(text).toContain("10 validation errors detected");
    expect(text.split("; ").length).toBe(10);
    expect(text).toContain("records.10.member.data");
    expect(text).not.toContain("records.11.");
  });
});

describe("SerializationException", () => {
  it.each<[OperationName, unknown, string]>([
    [
      "DescribeStream",
      { StreamName: 1 },
      "class java.math.BigDecimal can not be converted to an String",
    ],
    [
      "DescribeStream",
      { StreamName: true },
      "class java.lang.Boolean can not be converted to an String",
    ],
    ["DescribeStream", { StreamName: [] }, "Start of list found where not expected"],
    ["DescribeStream", { StreamName: {} }, "Start of structure or map found where not expected."],
    ["DescribeStream", { Limit: "1" }, "class java.lang.String can not be converted to an Integer"],
    [
      "DescribeStream",
      { Limit: false },
      "class java.lang.Boolean can not be converted to an Integer",
    ],
    ["DeleteStream", { EnforceConsumerDeletion: "no" }, "'NO' can not be converted to an Boolean"],
    [
      "DeleteStream",
      { EnforceConsumerDeletion: 1 },
      "class java.math.BigDecimal can not be converted to an Boolean",
    ],
    [
      "GetShardIterator",
      { Timestamp: "now" },
      "class java.lang.String can not be converted to milliseconds since epoch",
    ],
    ["PutRecord", { Data: 1 }, "class java.math.BigDecimal can not be converted to a Blob"],
    [
      "PutRecord",
      { Data: "abc" },
      "'abc' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 3",
    ],
    ["PutRecords", { Records: "x" }, "Expected list or null"],
    ["PutRecords", { Records: {} }, "Start of structure or map found where not expected."],
    ["PutRecords", { Records: ["x"] }, "Expected null"],
    ["CreateStream", { Tags: 1 }, "Expected map or null"],
    ["CreateStream", { Tags: [] }, "Start of list found where not expected"],
    [
      "CreateStream",
      { Tags: { k: 1 } },
      "class java.math.BigDecimal can not be converted to an String",
    ],
    ["ListShards", { ShardFilter: "x" }, "Expected null"],
    ["ListStreams", [], "Start of list found where not expected"],
    ["ListStreams", "x", "Expected null"],
  ])("%s %j", (operation, input, message) => {
    expect(errorOf(operation, input)).toBe(`SerializationException: ${message}`);
  });

  it("comes before any constraint", () => {
    expect(errorOf("CreateStream", { StreamName: "", ShardCount: "x" })).toBe(
      "SerializationException: class java.lang.String can not be converted to an Integer",
    );
  });
});
