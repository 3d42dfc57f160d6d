import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordsCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
  SubscribeToShardCommand,
  type KinesisClientConfig,
} from "@aws-sdk/client-kinesis";
import { NodeHttp2Handler, NodeHttpHandler } from "@smithy/node-http-handler";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../protocol/frame.ts";
import { spawnEndpoint, type Spawned } from "./spawn.testing.ts";

let folder = "";
let endpoint: Spawned;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "endpoint-"));
  endpoint = await spawnEndpoint("--state", folder);
});
afterAll(async () => {
  await endpoint.kill();
  await rm(folder, { recursive: true });
});

const clientOf = (accessKeyId: string, more: KinesisClientConfig = {}): KinesisClient =>
  new KinesisClient({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "any" },
    ...more,
  });

const advance = async (ms: number): Promise<number> => {
  const body = JSON.stringify({ ms });
  const answer = await fetch(`${endpoint.url}/__advance`, { method: "POST", body });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { atUs: number }).atUs;
};

const state = async (): Promise<Report> =>
  (await (await fetch(`${endpoint.url}/__state`)).json()) as Report;

const texts = (records: readonly { Data?: Uint8Array | undefined }[] = []): string[] =>
  records.map(({ Data }) => Buffer.from(Data ?? []).toString());

const Records = ["one", "two", "three", "four"].map((text) => ({
  Data: Buffer.from(text),
  PartitionKey: text,
}));

describe.each([
  ["http1", () => ({ requestHandler: new NodeHttpHandler() })],
  ["http2", () => ({ requestHandler: new NodeHttp2Handler() })],
])("the AWS SDK over %s", (name, handler) => {
  test("creates, puts, splits and reads everything back", async () => {
    const client = clientOf(name, handler());
    const StreamName = `orders-${name}`;
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await advance(2_000);
    const put = await client.send(new PutRecordsCommand({ StreamName, Records }));
    expect(put.FailedRecordCount).toBe(0);
    const NewStartingHashKey = (2n ** 127n).toString();
    await client.send(
      new SplitShardCommand({
        StreamName,
        ShardToSplit: "shardId-000000000000",
        NewStartingHashKey,
      }),
    );
    await advance(31_000);
    const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
    expect(Shards.map((each) => each.ParentShardId)).toEqual([
      undefined,
      "shardId-000000000000",
      "shardId-000000000000",
    ]);
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamName,
        ShardId: "shardId-000000000000",
        ShardIteratorType: "TRIM_HORIZON",
      }),
    );
    const read = await client.send(new GetRecordsCommand({ ShardIterator }));
    expect(texts(read.Records)).toEqual(["one", "two", "three", "four"]);
    expect(read.NextShardIterator).toBeUndefined();
    expect(read.ChildShards).toHaveLength(2);
    client.destroy();
    const report = await state();
    expect(report.producers.filter((each) => each.name === name)).toMatchObject([
      { kind: "code", accepted: 4 },
    ]);
    expect(report.consumers.filter((each) => each.name === name)).toMatchObject([
      { kind: "code", delivered: 4, late: 0 },
    ]);
  });

  test("is refused in AWS's own words", async () => {
    const client = clientOf(name, handler());
    const StreamName = "none";
    await expect(
      client.send(new DescribeStreamSummaryCommand({ StreamName })),
    ).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Stream none under account 123456789012 not found.",
    });
    client.destroy();
  });

  test("is pushed the records of a shard as they come", async () => {
    const client = clientOf(name, handler());
    const StreamName = `pushed-${name}`;
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await advance(2_000);
    const { StreamDescriptionSummary: summary } = await client.send(
      new DescribeStreamSummaryCommand({ StreamName }),
    );
    const { Consumer } = await client.send(
      new RegisterStreamConsumerCommand({ StreamARN: summary?.StreamARN, ConsumerName: "c" }),
    );
    await advance(10_000);
    const { EventStream = [] } = await client.send(
      new SubscribeToShardCommand({
        ConsumerARN: Consumer?.ConsumerARN,
        ShardId: "shardId-000000000000",
        StartingPosition: { Type: "TRIM_HORIZON" },
      }),
    );
    await client.send(new PutRecordsCommand({ StreamName, Records }));
    const got: string[] = [];
    for await (const { SubscribeToShardEvent: event } of EventStream) {
      got.push(...texts(event?.Records));
      if (got.length >= Records.length) break;
    }
    expect(got).toEqual(["one", "two", "three", "four"]);
    client.destroy();
  });
});

test("kill -9 loses nothing that was answered, and time goes on meanwhile", async () => {
  const client = clientOf("survivor");
  const StreamName = "kept";
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  await advance(2_000);
  const put = await client.send(new PutRecordsCommand({ StreamName, Records }));
  const before = await state();
  await endpoint.kill();
  client.destroy();
  endpoint = await spawnEndpoint("--state", folder);
  const after = await state();
  expect(after.atUs).toBeGreaterThan(before.atUs + 100_000);
  const ofStream = ({ streams }: Report) => streams.find((each) => each.name === StreamName);
  expect(ofStream(after)).toEqual(ofStream(before));
  const again = clientOf("survivor");
  const found: (string | undefined)[] = [];
  for (const ShardId of ["shardId-000000000000", "shardId-000000000001"]) {
    const { ShardIterator } = await again.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    const read = await again.send(new GetRecordsCommand({ ShardIterator }));
    found.push(...(read.Records ?? []).map((each) => each.SequenceNumber));
  }
  again.destroy();
  const given = (put.Records ?? []).map((each) => each.SequenceNumber);
  expect(new Set(found)).toEqual(new Set(given));
  expect(found).toHaveLength(given.length);
});

test("a clean end lets the folder go, and a folder in use is refused", async () => {
  await expect(spawnEndpoint("--state", folder)).rejects.toThrow(/is in use by process \d+/);
  expect(await endpoint.end()).toBe(0);
  endpoint = await spawnEndpoint("--state", folder);
  expect(endpoint.greeting).toContain(`AWS_ENDPOINT_URL_KINESIS=${endpoint.url}`);
});
