import { describe, expect, it } from "vitest";
import type { GetRecordsOutput, StreamDescriptionSummary } from "../../../aws/shapes.ts";
import { ACCOUNT, dataOf, HOUR_US, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";

const StreamName = "orders";
const StreamARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`;
const under = `under account ${ACCOUNT}`;
const ALL = [
  "IncomingBytes",
  "IncomingRecords",
  "OutgoingBytes",
  "OutgoingRecords",
  "WriteProvisionedThroughputExceeded",
  "ReadProvisionedThroughputExceeded",
  "IteratorAgeMilliseconds",
];

const summaryOf = (api: Api): StreamDescriptionSummary =>
  api.ok("DescribeStreamSummary", { StreamName }).StreamDescriptionSummary;

const onDemand = (): Api => {
  const api = makeApi();
  api.ok("CreateStream", { StreamName });
  api.wait(2 * SECOND_US);
  return api;
};

const advantage = (): Api => {
  const api = onDemand();
  api.ok("UpdateAccountSettings", { MinimumThroughputBillingCommitment: { Status: "ENABLED" } });
  return api;
};

describe("operations that need an ACTIVE stream", () => {
  const mode = { StreamModeDetails: { StreamMode: "ON_DEMAND" } };
  it.each([
    ["EnableEnhancedMonitoring", { StreamName, ShardLevelMetrics: ["ALL"] }],
    ["DisableEnhancedMonitoring", { StreamName, ShardLevelMetrics: ["ALL"] }],
    ["StartStreamEncryption", { StreamName, EncryptionType: "KMS", KeyId: "k" }],
    ["StopStreamEncryption", { StreamName, EncryptionType: "KMS", KeyId: "k" }],
    ["UpdateStreamMode", { StreamARN, ...mode }],
    ["UpdateMaxRecordSize", { StreamARN, MaxRecordSizeInKiB: 2048 }],
    ["UpdateStreamRecordDistributionStrategy", { StreamARN, RecordDistributionStrategy: "AUTO" }],
  ] as const)("%s refuses one in CREATING, and one that is not there", (operation, input) => {
    const api = makeApi();
    expect(api.refusal(operation, input)).toBe(
      `ResourceNotFoundException: Stream orders ${under} not found.`,
    );
    api.ok("CreateStream", { StreamName });
    expect(api.refusal(operation, input)).toBe(
      `ResourceInUseException: Stream orders ${under} not ACTIVE, instead in state CREATING`,
    );
  });
});

describe("EnableEnhancedMonitoring", () => {
  it("answers what is on before and after, and ALL is seven", () => {
    const api = makeApi({ [StreamName]: 1 });
    const first = { StreamName, ShardLevelMetrics: ["OutgoingBytes", "IncomingBytes"] };
    expect(api.ok("EnableEnhancedMonitoring", first)).toEqual({
      StreamName,
      StreamARN,
      CurrentShardLevelMetrics: [],
      DesiredShardLevelMetrics: ["IncomingBytes", "OutgoingBytes"],
    });
    api.ok("EnableEnhancedMonitoring", { StreamName, ShardLevelMetrics: ["ALL"] });
    expect(summaryOf(api).EnhancedMonitoring).toEqual([{ ShardLevelMetrics: ALL }]);
    const off = { StreamName, ShardLevelMetrics: ["IncomingBytes"] };
    expect(api.ok("DisableEnhancedMonitoring", off).DesiredShardLevelMetrics).toEqual(ALL.slice(1));
    api.ok("DisableEnhancedMonitoring", { StreamName, ShardLevelMetrics: ["ALL"] });
    expect(summaryOf(api).EnhancedMonitoring).toEqual([{ ShardLevelMetrics: [] }]);
  });

  it("refuses names it does not know, with the enum in the text", () => {
    const input = { StreamName, ShardLevelMetrics: ["CPU"] };
    expect(makeApi().refusal("EnableEnhancedMonitoring", input)).toContain(
      `failed to satisfy constraint: Member must satisfy enum value set: [${ALL.join(", ")}, ALL]`,
    );
  });
});

describe("StartStreamEncryption and StopStreamEncryption", () => {
  const key = { StreamName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" } as const;

  const putOne = (api: Api) =>
    api.ok("PutRecord", { StreamName, PartitionKey: "k", Data: dataOf(1) }).EncryptionType;

  it("take the stream through UPDATING, and mark records put while it holds", () => {
    const api = makeApi({ [StreamName]: 1 });
    const told = [putOne(api)];
    api.ok("StartStreamEncryption", key);
    expect(summaryOf(api)).toMatchObject({ StreamStatus: "UPDATING", EncryptionType: "NONE" });
    told.push(putOne(api));
    api.wait(2 * SECOND_US);
    expect(summaryOf(api)).toMatchObject({
      StreamStatus: "ACTIVE",
      EncryptionType: "KMS",
      KeyId: key.KeyId,
    });
    told.push(putOne(api));
    api.ok("StopStreamEncryption", key);
    api.wait(2 * SECOND_US);
    expect(summaryOf(api)).not.toHaveProperty("KeyId");
    told.push(putOne(api));
    expect(told).toEqual(["NONE", "NONE", "KMS", "NONE"]);
    api.wait(SECOND_US);
    const { ShardIterator } = api.ok("GetShardIterator", {
      StreamName,
      ShardId: "0",
      ShardIteratorType: "TRIM_HORIZON",
    });
    const { Records }: GetRecordsOutput = api.ok("GetRecords", { ShardIterator });
    expect(Records.map((each) => each.EncryptionType ?? "NONE")).toEqual(told);
  });

  it("refuse EncryptionType NONE, and the 26th change in a day", () => {
    const api = makeApi({ [StreamName]: 1 });
    const none = { ...key, EncryptionType: "NONE" };
    expect(api.refusal("StartStreamEncryption", none)).toMatch(/^InvalidArgumentException: /);
    for (let at = 0; at < 25; at++) {
      api.ok("StartStreamEncryption", key);
      api.wait(2 * SECOND_US);
    }
    expect(api.refusal("StartStreamEncryption", key)).toMatch(/^LimitExceededException: /);
    api.ok("StopStreamEncryption", key);
    api.wait(24 * HOUR_US);
    expect(api.ok("StartStreamEncryption", key)).toEqual({});
  });
});

describe("UpdateStreamMode", () => {
  const to = (StreamMode: "ON_DEMAND" | "PROVISIONED") => ({
    StreamARN,
    StreamModeDetails: { StreamMode },
  });

  it("keeps the shards, and lets them be split again in PROVISIONED mode", () => {
    const api = onDemand();
    const split = { StreamName, ShardToSplit: "0", NewStartingHashKey: "7" };
    expect(api.refusal("SplitShard", split)).toMatch(/^ValidationException: .*On-Demand/);
    api.ok("UpdateStreamMode", to("PROVISIONED"));
    expect(summaryOf(api)).toMatchObject({
      StreamStatus: "UPDATING",
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
    });
    api.wait(2 * SECOND_US);
    expect(summaryOf(api)).toMatchObject({
      OpenShardCount: 4,
      StreamModeDetails: { StreamMode: "PROVISIONED" },
    });
    expect(api.ok("SplitShard", split)).toEqual({});
  });

  it("works twice in a rolling day", () => {
    const api = makeApi({ [StreamName]: 1 });
    for (const mode of ["ON_DEMAND", "PROVISIONED"] as const) {
      api.ok("UpdateStreamMode", to(mode));
      api.wait(HOUR_US);
    }
    expect(api.refusal("UpdateStreamMode", to("ON_DEMAND"))).toMatch(/^LimitExceededException: /);
    api.wait(22 * HOUR_US);
    expect(api.ok("UpdateStreamMode", to("ON_DEMAND"))).toEqual({});
  });

  it("refuses to leave ON_DEMAND while the strategy is AUTO", () => {
    const api = onDemand();
    const RecordDistributionStrategy = "AUTO";
    api.ok("UpdateStreamRecordDistributionStrategy", { StreamARN, RecordDistributionStrategy });
    expect(api.refusal("UpdateStreamMode", to("PROVISIONED"))).toMatch(/^InvalidArgument/);
  });
});

describe("UpdateMaxRecordSize", () => {
  it("lets larger records in, and each of them takes the shard's next seconds", () => {
    const api = makeApi({ [StreamName]: 1 });
    const large = { StreamName, PartitionKey: "k", Data: dataOf(2 * 1_048_576) };
    expect(api.refusal("PutRecord", large)).toContain(
      "exceeds the maximum record size of 1024 KiB",
    );
    api.ok("UpdateMaxRecordSize", { StreamARN, MaxRecordSizeInKiB: 4096 });
    expect(summaryOf(api).MaxRecordSizeInKiB).toBe(4096);
    expect(api.call("PutRecord", large).ok).toBe(true);
    const small = { StreamName, PartitionKey: "k", Data: dataOf(900) };
    expect(api.refusal("PutRecord", small)).toMatch(/^ProvisionedThroughputExceededException/);
    api.wait(0.9 * SECOND_US);
    expect(api.refusal("PutRecord", small)).toMatch(/^ProvisionedThroughputExceededException/);
    api.wait(0.2 * SECOND_US);
    expect(api.call("PutRecord", small).ok).toBe(true);
  });

  it("goes back to 1 MiB, and is refused beyond 10 MiB", () => {
    const api = makeApi({ [StreamName]: 1 });
    api.ok("UpdateMaxRecordSize", { StreamARN, MaxRecordSizeInKiB: 10_240 });
    api.ok("UpdateMaxRecordSize", { StreamARN, MaxRecordSizeInKiB: 1024 });
    expect(summaryOf(api).MaxRecordSizeInKiB).toBe(1024);
    const beyond = { StreamARN, MaxRecordSizeInKiB: 10_241 };
    expect(api.refusal("UpdateMaxRecordSize", beyond)).toContain("less than or equal to 10240");
    expect(api.refusal("UpdateMaxRecordSize", { MaxRecordSizeInKiB: 2048 })).toMatch(
      /^InvalidArgumentException: /,
    );
  });
});

describe("RecordDistributionStrategy AUTO", () => {
  const auto = { StreamARN, RecordDistributionStrategy: "AUTO" } as const;

  it("deals records of one key to every shard alike, and does without a key", () => {
    const api = onDemand();
    api.ok("UpdateStreamRecordDistributionStrategy", auto);
    for (let at = 0; at < 40; at++) {
      api.ok("PutRecord", {
        StreamName,
        Data: dataOf(1),
        ...(at % 2 ? { PartitionKey: "k" } : {}),
      });
    }
    expect([...api.stream(StreamName).shards.records].slice(0, 4)).toEqual([10, 10, 10, 10]);
    api.wait(SECOND_US);
    const { ShardIterator } = api.ok("GetShardIterator", {
      StreamName,
      ShardId: "0",
      ShardIteratorType: "TRIM_HORIZON",
    });
    const { Records } = api.ok("GetRecords", { ShardIterator });
    expect(new Set(Records.map((each) => each.PartitionKey ?? "none")).size).toBe(1);
  });

  it("is for ON_DEMAND alone; all other streams require a key", () => {
    const api = makeApi({ [StreamName]: 1 });
    expect(api.refusal("UpdateStreamRecordDistributionStrategy", auto)).toBe(
      "InvalidArgumentException: RecordDistributionStrategy AUTO requires a stream in ON_DEMAND mode.",
    );
    expect(api.refusal("PutRecord", { StreamName, Data: "" })).toBe(
      "ValidationException: 1 validation error detected: Value null at 'partitionKey' failed to satisfy constraint: Member must not be null",
    );
    const Records = [{ Data: "", PartitionKey: "k" }, { Data: "" }];
    expect(api.refusal("PutRecords", { StreamName, Records })).toContain(
      "Value null at 'records.2.member.partitionKey'",
    );
  });
});

describe("UpdateStreamWarmThroughput", () => {
  const warm = { StreamName, WarmThroughputMiBps: 7 };

  it("needs ON_DEMAND mode and the commitment", () => {
    expect(onDemand().refusal("UpdateStreamWarmThroughput", warm)).toMatch(/^InvalidArgument/);
    const api = makeApi({ [StreamName]: 1 });
    expect(api.refusal("UpdateStreamWarmThroughput", warm)).toMatch(/^InvalidArgument/);
    const beyond = { ...warm, WarmThroughputMiBps: 10_241 };
    expect(advantage().refusal("UpdateStreamWarmThroughput", beyond)).toMatch(/^LimitExceeded/);
  });

  it("opens shards, one split after another, until there is one a MiB/s", () => {
    const api = advantage();
    expect(api.ok("UpdateStreamWarmThroughput", warm).WarmThroughput).toEqual({
      TargetMiBps: 7,
      CurrentMiBps: 4,
    });
    expect(summaryOf(api).StreamStatus).toBe("UPDATING");
    api.wait(95 * SECOND_US);
    expect(summaryOf(api)).toMatchObject({
      StreamStatus: "ACTIVE",
      OpenShardCount: 7,
      WarmThroughput: { TargetMiBps: 7, CurrentMiBps: 7 },
    });
    api.ok("UpdateStreamWarmThroughput", { StreamName, WarmThroughputMiBps: 2 });
    api.wait(2 * SECOND_US);
    expect(summaryOf(api)).toMatchObject({ StreamStatus: "ACTIVE", OpenShardCount: 7 });
  });
});
