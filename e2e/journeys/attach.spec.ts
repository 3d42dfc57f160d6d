import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { spawnEndpoint } from "../../src/endpoint/spawn.testing.ts";
import type { WebSocketRoute } from "@playwright/test";
import type { Report } from "../../src/protocol/frame.ts";
import { expect, test } from "../support/playground.ts";

test("the page attaches to an endpoint and shows what a program of one's own does", async ({
  playground,
}) => {
  const { page } = playground;
  const endpoint = await spawnEndpoint();
  const client = new KinesisClient({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: { accessKeyId: "checkout", secretAccessKey: "any" },
  });
  const StreamName = "orders";
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  await playground.visit(/#attach=\S+/.exec(endpoint.greeting)?.[0]);
  await playground.until((frame) => frame.bands.count === 2);
  const Records = Array.from({ length: 20 }, (_, at) => ({
    Data: Buffer.from(`order ${at}`),
    PartitionKey: `customer-${at}`,
  }));
  await client.send(new PutRecordsCommand({ StreamName, Records }));
  await playground.until((frame) => frame.dots.inWindow === 20);
  await playground.until((frame) => frame.producers.some((each) => each.accepted === 20));
  const panel = await playground.panel("Put a record");
  await panel.getByRole("textbox", { name: "Partition key" }).fill("by-hand");
  await panel.getByRole("button", { name: "Put record" }).click();
  await playground.until((frame) => frame.dots.inWindow === 21);
  const report = (await (await fetch(`${endpoint.url}/__state`)).json()) as Report;
  const shards = report.streams[0]?.shards ?? [];
  expect(shards.reduce((sum, shard) => sum + shard.records, 0)).toBe(21);
  await page.goto("about:blank");
  client.destroy();
  await endpoint.kill();
});

test("a broken line to an endpoint is made again and told as that; a lost one says what to do", async ({
  playground,
}) => {
  const { page, notices } = playground;
  const endpoint = await spawnEndpoint();
  const lines: WebSocketRoute[] = [];
  await page.routeWebSocket(/__attach/, (line) => {
    line.connectToServer();
    lines.push(line);
  });
  await playground.visit(/#attach=\S+/.exec(endpoint.greeting)?.[0]);
  await lines.at(-1)?.close();
  await expect(notices.getByText(/^The connection to the endpoint broke/)).toBeVisible();
  await expect(notices.getByText(/engine stopped/)).toHaveCount(0);
  await endpoint.kill();
  await lines.at(-1)?.close();
  await expect(page.getByText(/^The connection to the endpoint was lost/)).toBeVisible();
  await page.goto("about:blank");
  // The browser itself reports each refused connection as an error.
  playground.offences.length = 0;
});
