import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONSTRAINTS as CORE, type Rule } from "../../../aws/constraints.ts";
import { MORE_CONSTRAINTS } from "../../../aws/constraintsMore.ts";
import type { OperationName } from "../../../aws/shapes.ts";
import { HASH_KEY_MAX } from "../../../base/u128.ts";
import { dataOf, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";
import { advance, createRun } from "../../core/run.ts";
import { stateHash } from "../../core/travel.ts";
import { emptyLog } from "../../../protocol/log.ts";
import { command } from "../../core/run.ts";
import { wouldRefuse } from "./index.ts";
import { moreOperations } from "./more.ts";

const CONSTRAINTS = { ...CORE, ...MORE_CONSTRAINTS };
const OPERATIONS = Object.keys(CONSTRAINTS) as OperationName[];
const NOTHING = { producers: {}, consumers: {}, operations: moreOperations };

const WRONG: Readonly<Record<Rule["type"], readonly unknown[]>> = {
  string: [23, true, [], {}],
  integer: ["23", true, [], {}],
  boolean: ["yes", 1, [], {}],
  timestamp: ["2026", false, [], {}],
  blob: [23, true, [], {}, "abc", "=bc=", "YR=="],
  list: ["23", 23, true, {}],
  map: ["23", 23, true, []],
  structure: ["23", 23, true, []],
};

describe.each(OPERATIONS)("%s", (operation) => {
  const fields = Object.entries(CONSTRAINTS[operation]);

  it.each(fields)("refuses a wrong type of %s", (field, rule) => {
    for (const value of WRONG[rule.type]) {
      expect(makeApi().refusal(operation, { [field]: value })).toMatch(
        /^SerializationException: ./,
      );
    }
  });

  it("names every required field that is missing", () => {
    const required = fields.filter(([, rule]) => rule.required).map(([field]) => field);
    const outcome = makeApi().call(operation, {});
    const message = outcome.ok ? "" : outcome.error.message;
    for (const field of required.slice(0, 10)) {
      const path = field.charAt(0).toLowerCase() + field.slice(1);
      expect(message).toContain(
        `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
      );
    }
  });
});

const shardId = fc.constantFrom("0", "1", "2", "3", "4", "shardId-000000000005", "shard-6", "x");
const key = fc.bigInt({ min: 0n, max: HASH_KEY_MAX }).map(String);
const record = fc.record({ Data: fc.constantFrom("", "YQ=="), PartitionKey: key });

/** By field: values that mostly fit, so that calls get past validation. */
const FITTING: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  StreamName: fc.constantFrom("a", "a", "a", "b", "c"),
  StreamARN: fc.constantFrom(undefined, "arn:aws:kinesis:us-east-1:123456789012:stream/a"),
  ShardId: shardId,
  ShardToSplit: shardId,
  ShardToMerge: shardId,
  AdjacentShardToMerge: shardId,
  ExclusiveStartShardId: fc.constantFrom(undefined, "0", "x"),
  NewStartingHashKey: key,
  ExplicitHashKey: fc.oneof(fc.constant(undefined), key),
  TargetShardCount: fc.integer({ min: 1, max: 9 }),
  ScalingType: fc.constant("UNIFORM_SCALING"),
  ShardCount: fc.integer({ min: 1, max: 9 }),
  RetentionPeriodHours: fc.constantFrom(23, 24, 48, 8760),
  ShardIteratorType: fc.constantFrom(
    "TRIM_HORIZON",
    "LATEST",
    "AT_TIMESTAMP",
    "AT_SEQUENCE_NUMBER",
  ),
  Timestamp: fc.constantFrom(undefined, 1_767_225_601, -1e300, 1e300),
  StartingSequenceNumber: fc.constantFrom(undefined, "0", "9".repeat(56)),
  SequenceNumberForOrdering: fc.constant(undefined),
  ShardFilter: fc.record({
    Type: fc.constantFrom("AT_LATEST", "AFTER_SHARD_ID"),
    ShardId: shardId,
  }),
  Data: fc.constantFrom("", "YQ=="),
  PartitionKey: key,
  Records: fc.array(record, { minLength: 1, maxLength: 9 }),
  Limit: fc.integer({ min: 1, max: 10_000 }),
  MaxResults: fc.integer({ min: 1, max: 3 }),
};
const ABSENT = fc.constant(undefined);

const anyInput = (operation: OperationName): fc.Arbitrary<object> =>
  fc.record(
    Object.fromEntries(
      Object.keys(CONSTRAINTS[operation]).map((field) => [
        field,
        fc.oneof(
          { arbitrary: FITTING[field] ?? ABSENT, weight: 30 },
          { arbitrary: fc.jsonValue(), weight: 1 },
        ),
      ]),
    ),
  );
const anyCall = fc
  .constantFrom(...OPERATIONS)
  .chain((operation) =>
    fc.tuple(
      fc.constant(operation as string),
      anyInput(operation),
      fc.constantFrom(0, 1, 20_000, 400_000, 31_000_000),
    ),
  );

const openTile = (api: Api): void => {
  for (const stream of api.run.world.streams) {
    if (stream.status === "CREATING") continue;
    const { Shards } = api.ok("ListShards", {
      StreamName: stream.name,
      ShardFilter: { Type: "AT_LATEST" },
    });
    const ranges = Shards.map(({ HashKeyRange: range }) => ({
      start: BigInt(range.StartingHashKey),
      end: BigInt(range.EndingHashKey),
    })).sort((a, b) => (a.start < b.start ? -1 : 1));
    expect(ranges[0]?.start).toBe(0n);
    expect(ranges.at(-1)?.end).toBe(HASH_KEY_MAX);
    ranges.slice(1).forEach((range, at) => expect(range.start).toBe(ranges[at]!.end + 1n));
  }
};

describe("any sequence of calls", () => {
  it("never throws, and open shards always tile the key space", () => {
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 25 }), (calls) => {
        const api = makeApi({ a: 2, b: 1 });
        for (const [operation, input, waitUs] of calls) {
          const outcome = api.call(operation, input);
          if (!outcome.ok) expect(outcome.error.message).not.toBe("");
          api.wait(waitUs);
        }
        openTile(api);
      }),
      { numRuns: 150 },
    );
  });

  it("holds each record taken, once: held + refused = sent", () => {
    const put = fc.record({
      keys: fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 40 }),
      bytes: fc.constantFrom(1, 1000, 90_000),
      waitUs: fc.constantFrom(0, 100_000, 1_000_000),
    });
    fc.assert(
      fc.property(fc.array(put, { maxLength: 8 }), (puts) => {
        const api = makeApi({ a: 2 });
        let sent = 0;
        let refused = 0;
        for (const { keys, bytes, waitUs } of puts) {
          const Data = dataOf(bytes);
          const Records = keys.map((PartitionKey) => ({ Data, PartitionKey }));
          const outcome = api.call("PutRecords", { StreamName: "a", Records });
          if (!outcome.ok) continue;
          sent += keys.length;
          refused += (outcome.output as { FailedRecordCount: number }).FailedRecordCount;
          api.wait(waitUs);
        }
        expect(api.stream("a").log.total + refused).toBe(sent);
      }),
      { numRuns: 60 },
    );
  });

  it("is told beforehand what SplitShard and MergeShards will say, and nothing is changed", () => {
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 12 }), anyCall, (before, [, fields]) => {
        const api = makeApi({ a: 3 });
        for (const [operation, input, waitUs] of before) {
          api.call(operation, input);
          api.wait(waitUs);
        }
        for (const operation of ["SplitShard", "MergeShards"] as const) {
          const input = {
            StreamName: "a",
            ShardToSplit: "0",
            NewStartingHashKey: "7",
            ShardToMerge: "0",
            AdjacentShardToMerge: "1",
            ...fields,
          };
          const hash = stateHash(api.run);
          const refusal = wouldRefuse(api.run, operation, input);
          expect(stateHash(api.run)).toBe(hash);
          const outcome = api.call(operation, input);
          expect(outcome.ok ? undefined : outcome.error).toEqual(refusal);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("ends in the same state when its log is run again", () => {
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 15 }), (calls) => {
        const run = createRun(emptyLog(7), NOTHING);
        const first = { StreamName: "a", ShardCount: 2 };
        command(run, { type: "Call", operation: "CreateStream", input: first });
        for (const [operation, input, waitUs] of calls) {
          advance(run, run.world.nowUs + waitUs);
          command(run, { type: "Call", operation, input });
        }
        const again = createRun({ ...emptyLog(7), entries: run.entries }, NOTHING);
        advance(again, run.world.nowUs);
        expect(stateHash(again)).toBe(stateHash(run));
      }),
      { numRuns: 60 },
    );
  });
});

describe("call", () => {
  it.each(["Nothing", "constructor", "", "createStream"])("knows no %j", (operation) => {
    expect(makeApi().call(operation, {})).toEqual({
      ok: false,
      error: {
        name: "UnknownOperationException",
        message: `Unknown operation: ${operation}`,
      },
    });
  });

  it("finds a stream by name or ARN, which must agree", () => {
    const api = makeApi({ a: 1 });
    const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/a";
    expect(api.ok("DescribeStreamSummary", { StreamARN })).toEqual(
      api.ok("DescribeStreamSummary", { StreamName: "a", StreamARN }),
    );
    expect(api.refusal("DescribeStreamSummary", { StreamName: "b", StreamARN })).toBe(
      `InvalidArgumentException: StreamName b and StreamARN ${StreamARN} do not name the same stream.`,
    );
    expect(api.refusal("DescribeStreamSummary", {})).toBe(
      "InvalidArgumentException: Either StreamName or StreamARN should be provided.",
    );
    const elsewhere = StreamARN.replace("us-east-1", "eu-west-1");
    expect(api.refusal("DescribeStreamSummary", { StreamARN: elsewhere })).toBe(
      "ResourceNotFoundException: Stream a under account 123456789012 not found.",
    );
  });

  it("notes in the journal what changed the world, and nothing for looking", () => {
    const api = makeApi({ a: 1 });
    const rows = (): string[] => api.run.chronicle.journal.rows.map((row) => row.type);
    const before = rows().length;
    api.ok("ListStreams", {});
    api.ok("DescribeStream", { StreamName: "a" });
    expect(rows().length).toBe(before);
    api.ok("SplitShard", { StreamName: "a", ShardToSplit: "0", NewStartingHashKey: "9" });
    api.wait(SECOND_US);
    expect(rows().slice(before)).toContain("call");
  });
});
