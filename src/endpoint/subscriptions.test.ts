import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateStreamCommand,
  KinesisClient,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  SubscribeToShardCommand,
  type SubscribeToShardCommandOutput,
} from "@aws-sdk/client-kinesis";
import { NodeHttp2Handler, NodeHttpHandler } from "@smithy/node-http-handler";
import { afterEach, expect, test, vi } from "vitest";
import type { Report } from "../protocol/frame.ts";
import { startRig } from "./rig.testing.ts";
import { spawnEndpoint } from "./spawn.testing.ts";

const ShardId = "shardId-000000000000";
const StreamName = "pushed";
const READER = "reader";

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A stream, a consumer of it, and what one does with them by the SDK. */
const labOf = async (url: string, handler: () => NodeHttpHandler | NodeHttp2Handler) => {
  const clientOf = (accessKeyId: string): KinesisClient => {
    const credentials = { accessKeyId, secretAccessKey: "any" };
    const requestHandler = handler();
    const config = { endpoint: url, region: "us-east-1", credentials, requestHandler };
    const client = new KinesisClient({ ...config, maxAttempts: 1 });
    endings.push(() => client.destroy());
    return client;
  };
  const advance = async (ms: number): Promise<void> => {
    const answer = await fetch(`${url}/__advance`, {
      method: "POST",
      body: JSON.stringify({ ms }),
    });
    expect(answer.status).toBe(200);
  };
  const writer = clientOf("writer");
  const delivered = async (): Promise<number> => {
    const report = (await (await fetch(`${url}/__state`)).json()) as Report;
    return report.consumers.find(({ name }) => name === READER)!.delivered;
  };
  let ConsumerARN: string | undefined;
  return {
    advance,
    delivered,
    make: async () => {
      await writer.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
      await advance(2_000);
      const StreamARN = `arn:aws:kinesis:us-east-1:123456789012:stream/${StreamName}`;
      const { Consumer } = await writer.send(
        new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "c" }),
      );
      ConsumerARN = Consumer?.ConsumerARN;
      await advance(2_000);
      return ConsumerARN;
    },
    put: () =>
      writer.send(
        new PutRecordCommand({ StreamName, PartitionKey: "k", Data: Buffer.from("record") }),
      ),
    /** Over HTTP/2 the SDK closes an event stream's connection when it is aborted, and only then. */
    subscribe: async (arn = ConsumerARN) => {
      const client = clientOf(READER);
      const aborter = new AbortController();
      endings.push(() => aborter.abort());
      const StartingPosition = { Type: "TRIM_HORIZON" } as const;
      const output = await client.send(
        new SubscribeToShardCommand({ ConsumerARN: arn, ShardId, StartingPosition }),
        { abortSignal: aborter.signal },
      );
      return { client, output, abort: () => aborter.abort() };
    },
  };
};

/** Reads until `records` have come, and stays connected. */
const read = async (
  { EventStream }: SubscribeToShardCommandOutput,
  records: number,
): Promise<void> => {
  let got = 0;
  for await (const { SubscribeToShardEvent: event } of EventStream!) {
    got += event?.Records?.length ?? 0;
    if (got >= records) return;
  }
};

type Lab = Awaited<ReturnType<typeof labOf>>;
type Open = Awaited<ReturnType<Lab["subscribe"]>>;

test.each([
  ["http1, destroyed,", () => new NodeHttpHandler(), ({ client }: Open) => client.destroy()],
  ["http1, aborted,", () => new NodeHttpHandler(), ({ abort }: Open) => abort()],
  ["http2, aborted,", () => new NodeHttp2Handler(), ({ abort }: Open) => abort()],
])(
  "over %s a connection that its client closes ends the subscription",
  async (_, handler, close) => {
    const rig = await startRig();
    endings.push(() => rig.close());
    const lab = await labOf(rig.url, handler);
    await lab.make();
    const { run } = rig.host;
    const held = () => run.world.settings?.subscribed.length;
    await lab.put();
    const open = await lab.subscribe();
    await read(open.output, 1);
    expect([held(), await lab.delivered()]).toEqual([1, 1]);
    close(open);
    await vi.waitFor(() => {
      expect(held()).toBe(0);
    });
    await lab.put();
    await lab.advance(1_000);
    expect(await lab.delivered()).toBe(1);
    await expect(lab.subscribe()).rejects.toMatchObject({ name: "ResourceInUseException" });
    await lab.advance(4_000);
    const again = await lab.subscribe();
    await read(again.output, 2);
    expect(await lab.delivered()).toBe(3);
    close(again);
    await vi.waitFor(() => {
      expect(held()).toBe(0);
    });
    await lab.put();
    await lab.advance(60_000);
    expect(await lab.delivered()).toBe(3);
  },
);

test("a reader removed on the page: its client's event stream ends", async () => {
  const rig = await startRig();
  endings.push(() => rig.close());
  const lab = await labOf(rig.url, () => new NodeHttp2Handler());
  await lab.make();
  await lab.put();
  const { output } = await lab.subscribe();
  const { world } = rig.host.run;
  const reader = world.actors.find(({ application }) => application)!;
  let got = 0;
  for await (const { SubscribeToShardEvent: event } of output.EventStream!) {
    got += event?.Records?.length ?? 0;
    if (got === 1) rig.host.obey({ type: "RemoveActor", id: reader.id });
  }
  expect(got).toBe(1);
  expect(world.settings?.subscribed).toEqual([]);
});

test("a kill -9 keeps what was closed closed, and closes what was open", async () => {
  const folder = await mkdtemp(join(tmpdir(), "subscriptions-"));
  endings.push(() => rm(folder, { recursive: true }));
  const http2 = (): NodeHttp2Handler => new NodeHttp2Handler();
  const first = await spawnEndpoint("--state", folder);
  endings.push(() => first.kill());
  const lab = await labOf(first.url, http2);
  const arn = await lab.make();
  await lab.put();
  const closed = await lab.subscribe();
  await read(closed.output, 1);
  closed.abort();
  // A record put is delivered until the other side has seen it.
  let before = 0;
  for (let put = 0; put < 100; put++) {
    before = await lab.delivered();
    await lab.put();
    await lab.advance(1_000);
    if ((await lab.delivered()) === before) break;
  }
  await lab.advance(5_000);
  await lab.put();
  await first.kill();
  const second = await spawnEndpoint("--state", folder);
  endings.push(() => second.kill());
  const after = await labOf(second.url, http2);
  await after.advance(1_000);
  expect(await after.delivered()).toBe(before);
  const open = await after.subscribe(arn);
  await read(open.output, 1);
  const left = await after.delivered();
  expect(left).toBeGreaterThan(before);
  // Pushed to and waited for without a command: known after a restart, to the second.
  await after.put();
  await after.advance(60_000);
  await read(open.output, 1);
  const pushed = await after.delivered();
  expect(pushed).toBe(left + 1);
  await second.kill();
  const third = await spawnEndpoint("--state", folder);
  endings.push(() => third.kill());
  const last = await labOf(third.url, http2);
  await last.put();
  await last.advance(60_000);
  expect(await last.delivered()).toBe(pushed);
}, 60_000);
