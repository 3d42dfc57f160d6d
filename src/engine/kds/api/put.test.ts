import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashKeyOf } from "../../../aws/partitionKey.ts";
import { decodeSequenceNumber } from "../../../aws/sequenceNumber.ts";
import type { PutRecordsResultEntry } from "../../../aws/shapes.ts";
import { HASH_KEY_MAX } from "../../../base/u128.ts";
import { ACCOUNT, dataOf, makeApi, SECOND_US } from "../../../testing/api.ts";

const StreamName = "orders";
const one = { StreamName, Data: dataOf(3), PartitionKey: "a" };
const under = `under account ${ACCOUNT}`;

describe.each([
  ["PutRecord", (entry: object) => ({ StreamName, ...entry })],
  ["PutRecords", (entry: object) => ({ StreamName, Records: [entry] })],
] as const)("%s refuses", (operation, inputOf) => {
  const tooBig = (HASH_KEY_MAX + 1n).toString();

  it.each([
    [
      { Data: "", PartitionKey: "a", ExplicitHashKey: tooBig },
      `InvalidArgumentException: Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${tooBig}`,
    ],
    [
      { Data: dataOf(1_048_576), PartitionKey: "a" },
      `InvalidArgumentException: Record size of 1048577 bytes exceeds the maximum record size of 1024 KiB of stream orders ${under}.`,
    ],
    [
      { Data: dataOf(1_048_575), PartitionKey: "é" },
      `InvalidArgumentException: Record size of 1048577 bytes exceeds the maximum record size of 1024 KiB of stream orders ${under}.`,
    ],
  ])("an entry that fits no stream (%#)", (entry, message) => {
    const api = makeApi({ [StreamName]: 1 });
    expect(api.refusal(operation, inputOf(entry))).toBe(message);
    expect(api.stream(StreamName).log.total).toBe(0);
  });

  it("a stream that is CREATING, and takes one that is UPDATING", () => {
    const api = makeApi();
    api.ok("CreateStream", { StreamName, ShardCount: 1 });
    const input = inputOf({ Data: "", PartitionKey: "a" });
    expect(api.refusal(operation, input)).toBe(
      `ResourceNotFoundException: Stream orders ${under} not found.`,
    );
    api.wait(2 * SECOND_US);
    api.ok("SplitShard", { StreamName, ShardToSplit: "0", NewStartingHashKey: "9" });
    expect(api.call(operation, input).ok).toBe(true);
  });

  it("with DryRun what would have succeeded, writing nothing", () => {
    const api = makeApi({ [StreamName]: 1 });
    const input = { ...inputOf({ Data: "", PartitionKey: "a" }), DryRun: true };
    expect(api.refusal(operation, input)).toMatch(/^DryRunOperationException: /);
    expect(api.stream(StreamName).log.total).toBe(0);
  });

  it("beyond what Shardscope itself can hold, in words that say so", () => {
    const api = makeApi({ [StreamName]: 64 });
    const entry = { Data: dataOf(900_000), PartitionKey: "a" };
    const texts = [0, 1, 2, 3, 4, 5].map(() => {
      api.wait(SECOND_US);
      const outcome = api.call(operation, inputOf(entry));
      return outcome.ok ? "" : `${outcome.error.name}: ${outcome.error.message}`;
    });
    expect(texts.filter((text) => text === "").length).toBe(3);
    expect(texts.at(-1)).toMatch(/^ShardscopeLimit: .*Kinesis has no such limit\.$/);
  });
});

