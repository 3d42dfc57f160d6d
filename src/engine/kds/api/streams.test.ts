import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNT, HOUR_US, lineage, makeApi, SECOND_US } from "../../../testing/api.ts";
import type { OperationName } from "../../../aws/shapes.ts";

const StreamName = "orders";
const ARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`;

describe.each<[OperationName, object]>([
  ["DeleteStream", {}],
  ["DescribeStream", {}],
  ["DescribeStreamSummary", {}],
  ["ListShards", {}],
  ["PutRecord", { Data: "", PartitionKey: "a" }],
  ["PutRecords", { Records: [{ Data: "", PartitionKey: "a" }] }],
  ["GetShardIterator", { ShardId: "0", ShardIteratorType: "LATEST" }],
  ["SplitShard", { ShardToSplit: "0", NewStartingHashKey: "9" }],
  ["MergeShards", { ShardToMerge: "0", AdjacentShardToMerge: "1" }],
  ["UpdateShardCount", { TargetShardCount: 1, ScalingType: "UNIFORM_SCALING" }],
  ["IncreaseStreamRetentionPeriod", { RetentionPeriodHours: 25 }],
  ["DecreaseStreamRetentionPeriod", { RetentionPeriodHours: 24 }],
])("%s", (operation, input) => {
  it("finds no stream that is not there", () => {
    expect(makeApi().refusal(operation, { ...input, StreamName })).toBe(
      `ResourceNotFoundException: Stream orders under account ${ACCOUNT} not found.`,
    );
  });
});

describe("DeleteStream", () => {
  it("leaves the stream DELETING, then gone, and its name free", () => {
    const api = makeApi({ [StreamName]: 1 });
    expect(api.ok("DeleteStream", { StreamName, EnforceConsumerDeletion: true })).toEqual({});
    expect(api.stream(StreamName).status).toBe("DELETING");
    expect(api.refusal("DeleteStream", { StreamName })).toBe(
      `ResourceInUseException: Stream orders under account ${ACCOUNT} not ACTIVE, instead in state DELETING`,
    );
    api.wait(2 * SECOND_US);
    expect(api.run.world.streams).toEqual([]);
    expect(api.ok("CreateStream", { StreamName, ShardCount: 1 })).toEqual({});
  });

  it("stops what was read by iterators of the stream before", () => {
    const api = makeApi({ [StreamName]: 1 });
    const { ShardIterator } = api.ok("GetShardIterator", {
      StreamName,
      ShardId: "0",
      ShardIteratorType: "LATEST",
    });
    api.ok("DeleteStream", { StreamName });
    api.wait(2 * SECOND_US);
    api.ok("CreateStream", { StreamName, ShardCount: 1 });
    api.wait(2 * SECOND_US);
    expect(api.refusal("GetRecords", { ShardIterator })).toBe(
      `ResourceNotFoundException: Shard shardId-000000000000 in stream orders under account ${ACCOUNT} does not exist`,
    );
  });
});

describe("DescribeStream", () => {
  it("describes a stream without shards while it is CREATING", () => {
    const api = makeApi();
    api.ok("CreateStream", { StreamName, ShardCount: 2 });
    expect(api.ok("DescribeStream", { StreamName })).toEqual({
      StreamDescription: {
        StreamName,
        StreamARN: ARN,
        StreamStatus: "CREATING",
        StreamModeDetails: { StreamMode: "PROVISIONED" },
        StreamCreationTimestamp: 1_767_225_600,
        RetentionPeriodHours: 24,
        EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
        EncryptionType: "NONE",
        Shards: [],
        HasMoreShards: false,
      },
    });
  });

  it("shows the same shards by pages of any size as ListShards in one", () => {
    const api = makeApi({ [StreamName]: 230 });
    const whole = api.ok("ListShards", { StreamName }).Shards;
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 10_000 }), (Limit) => {
        const seen = [];
        let last: string | undefined;
        for (;;) {
          api.wait(SECOND_US);
          const { StreamDescription: page } = api.ok("DescribeStream", {
            StreamName,
            Limit,
            ...(last === undefined ? {} : { ExclusiveStartShardId: last }),
          });
          expect(page.Shards.length).toBeLessThanOrEqual(Math.min(100, Limit));
          seen.push(...page.Shards);
          last = page.Shards.at(-1)?.ShardId;
          if (!page.HasMoreShards) break;
        }
        expect(seen).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses to start after what is no shard", () => {
    const api = makeApi({ [StreamName]: 1 });
    expect(api.refusal("DescribeStream", { StreamName, ExclusiveStartShardId: "x" })).toBe(
      `ResourceNotFoundException: Could not find shard x in stream orders under account ${ACCOUNT}.`,
    );
  });
});

describe("DescribeStreamSummary", () => {
  it("counts open shards", () => {
    const api = makeApi({ [StreamName]: 2 });
    api.ok("MergeShards", { StreamName, ShardToMerge: "0", AdjacentShardToMerge: "1" });
    api.wait(31 * SECOND_US);
    const { StreamDescriptionSummary: summary } = api.ok("DescribeStreamSummary", { StreamName });
    expect(summary).toMatchObject({
      OpenShardCount: 1,
      ConsumerCount: 0,
      MaxRecordSizeInKiB: 1024,
      StreamStatus: "ACTIVE",
    });
    expect(lineage(api, StreamName)).toBe("0* 1* 2(0+1)");
  });
});

describe("ListStreams", () => {
  it("shows the same streams by pages of any size, in order of their names", () => {
    const names = ["b", "A", "c.1", "a", "_z", "c-1", "B"];
    const api = makeApi(Object.fromEntries(names.map((name) => [name, 1])));
    const sorted = [...names].sort();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.boolean(), (Limit, byToken) => {
        const seen: string[] = [];
        let next = {};
        for (;;) {
          api.wait(SECOND_US);
          const page = api.ok("ListStreams", { Limit, ...next });
          expect(page.StreamSummaries.map((each) => each.StreamName)).toEqual(page.StreamNames);
          seen.push(...page.StreamNames);
          if (!page.HasMoreStreams) break;
          next = byToken
            ? { NextToken: page.NextToken }
            : { ExclusiveStartStreamName: page.StreamNames.at(-1) };
        }
        expect(seen).toEqual(sorted);
      }),
    );
  });

  it("refuses tokens that are made up, changed, or older than 300 s", () => {
    const api = makeApi({ a: 1, b: 1 });
    const { NextToken } = api.ok("ListStreams", { Limit: 1 });
    const changed = `${NextToken!.slice(0, 20)}A${NextToken!.slice(21)}`;
    for (const token of ["x", changed]) {
      expect(api.refusal("ListStreams", { NextToken: token })).toBe(
        "InvalidArgumentException: Invalid NextToken.",
      );
    }
    api.wait(300 * SECOND_US);
    expect(api.ok("ListStreams", { NextToken: NextToken! }).StreamNames).toEqual(["b"]);
    api.wait(1);
    expect(api.refusal("ListStreams", { NextToken: NextToken! })).toBe(
      "ExpiredNextTokenException: NextToken expired. A token is valid for 300 seconds.",
    );
  });
});

describe("retention", () => {
  const put = { StreamName, Data: "YQ==", PartitionKey: "a" };
  const set = (hours: number) => ({ StreamName, RetentionPeriodHours: hours });

  it.each<[OperationName, number, string]>([
    [
      "IncreaseStreamRetentionPeriod",
      23,
      "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
    ],
    [
      "DecreaseStreamRetentionPeriod",
      -5,
      "Minimum allowed retention period is 24 hours. Requested retention period (-5 hours) is too short.",
    ],
    [
      "IncreaseStreamRetentionPeriod",
      8761,
      "Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.",
    ],
    [
      "IncreaseStreamRetentionPeriod",
      47,
      "Requested retention period (47 hours) for stream orders can not be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API.",
    ],
    [
      "DecreaseStreamRetentionPeriod",
      49,
      "Requested retention period (49 hours) for stream orders can not be longer than existing retention period (48 hours). Use IncreaseRetentionPeriod API.",
    ],
  ])("%s refuses %i h", (operation, hours, message) => {
    const api = makeApi({ [StreamName]: 1 });
    api.ok("IncreaseStreamRetentionPeriod", set(48));
    expect(api.refusal(operation, set(hours))).toBe(`InvalidArgumentException: ${message}`);
  });

  it("accepts the period it has, both ways", () => {
    const api = makeApi({ [StreamName]: 1 });
    expect(api.ok("IncreaseStreamRetentionPeriod", set(24))).toEqual({});
    expect(api.ok("DecreaseStreamRetentionPeriod", set(24))).toEqual({});
  });

  it("waits for a reshard to end", () => {
    const api = makeApi({ [StreamName]: 1 });
    api.ok("SplitShard", { StreamName, ShardToSplit: "0", NewStartingHashKey: "9" });
    expect(api.refusal("IncreaseStreamRetentionPeriod", set(48))).toContain(
      "not ACTIVE, instead in state UPDATING",
    );
  });

  const readable = (api: ReturnType<typeof makeApi>): number => {
    const { ShardIterator } = api.ok("GetShardIterator", {
      StreamName,
      ShardId: "0",
      ShardIteratorType: "TRIM_HORIZON",
    });
    return api.ok("GetRecords", { ShardIterator }).Records.length;
  };

  it("keeps what has not expired for longer, and brings nothing back", () => {
    const api = makeApi({ [StreamName]: 1 });
    api.ok("PutRecord", put);
    api.wait(12 * HOUR_US);
    api.ok("PutRecord", put);
    api.wait(13 * HOUR_US);
    expect(readable(api)).toBe(1);
    api.ok("IncreaseStreamRetentionPeriod", set(48));
    expect(readable(api)).toBe(1);
    api.wait(30 * HOUR_US);
    expect(readable(api)).toBe(1);
    api.wait(6 * HOUR_US);
    expect(readable(api)).toBe(0);
  });

  it("makes older data unreadable at once when it is decreased", () => {
    const api = makeApi({ [StreamName]: 1 });
    api.ok("IncreaseStreamRetentionPeriod", set(48));
    api.ok("PutRecord", put);
    api.wait(30 * HOUR_US);
    expect(readable(api)).toBe(1);
    api.ok("DecreaseStreamRetentionPeriod", set(24));
    expect(readable(api)).toBe(0);
  });
});
