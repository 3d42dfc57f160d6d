// @vitest-environment node
import {
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  IncreaseStreamRetentionPeriodCommand,
  KinesisClient,
  ListShardsCommand,
  ListStreamsCommand,
  MergeShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
} from "@aws-sdk/client-kinesis";
import { beforeEach, expect, test } from "vitest";
import { type Api, makeApi, SECOND_US } from "../testing/api.ts";
import { answer } from "./answer.ts";
import { requestIdOf } from "./requestId.ts";
import { type SdkRequest, toSdkResponse, toWireRequest } from "./sdk.ts";
import type { WireCaller } from "./types.ts";

let api: Api;
let client: KinesisClient;
let callers: WireCaller[];

beforeEach(() => {
  api = makeApi({ s: 2 });
  callers = [];
  let n = 0;
  client = new KinesisClient({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: SdkRequest) => {
        n += 1;
        const response = answer(
          toWireRequest(request),
          (operation, input, caller) => {
            callers.push(caller);
            return api.call(operation, input);
          },
          requestIdOf(n, 1),
        );
        return { response: toSdkResponse(response) };
      },
    } as never,
  });
});

const StreamName = "s";
const shard = (index: number): string => `shardId-${String(index).padStart(12, "0")}`;
const settle = (): void => api.wait(60 * SECOND_US);
const refusal = (name: string, message: RegExp, httpStatusCode = 400) => ({
  name,
  message: expect.stringMatching(message),
  $metadata: expect.objectContaining({ httpStatusCode, requestId: expect.any(String) }),
});
const absent = refusal(
  "ResourceNotFoundException",
  /^Stream absent under account \d{12} not found\.$/,
);

test("records put are got, byte for byte, with their times", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const put = await client.send(
    new PutRecordCommand({ StreamName, Data: bytes, PartitionKey: "열쇠 é", ExplicitHashKey: "0" }),
  );
  expect(put.ShardId).toBe(shard(0));
  const many = await client.send(
    new PutRecordsCommand({
      StreamName,
      Records: ["a", "b"].map((PartitionKey) => ({
        Data: bytes,
        PartitionKey,
        ExplicitHashKey: "0",
      })),
    }),
  );
  expect(many.FailedRecordCount).toBe(0);
  expect(many.Records?.map(({ ShardId }) => ShardId)).toEqual([shard(0), shard(0)]);
  api.wait(SECOND_US);
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: shard(0),
      ShardIteratorType: "AT_TIMESTAMP",
      Timestamp: new Date(0),
    }),
  );
  const { Records, MillisBehindLatest } = await client.send(
    new GetRecordsCommand({ ShardIterator, Limit: 10 }),
  );
  expect(MillisBehindLatest).toBe(0);
  expect(Records?.map(({ PartitionKey }) => PartitionKey)).toEqual(["열쇠 é", "a", "b"]);
  expect(Records?.[0]?.SequenceNumber).toBe(put.SequenceNumber);
  expect(Records?.every(({ Data }) => Buffer.from(bytes).equals(Data!))).toBe(true);
  const { StreamDescriptionSummary } = await client.send(
    new DescribeStreamSummaryCommand({ StreamName }),
  );
  const created = StreamDescriptionSummary!.StreamCreationTimestamp!.getTime();
  const aged = Records![0]!.ApproximateArrivalTimestamp!.getTime() - created;
  expect(aged).toBeGreaterThan(0);
  expect(aged).toBeLessThan(10_000);
  expect(callers.every(({ accessKeyId }) => accessKeyId === "AKIDEXAMPLE")).toBe(true);
  expect(callers[0]?.userAgent).toMatch(/^aws-sdk-js\/3/);
});

test("streams are made, listed, described and deleted", async () => {
  const made = await client.send(new CreateStreamCommand({ StreamName: "t", ShardCount: 1 }));
  expect(made.$metadata).toMatchObject({
    httpStatusCode: 200,
    requestId: requestIdOf(1, 1),
    extendedRequestId: expect.stringMatching(/^.{96}$/),
  });
  settle();
  const list = await client.send(new ListStreamsCommand({}));
  expect(list.StreamNames).toEqual(["s", "t"]);
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamName: "t" }));
  expect(StreamDescription).toMatchObject({
    StreamStatus: "ACTIVE",
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: expect.any(Date),
    Shards: [{ ShardId: shard(0) }],
  });
  await client.send(new DeleteStreamCommand({ StreamName: "t" }));
  settle();
  expect((await client.send(new ListStreamsCommand({}))).StreamNames).toEqual(["s"]);
});

