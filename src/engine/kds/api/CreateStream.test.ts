import { describe, expect, it } from "vitest";
import { ACCOUNT, lineage, makeApi, SECOND_US } from "../../../testing/api.ts";

const StreamName = "orders";

describe("CreateStream refuses", () => {
  it.each([
    [
      { StreamName: "a b", ShardCount: 1 },
      "ValidationException: 1 validation error detected: Value 'a b' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    ],
    [
      { StreamName, ShardCount: 0 },
      "ValidationException: 1 validation error detected: Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { StreamName, StreamModeDetails: { StreamMode: "PROVISIONED" } },
      "InvalidArgumentException: ShardCount must be specified for a stream in PROVISIONED mode.",
    ],
    [
      { StreamName, ShardCount: 1, StreamModeDetails: { StreamMode: "ON_DEMAND" } },
      "InvalidArgumentException: ShardCount cannot be specified for a stream in ON_DEMAND mode.",
    ],
    [
      { StreamName, ShardCount: 1, RecordDistributionStrategy: "AUTO" },
      "InvalidArgumentException: RecordDistributionStrategy AUTO requires a stream in ON_DEMAND mode.",
    ],
    [
      { StreamName, WarmThroughputMiBps: 8 },
      "InvalidArgumentException: WarmThroughputMiBps requires a stream in ON_DEMAND mode and an account with MinimumThroughputBillingCommitment enabled.",
    ],
    [
      { StreamName, Tags: { "a%": "b" } },
      "InvalidArgumentException: Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @ :.",
    ],
    [
      { StreamName, ShardCount: 20_001 },
      `LimitExceededException: This request would exceed the shard limit for the account ${ACCOUNT} in us-east-1. Current shard count for the account: 0. Limit: 20000. Number of additional shards that would have resulted from this request: 20001. Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request higher limits.`,
    ],
  ])("%j", (input, message) => {
    const api = makeApi();
    expect(api.refusal("CreateStream", input)).toBe(message);
    expect(api.run.world.streams).toEqual([]);
  });

  it("a name that is taken, in whatever state", () => {
    const api = makeApi();
    const input = { StreamName, ShardCount: 1 };
    api.ok("CreateStream", input);
    const message = `ResourceInUseException: Stream orders under account ${ACCOUNT} already exists.`;
    expect(api.refusal("CreateStream", input)).toBe(message);
    api.wait(2 * SECOND_US);
    expect(api.refusal("CreateStream", input)).toBe(message);
  });

  it("a sixth stream in CREATING, until one is ACTIVE", () => {
    const api = makeApi();
    for (const name of ["a", "b", "c", "d", "e"]) {
      api.ok("CreateStream", { StreamName: name, ShardCount: 1 });
      api.wait(0.15 * SECOND_US);
    }
    const input = { StreamName: "f", ShardCount: 1 };
    expect(api.refusal("CreateStream", input)).toMatch(/^LimitExceededException: .* 5 streams/);
    api.wait(2 * SECOND_US);
    expect(api.ok("CreateStream", input)).toEqual({});
  });

  it("shards beyond the account's, counting those still to come", () => {
    const api = makeApi();
    api.ok("CreateStream", { StreamName: "a", ShardCount: 19_999 });
    expect(api.refusal("CreateStream", { StreamName, ShardCount: 2 })).toContain(
      "Current shard count for the account: 19999.",
    );
    expect(api.ok("CreateStream", { StreamName, ShardCount: 1 })).toEqual({});
  });
});

describe("CreateStream", () => {
  it("takes five calls a second of an account, and no stream for the sixth", () => {
    const api = makeApi();
    const names = ["a", "b", "c", "d", "e", "f"];
    const texts = names.map((name) => {
      const outcome = api.call("CreateStream", { StreamName: name, ShardCount: 1 });
      return outcome.ok ? "" : `${outcome.error.name}: ${outcome.error.message}`;
    });
    const slow = `LimitExceededException: Rate exceeded for account ${ACCOUNT}.`;
    expect(texts).toEqual(["", "", "", "", "", slow]);
    expect(api.run.world.streams.length).toBe(5);
  });

  it("keeps what it is given beside shards, and shows it", () => {
    const api = makeApi();
    api.ok("UpdateAccountSettings", {
      MinimumThroughputBillingCommitment: { Status: "ENABLED" },
    });
    api.ok("CreateStream", {
      StreamName,
      Tags: { team: "a" },
      MaxRecordSizeInKiB: 2048,
      WarmThroughputMiBps: 8,
      RecordDistributionStrategy: "AUTO",
    });
    api.wait(2 * SECOND_US);
    const { StreamDescriptionSummary: summary } = api.ok("DescribeStreamSummary", { StreamName });
    expect(summary).toMatchObject({
      OpenShardCount: 8,
      MaxRecordSizeInKiB: 2048,
      WarmThroughput: { TargetMiBps: 8, CurrentMiBps: 8 },
      RecordDistributionStrategy: "AUTO",
    });
    expect(api.ok("ListTagsForStream", { StreamName }).Tags).toEqual([{ Key: "team", Value: "a" }]);
  });

  it("answers at once; the stream is CREATING without shards, then ACTIVE with them", () => {
    const api = makeApi();
    expect(api.ok("CreateStream", { StreamName, ShardCount: 3 })).toEqual({});
    expect(api.stream(StreamName).status).toBe("CREATING");
    expect(lineage(api, StreamName)).toBe("");
    api.wait(2 * SECOND_US);
    expect(api.stream(StreamName).status).toBe("ACTIVE");
    expect(lineage(api, StreamName)).toBe("0 1 2");
  });

  it("deals the hash keys as the service does", () => {
    const { Shards } = makeApi({ [StreamName]: 3 }).ok("ListShards", { StreamName });
    expect(Shards.map((shard) => shard.HashKeyRange)).toEqual([
      {
        StartingHashKey: "0",
        EndingHashKey: "113427455640312821154458202477256070484",
      },
      {
        StartingHashKey: "113427455640312821154458202477256070485",
        EndingHashKey: "226854911280625642308916404954512140969",
      },
      {
        StartingHashKey: "226854911280625642308916404954512140970",
        EndingHashKey: "340282366920938463463374607431768211455",
      },
    ]);
  });

  it("makes four shards on demand when neither count nor mode is given", () => {
    const api = makeApi();
    api.ok("CreateStream", { StreamName });
    api.wait(2 * SECOND_US);
    const { StreamDescriptionSummary: summary } = api.ok("DescribeStreamSummary", { StreamName });
    expect([summary.StreamModeDetails.StreamMode, summary.OpenShardCount]).toEqual([
      "ON_DEMAND",
      4,
    ]);
  });
});
