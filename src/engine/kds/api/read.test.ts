import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  GetRecordsOutput,
  GetShardIteratorInput,
  KinesisRecord,
} from "../../../aws/shapes.ts";
import { ACCOUNT, dataOf, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";
import { makeCursor } from "../cursor.ts";
import { writeIterator } from "../iterator.ts";

const StreamName = "orders";
const EPOCH_S = 1_767_225_600;
const shardId = (index: number): string => `shardId-${String(index).padStart(12, "0")}`;
const inStream = `in stream orders under account ${ACCOUNT}`;

const iteratorOf = (api: Api, input: Partial<GetShardIteratorInput> = {}): string =>
  api.ok("GetShardIterator", {
    StreamName,
    ShardId: "0",
    ShardIteratorType: "TRIM_HORIZON",
    ...input,
  }).ShardIterator;

const put = (api: Api, text: string, PartitionKey = "a"): string =>
  api.ok("PutRecord", { StreamName, Data: btoa(text), PartitionKey }).SequenceNumber;

const textsOf = (records: readonly KinesisRecord[]): string[] =>
  records.map((record) => atob(record.Data));

const read = (api: Api, input: Partial<GetShardIteratorInput> = {}): string[] => {
  api.wait(SECOND_US);
  return textsOf(api.ok("GetRecords", { ShardIterator: iteratorOf(api, input) }).Records);
};

describe("GetShardIterator refuses", () => {
  const either =
    "InvalidArgumentException: Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. ";
  const of1 = "49646437577130777162115407028967465143858078037781250066";
  const of0 = "49646437577108476416916876405825929425585429676275269634";

  it.each<[Partial<GetShardIteratorInput>, string]>([
    [{ ShardId: "x" }, `ResourceNotFoundException: Could not find shard x ${inStream}.`],
    [{ ShardId: "7" }, `ResourceNotFoundException: Shard ${shardId(7)} ${inStream} does not exist`],
    [
      { ShardIteratorType: "AT_SEQUENCE_NUMBER" },
      `${either}Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.`,
    ],
    [
      { ShardIteratorType: "LATEST", StartingSequenceNumber: "5" },
      `${either}Request specified LATEST and also a StartingSequenceNumber.`,
    ],
    [
      { ShardIteratorType: "AT_SEQUENCE_NUMBER", StartingSequenceNumber: "5" },
      `InvalidArgumentException: StartingSequenceNumber 5 used in GetShardIterator on shard ${shardId(0)} ${inStream} is invalid.`,
    ],
    [
      { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: of1 },
      `InvalidArgumentException: Invalid StartingSequenceNumber. It encodes ${shardId(1)}, while it was used in a call to a shard with ${shardId(0)}`,
    ],
    [
      { ShardIteratorType: "AT_SEQUENCE_NUMBER", StartingSequenceNumber: of0 },
      `InvalidArgumentException: StartingSequenceNumber ${of0} used in GetShardIterator on shard ${shardId(0)} ${inStream} is invalid because it did not come from this stream.`,
    ],
    [
      { ShardIteratorType: "AT_TIMESTAMP" },
      "InvalidArgumentException: Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.",
    ],
    [
      { ShardIteratorType: "AT_TIMESTAMP", Timestamp: EPOCH_S + 2.001 },
      "InvalidArgumentException: The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: 1767225602001, currentTimestampInMillis: 1767225602000",
    ],
  ])("%j", (input, message) => {
    const api = makeApi({ [StreamName]: 2 });
    const whole = { StreamName, ShardId: "0", ShardIteratorType: "TRIM_HORIZON", ...input };
    expect(api.refusal("GetShardIterator", whole)).toBe(message);
  });

  it("a sixth call of a second on one shard, and none on another", () => {
    const api = makeApi({ [StreamName]: 2 });
    for (let n = 0; n < 5; n++) iteratorOf(api);
    const input = { StreamName, ShardId: "0", ShardIteratorType: "LATEST" };
    expect(api.refusal("GetShardIterator", input)).toBe(
      `ProvisionedThroughputExceededException: Rate exceeded for shard ${shardId(0)} ${inStream}.`,
    );
    expect(iteratorOf(api, { ShardId: "1" })).toMatch(/^AAAAAAAAAAF/);
    api.wait(200_000);
    expect(iteratorOf(api)).not.toBe("");
  });
});

describe("GetShardIterator", () => {
  it("stands where its type says", () => {
    const api = makeApi({ [StreamName]: 1 });
    const numbers = ["r0", "r1", "r2", "r3"].map((text) => {
      api.wait(SECOND_US);
      return put(api, text);
    });
    const at = (index: number) => ({ StartingSequenceNumber: numbers[index]! });
    expect(read(api)).toEqual(["r0", "r1", "r2", "r3"]);
    expect(read(api, { ShardIteratorType: "LATEST" })).toEqual([]);
    expect(read(api, { ShardIteratorType: "AT_SEQUENCE_NUMBER", ...at(1) })).toEqual([
      "r1",
      "r2",
      "r3",
    ]);
    expect(read(api, { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", ...at(1) })).toEqual([
      "r2",
      "r3",
    ]);
    expect(read(api, { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", ...at(3) })).toEqual([]);
    const when = (Timestamp: number) => ({ ShardIteratorType: "AT_TIMESTAMP" as const, Timestamp });
    expect(read(api, when(EPOCH_S + 5))).toEqual(["r2", "r3"]);
    expect(read(api, when(EPOCH_S + 4.001))).toEqual(["r2", "r3"]);
    expect(read(api, when(0))).toEqual(["r0", "r1", "r2", "r3"]);
  });

  it("reads the shard's own start and end numbers as its start and end", () => {
    const api = makeApi({ [StreamName]: 1 });
    put(api, "r0");
    api.ok("SplitShard", { StreamName, ShardToSplit: "0", NewStartingHashKey: "9" });
    api.wait(31 * SECOND_US);
    const range = api.ok("ListShards", { StreamName }).Shards[0]!.SequenceNumberRange;
    const from = (StartingSequenceNumber: string) =>
      read(api, { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber });
    expect(from(range.StartingSequenceNumber)).toEqual(["r0"]);
    expect(from(range.EndingSequenceNumber!)).toEqual([]);
  });
});

describe("GetRecords refuses", () => {
  it("texts that are no iterator, changed ones, and those of another run", () => {
    const api = makeApi({ [StreamName]: 1 });
    const good = iteratorOf(api);
    const changed = `${good.slice(0, 30)}${good.charAt(30) === "A" ? "B" : "A"}${good.slice(31)}`;
    const foreign = iteratorOf(makeApi({ [StreamName]: 1 }, 2));
    for (const ShardIterator of ["x", "AAAA", changed, foreign, btoa(atob(good).slice(1))]) {
      expect(api.refusal("GetRecords", { ShardIterator })).toBe(
        "InvalidArgumentException: Invalid ShardIterator.",
      );
    }
  });

  it("places that cannot be, as after an edit in the past", () => {
    const api = makeApi({ [StreamName]: 1 });
    const stream = api.stream(StreamName);
    put(api, "r0");
    const places = [
      [7, makeCursor()],
      [0, { index: 2, segment: 0, local: 0 }],
      [0, { index: 1, segment: 0, local: 1 }],
      [0, { index: 0, segment: 5, local: -1 }],
    ] as const;
    for (const [shard, cursor] of places) {
      const ShardIterator = writeIterator(api.run.world, stream, shard, cursor);
      expect(api.refusal("GetRecords", { ShardIterator })).toBe(
        "InvalidArgumentException: Invalid ShardIterator.",
      );
    }
  });

  it("an iterator older than five minutes, with both times", () => {
    const api = makeApi({ [StreamName]: 1 });
    const ShardIterator = iteratorOf(api);
    api.wait(300 * SECOND_US);
    expect(api.ok("GetRecords", { ShardIterator }).Records).toEqual([]);
    api.wait(1);
    expect(api.refusal("GetRecords", { ShardIterator })).toBe(
      "ExpiredIteratorException: Iterator expired. The iterator was created at time Thu Jan 01 00:00:02 UTC 2026 while right now it is Thu Jan 01 00:05:02 UTC 2026 which is further in the future than the tolerated delay of 300000 milliseconds.",
    );
  });

  it("a sixth call of a second", () => {
    const api = makeApi({ [StreamName]: 1 });
    const ShardIterator = iteratorOf(api);
    for (let n = 0; n < 5; n++) api.ok("GetRecords", { ShardIterator });
    const refusal = `ProvisionedThroughputExceededException: Rate exceeded for shard ${shardId(0)} ${inStream}.`;
    expect(api.refusal("GetRecords", { ShardIterator })).toBe(refusal);
    api.wait(200_000);
    expect(api.ok("GetRecords", { ShardIterator }).Records).toEqual([]);
  });

  it("another stream's ARN", () => {
    const api = makeApi({ [StreamName]: 1, b: 1 });
    const StreamARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/`;
    const ShardIterator = iteratorOf(api);
    expect(api.refusal("GetRecords", { ShardIterator, StreamARN: `${StreamARN}b` })).toContain(
      "Invalid ShardIterator.",
    );
    expect(api.ok("GetRecords", { ShardIterator, StreamARN: `${StreamARN}orders` })).toBeTruthy();
  });
});

describe("GetRecords", () => {
  it("answers records as they were put", () => {
    const api = makeApi({ [StreamName]: 1 });
    const SequenceNumber = put(api, "hello", "é");
    const ShardIterator = iteratorOf(api);
    expect(api.ok("GetRecords", { ShardIterator }).Records).toEqual([]);
    api.wait(SECOND_US);
    expect(api.ok("GetRecords", { ShardIterator })).toEqual({
      Records: [
        {
          SequenceNumber,
          PartitionKey: "é",
          Data: btoa("hello"),
          ApproximateArrivalTimestamp: EPOCH_S + 2,
        },
      ],
      NextShardIterator: expect.any(String),
      MillisBehindLatest: 0,
    });
  });

  it("hands on, call by call of any limit, each record once and in order", () => {
    const api = makeApi({ [StreamName]: 2 });
    const keys = Array.from({ length: 200 }, (_, n) => `k${n}`);
    const Records = keys.map((key) => ({ Data: btoa(key), PartitionKey: key }));
    const sent = api.ok("PutRecords", { StreamName, Records }).Records;
    const of = (index: number): string[] =>
      keys.filter((_, n) => {
        const result = sent[n]!;
        return "ShardId" in result && result.ShardId === shardId(index);
      });
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1),
        fc.array(fc.integer({ min: 1, max: 90 })),
        (shard, limits) => {
          let next: string | undefined = iteratorOf(api, { ShardId: String(shard) });
          const seen: string[] = [];
          let behind = Infinity;
          for (const Limit of [...limits, 200]) {
            api.wait(SECOND_US);
            const page: GetRecordsOutput = api.ok("GetRecords", { ShardIterator: next!, Limit });
            expect(page.Records.length).toBeLessThanOrEqual(Limit);
            seen.push(...textsOf(page.Records));
            next = page.NextShardIterator;
            behind = page.MillisBehindLatest;
          }
          expect(seen).toEqual(of(shard));
          expect(behind).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("ends a closed shard with no iterator and its children", () => {
    const api = makeApi({ [StreamName]: 2 });
    put(api, "r0");
    api.ok("SplitShard", { StreamName, ShardToSplit: "0", NewStartingHashKey: "1000" });
    api.wait(31 * SECOND_US);
    const end = api.ok("GetRecords", { ShardIterator: iteratorOf(api) });
    expect(textsOf(end.Records)).toEqual(["r0"]);
    expect(end).not.toHaveProperty("NextShardIterator");
    expect(end.ChildShards).toEqual([
      {
        ShardId: shardId(2),
        ParentShards: [shardId(0)],
        HashKeyRange: { StartingHashKey: "0", EndingHashKey: "999" },
      },
      {
        ShardId: shardId(3),
        ParentShards: [shardId(0)],
        HashKeyRange: {
          StartingHashKey: "1000",
          EndingHashKey: "170141183460469231731687303715884105727",
        },
      },
    ]);
  });

  it("tells both parents of a merge the same child", () => {
    const api = makeApi({ [StreamName]: 2 });
    api.ok("MergeShards", { StreamName, ShardToMerge: "0", AdjacentShardToMerge: "1" });
    api.wait(31 * SECOND_US);
    const children = ["0", "1"].map((ShardId) => {
      const ShardIterator = iteratorOf(api, { ShardId, ShardIteratorType: "LATEST" });
      return api.ok("GetRecords", { ShardIterator }).ChildShards;
    });
    expect(children[0]).toEqual(children[1]);
    expect(children[0]?.[0]?.ParentShards).toEqual([shardId(0), shardId(1)]);
  });

  it("blocks the shard for as long as what it gave takes at 2 MiB a second", () => {
    const api = makeApi({ [StreamName]: 1 });
    const stream = api.stream(StreamName);
    for (let n = 0; n < 3; n++) {
      api.ok("PutRecord", { StreamName, Data: dataOf(1_000_000), PartitionKey: "a" });
      api.wait(SECOND_US);
    }
    const ShardIterator = iteratorOf(api);
    expect(api.ok("GetRecords", { ShardIterator }).Records.length).toBe(3);
    expect(stream.shards.readBlockedUs[0]! - api.run.world.nowUs).toBe(
      Math.ceil((3_000_003 * SECOND_US) / 2_097_152),
    );
    expect(api.refusal("GetRecords", { ShardIterator })).toMatch(/^Provisioned/);
    api.wait(1_430_600);
    expect(api.ok("GetRecords", { ShardIterator }).Records.length).toBe(3);
  });
});