test("shards are split, merged and counted; retention goes up and down", async () => {
  const NewStartingHashKey = "1000";
  await client.send(
    new SplitShardCommand({ StreamName, ShardToSplit: shard(0), NewStartingHashKey }),
  );
  settle();
  await client.send(
    new MergeShardsCommand({ StreamName, ShardToMerge: shard(2), AdjacentShardToMerge: shard(3) }),
  );
  settle();
  const { Shards } = await client.send(
    new ListShardsCommand({
      StreamName,
      ShardFilter: { Type: "FROM_TIMESTAMP", Timestamp: new Date(0) },
    }),
  );
  expect(Shards?.map(({ ParentShardId }) => ParentShardId)).toEqual([
    undefined,
    undefined,
    shard(0),
    shard(0),
    shard(2),
  ]);
  const counted = await client.send(
    new UpdateShardCountCommand({
      StreamName,
      TargetShardCount: 4,
      ScalingType: "UNIFORM_SCALING",
    }),
  );
  expect(counted).toMatchObject({ CurrentShardCount: 2, TargetShardCount: 4 });
  settle();
  await client.send(
    new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 48 }),
  );
  settle();
  await client.send(
    new DecreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 24 }),
  );
  expect(api.stream("s").retentionUs).toBe(24 * 3_600 * SECOND_US);
});

const naming = { StreamName: "absent" };
const Data = new Uint8Array(1);
const ALL_ABSENT = {
  DescribeStream: new DescribeStreamCommand(naming),
  DescribeStreamSummary: new DescribeStreamSummaryCommand(naming),
  DeleteStream: new DeleteStreamCommand(naming),
  ListShards: new ListShardsCommand(naming),
  PutRecord: new PutRecordCommand({ ...naming, Data, PartitionKey: "k" }),
  PutRecords: new PutRecordsCommand({ ...naming, Records: [{ Data, PartitionKey: "k" }] }),
  GetShardIterator: new GetShardIteratorCommand({
    ...naming,
    ShardId: shard(0),
    ShardIteratorType: "LATEST",
  }),
  SplitShard: new SplitShardCommand({ ...naming, ShardToSplit: "0", NewStartingHashKey: "9" }),
  MergeShards: new MergeShardsCommand({ ...naming, ShardToMerge: "0", AdjacentShardToMerge: "1" }),
  UpdateShardCount: new UpdateShardCountCommand({
    ...naming,
    TargetShardCount: 1,
    ScalingType: "UNIFORM_SCALING",
  }),
  IncreaseStreamRetentionPeriod: new IncreaseStreamRetentionPeriodCommand({
    ...naming,
    RetentionPeriodHours: 48,
  }),
  DecreaseStreamRetentionPeriod: new DecreaseStreamRetentionPeriodCommand({
    ...naming,
    RetentionPeriodHours: 24,
  }),
};

test.each(Object.entries(ALL_ABSENT))(
  "%s of an absent stream throws as AWS's",
  async (_, command) => {
    await expect(client.send(command as DescribeStreamCommand)).rejects.toMatchObject(absent);
  },
);

test.each([
  [
    "ResourceInUseException",
    /^Stream s under account \d{12} already exists\.$/,
    new CreateStreamCommand({ StreamName, ShardCount: 1 }),
  ],
  [
    "ValidationException",
    /^1 validation error detected: Value '10001' at 'limit' failed/,
    new ListStreamsCommand({ Limit: 10_001 }),
  ],
  [
    "InvalidArgumentException",
    /^Invalid ShardIterator\.$/,
    new GetRecordsCommand({ ShardIterator: "x" }),
  ],
  [
    "SerializationException",
    /^class java\.lang\.String can not be converted to an Integer$/,
    new ListStreamsCommand({ Limit: "many" as unknown as number }),
  ],
])("%s is thrown with its text", async (name, message, command) => {
  await expect(client.send(command as ListStreamsCommand)).rejects.toMatchObject(
    refusal(name, message),
  );
});

test("an operation that the engine has not is unknown", async () => {
  api.call = () => ({ ok: false, error: { name: "UnknownOperationException", message: "" } });
  await expect(client.send(new ListStreamsCommand({}))).rejects.toMatchObject({
    name: "UnknownOperationException",
  });
});

test("requests of every form become the same bytes", () => {
  const wire = toWireRequest({
    method: "POST",
    path: "/",
    query: { a: "b c", list: ["1", "2"], none: null },
    headers: { "X-Amz-Target": "T", Host: "h" },
    body: "é",
  });
  expect(wire.path).toBe("/?a=b%20c&list=1&list=2&none=");
  expect(wire.headers).toEqual({ "x-amz-target": "T", host: "h" });
  const forms = ["é", Uint8Array.of(0xc3, 0xa9), Uint8Array.of(0xc3, 0xa9).buffer];
  for (const body of forms) {
    expect([...toWireRequest({ ...wire, body }).body]).toEqual([0xc3, 0xa9]);
  }
  expect(toWireRequest({ ...wire, body: undefined }).body).toHaveLength(0);
});
