import { describe, expect, it } from "vitest";
import type { CreateChannelInput } from "../../../aws/shapesMore.ts";
import { ACCOUNT, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";

const StreamName = "orders";
const StreamARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`;
const ChannelARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:channel/c`;
const bucket = { BucketARN: "arn:aws:s3:::a-bucket", ExpectedBucketOwner: ACCOUNT };

const given: CreateChannelInput = {
  ChannelName: "c",
  ServiceExecutionRoleARN: `arn:aws:iam::${ACCOUNT}:role/r`,
  StreamConfigurationList: [{ StreamARN, RecordConfiguration: { RecordFormatType: "JSON" } }],
  S3DestinationConfiguration: { StorageConfiguration: { ...bucket, CompressionType: "GZIP" } },
};

const onDemand = (): Api => {
  const api = makeApi();
  api.ok("CreateStream", { StreamName });
  api.wait(2 * SECOND_US);
  return api;
};

const statusOf = (api: Api): string =>
  api.ok("DescribeChannel", { ChannelARN }).ChannelDescription.ChannelStatus;

describe("CreateChannel", () => {
  it("answers the whole description; CREATING, then ACTIVE", () => {
    const api = onDemand();
    const { ChannelDescription } = api.ok("CreateChannel", given);
    expect(ChannelDescription).toMatchObject({
      ChannelName: "c",
      ChannelARN,
      ChannelStatus: "CREATING",
      ServiceExecutionRoleARN: given.ServiceExecutionRoleARN,
      S3DestinationConfiguration: { DataFreshnessInSeconds: 300 },
      LoggingConfiguration: { CloudWatchLogs: { Enabled: false } },
    });
    api.wait(2 * SECOND_US);
    expect(statusOf(api)).toBe("ACTIVE");
    const { StreamDescriptionSummary } = api.ok("DescribeStreamSummary", { StreamName });
    expect(StreamDescriptionSummary.ChannelCount).toBe(1);
    expect(api.ok("DescribeLimits", {}).ChannelCount).toBe(1);
  });

  it.each([
    ["no destination", { S3DestinationConfiguration: undefined }, /^InvalidArgumentException/],
    [
      "two streams",
      {
        StreamConfigurationList: [
          ...given.StreamConfigurationList,
          ...given.StreamConfigurationList,
        ],
      },
      /^InvalidArgumentException/,
    ],
    [
      "no such stream",
      {
        StreamConfigurationList: [
          { ...given.StreamConfigurationList[0], StreamARN: `${StreamARN}s` },
        ],
      },
      /^ResourceNotFoundException/,
    ],
    [
      "no role",
      { ServiceExecutionRoleARN: "r" },
      /^ValidationException: .*serviceExecutionRoleARN/,
    ],
    [
      "a compression it does not know",
      { S3DestinationConfiguration: { StorageConfiguration: { ...bucket, CompressionType: "X" } } },
      /'s3DestinationConfiguration.storageConfiguration.compressionType' failed .*\[NONE, GZIP, ZSTD\]/,
    ],
  ])("refuses %s", (_, change, text) => {
    expect(onDemand().refusal("CreateChannel", { ...given, ...change })).toMatch(text);
  });

  it("refuses a provisioned stream, a name that is taken, and a third one of a stream", () => {
    const provisioned = makeApi({ [StreamName]: 1 });
    expect(provisioned.refusal("CreateChannel", given)).toMatch(/^ValidationException: /);
    const api = onDemand();
    api.ok("CreateChannel", given);
    expect(api.refusal("CreateChannel", given)).toMatch(/^ResourceInUseException: /);
    api.ok("CreateChannel", { ...given, ChannelName: "d" });
    const third = { ...given, ChannelName: "e" };
    expect(api.refusal("CreateChannel", third)).toMatch(/^LimitExceededException: /);
  });
});

describe("UpdateChannel", () => {
  it("changes freshness and logging alone, by way of UPDATING", () => {
    const api = onDemand();
    api.ok("CreateChannel", given);
    const change = { ChannelARN, S3DestinationConfiguration: { DataFreshnessInSeconds: 60 } };
    expect(api.refusal("UpdateChannel", change)).toMatch(/^ResourceInUseException: /);
    api.wait(2 * SECOND_US);
    const { ChannelDescription } = api.ok("UpdateChannel", change);
    expect(ChannelDescription).toMatchObject({
      ChannelStatus: "UPDATING",
      S3DestinationConfiguration: { DataFreshnessInSeconds: 60, StorageConfiguration: bucket },
    });
    api.wait(2 * SECOND_US);
    expect(statusOf(api)).toBe("ACTIVE");
    const other = { ChannelARN, S3TablesDestinationConfiguration: { DataFreshnessInSeconds: 60 } };
    expect(api.refusal("UpdateChannel", other)).toMatch(/^InvalidArgumentException: /);
  });
});

describe("DeleteChannel", () => {
  it("leaves it DELETING, then gone; only then may the stream go", () => {
    const api = onDemand();
    api.ok("CreateChannel", given);
    api.wait(2 * SECOND_US);
    expect(api.refusal("DeleteStream", { StreamName })).toMatch(/^ResourceInUseException: /);
    api.ok("DeleteChannel", { ChannelARN });
    expect(statusOf(api)).toBe("DELETING");
    api.wait(2 * SECOND_US);
    expect(api.refusal("DescribeChannel", { ChannelARN })).toMatch(/^ResourceNotFoundException: /);
    expect(api.ok("DeleteStream", { StreamName })).toEqual({});
  });
});

describe("ListChannels", () => {
  it("pages by name, and filters by stream", () => {
    const api = onDemand();
    api.ok("CreateStream", { StreamName: "others" });
    api.wait(2 * SECOND_US);
    const elsewhere = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/others`;
    const [configuration] = given.StreamConfigurationList;
    const there = [{ ...configuration!, StreamARN: elsewhere }];
    api.ok("CreateChannel", { ...given, ChannelName: "b" });
    api.ok("CreateChannel", { ...given, ChannelName: "a" });
    api.ok("CreateChannel", { ...given, ChannelName: "c", StreamConfigurationList: there });
    const first = api.ok("ListChannels", { MaxResults: 2 });
    const { NextToken = "" } = first;
    const rest = api.ok("ListChannels", { NextToken });
    const names = [...first.ChannelSummaries, ...rest.ChannelSummaries];
    expect(names.map((each) => each.ChannelName)).toEqual(["a", "b", "c"]);
    expect(rest.NextToken).toBeUndefined();
    const filtered = api.ok("ListChannels", { StreamFilter: [{ StreamARN: elsewhere }] });
    expect(filtered.ChannelSummaries).toMatchObject([
      { ChannelName: "c", ChannelDestinationType: "S3", Streams: [{ StreamARN: elsewhere }] },
    ]);
    expect(api.refusal("ListChannels", { NextToken: "x" })).toMatch(/^InvalidArgumentException: /);
    api.wait(301 * SECOND_US);
    expect(api.refusal("ListChannels", { NextToken })).toMatch(/^ExpiredNextTokenException: /);
  });
});