describe("PutRecord", () => {
  it("routes by the MD5 of its key, or by ExplicitHashKey, and numbers by arrival", () => {
    const api = makeApi({ [StreamName]: 4 });
    const shards = ["a", "1", "user-1", "device-42", "partitionKey-1", "é"].map((PartitionKey) =>
      Number(api.ok("PutRecord", { ...one, PartitionKey }).ShardId.slice(8)),
    );
    expect(shards).toEqual([0, 3, 3, 2, 1, 1]);
    const aimed = api.ok("PutRecord", { ...one, ExplicitHashKey: HASH_KEY_MAX.toString() });
    expect(aimed.ShardId).toBe("shardId-000000000003");
    expect(decodeSequenceNumber(aimed.SequenceNumber)).toEqual({
      createdS: 1_767_225_599,
      shardIndex: 3,
      seqIx: 7n,
      recordS: 1_767_225_602,
    });
  });

  it("throttles after 1,000 records of a second, naming the shard, and recovers", () => {
    const api = makeApi({ [StreamName]: 1 });
    for (let n = 0; n < 1000; n++) api.ok("PutRecord", one);
    const refusal = `ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000000 in stream orders ${under}.`;
    expect(api.refusal("PutRecord", one)).toBe(refusal);
    api.wait(1000);
    api.ok("PutRecord", one);
    expect(api.refusal("PutRecord", one)).toBe(refusal);
  });

  it("rounds each record up to a KB toward the byte limit", () => {
    const api = makeApi({ [StreamName]: 1 });
    const big = { ...one, Data: dataOf(1024 * 1023 - 1) };
    api.ok("PutRecord", big);
    api.ok("PutRecord", one);
    expect(api.refusal("PutRecord", one)).toMatch(/^ProvisionedThroughputExceededException/);
  });

  it("takes SequenceNumberForOrdering of this stream alone", () => {
    const api = makeApi({ [StreamName]: 2 });
    const first = api.ok("PutRecord", one).SequenceNumber;
    const next = api.ok("PutRecord", { ...one, SequenceNumberForOrdering: first });
    expect(BigInt(next.SequenceNumber) > BigInt(first)).toBe(true);
    const ahead = (BigInt(next.SequenceNumber) + (1n << 80n)).toString();
    for (const SequenceNumberForOrdering of ["0", "1", ahead]) {
      expect(api.refusal("PutRecord", { ...one, SequenceNumberForOrdering })).toBe(
        `InvalidArgumentException: ExclusiveMinimumSequenceNumber ${SequenceNumberForOrdering} used in PutRecord on stream orders ${under} is invalid.`,
      );
    }
  });
});

describe("PutRecords", () => {
  const entryOf = (bytes: number) => ({ Data: dataOf(bytes), PartitionKey: "a" });

  it("refuses more than 10 MiB in all", () => {
    const api = makeApi({ [StreamName]: 32 });
    const Records = Array.from({ length: 11 }, () => entryOf(1_000_000));
    expect(api.refusal("PutRecords", { StreamName, Records })).toBe(
      "InvalidArgumentException: Records size exceeds 10 MB limit",
    );
  });

  it("fails throttled entries alone, in their own seats", () => {
    const api = makeApi({ [StreamName]: 1 });
    const Records = [600_000, 600_000, 3].map(entryOf);
    const output = api.ok("PutRecords", { StreamName, Records });
    const ShardId = "shardId-000000000000";
    expect(output).toEqual({
      FailedRecordCount: 1,
      Records: [
        { ShardId, SequenceNumber: expect.any(String) },
        {
          ErrorCode: "ProvisionedThroughputExceededException",
          ErrorMessage: `Rate exceeded for shard ${ShardId} in stream orders ${under}.`,
        },
        { ShardId, SequenceNumber: expect.any(String) },
      ],
      EncryptionType: "NONE",
    });
  });

  it("answers every entry in request order, with rising numbers, on the shard of its hash", () => {
    const entry = fc.record({
      Data: fc.constant(dataOf(2)),
      PartitionKey: fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), (Records) => {
        const api = makeApi({ [StreamName]: 8 });
        const output = api.ok("PutRecords", { StreamName, Records });
        expect(output.Records.length).toBe(Records.length);
        let before = -1n;
        output.Records.forEach((result: PutRecordsResultEntry, at) => {
          if (!("ShardId" in result)) throw new Error("throttled");
          const shard = Number(hashKeyOf(Records[at]!.PartitionKey) >> 125n);
          expect(Number(result.ShardId.slice(8))).toBe(shard);
          const seqIx = decodeSequenceNumber(result.SequenceNumber)!.seqIx;
          expect(seqIx > before).toBe(true);
          before = seqIx;
        });
      }),
      { numRuns: 50 },
    );
  });
});
