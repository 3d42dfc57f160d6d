import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import { spawnEndpoint } from "../../src/endpoint/spawn.testing.ts";
import type { WebSocketRoute } from "@playwright/test";
import type { Report } from "../../src/protocol/frame.ts";
import { expect, test } from "../support/playground.ts";

const clientOf = (endpoint: string): KinesisClient =>
  new KinesisClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "checkout", secretAccessKey: "any" },
  });

test("the page attaches to an endpoint and shows what a program of one's own does", async ({
  playground,
}) => {
  const { page } = playground;
  const endpoint = await spawnEndpoint();
  const client = clientOf(endpoint.url);
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
  await expect(panel.getByText("Hash key", { exact: true })).toBeVisible();
  await panel.getByRole("button", { name: "Put record" }).click();
  await playground.until((frame) => frame.dots.inWindow === 21);
  const report = (await (await fetch(`${endpoint.url}/__state`)).json()) as Report;
  const shards = report.streams[0]?.shards ?? [];
  expect(shards.reduce((sum, shard) => sum + shard.records, 0)).toBe(21);
  const code = await playground.panel("Code");
  await expect(code.getByRole("button", { name: "Run", exact: true })).toBeDisabled();
  await expect(code.getByText(`This page shows the run of ${endpoint.url}`)).toBeVisible();
  await code.getByRole("textbox", { name: "Program, JavaScript" }).press("Control+Enter");
  const ShardIteratorType = "TRIM_HORIZON";
  const at = { StreamName, ShardId: "shardId-000000000000", ShardIteratorType } as const;
  const { ShardIterator } = await client.send(new GetShardIteratorCommand(at));
  await client.send(new GetRecordsCommand({ ShardIterator }));
  await playground.until((frame) => frame.consumers.length === 1);
  const actors = await playground.panel("Actors");
  const named = actors.getByRole("listitem");
  await expect(named.getByRole("heading", { name: "checkout" })).toHaveCount(2);
  await expect(actors.getByRole("button", { name: /disconnect/i })).toHaveCount(0);
  expect((await playground.read((frame) => frame.producers)).length).toBe(1);
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

test("an empty account says how to begin; of two streams one is chosen, and gone it gives way", async ({
  playground,
}) => {
  const { page, notices } = playground;
  const endpoint = await spawnEndpoint();
  const client = clientOf(endpoint.url);
  await playground.visit(/#attach=\S+/.exec(endpoint.greeting)?.[0]);
  await expect(page.getByRole("main").getByText(`--endpoint-url ${endpoint.url}`)).toBeVisible();
  const choice = page.getByRole("combobox", { name: "Stream shown" });
  await client.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 2 }));
  await playground.until((frame) => frame.bands.count === 2);
  await expect(page.getByText(`--endpoint-url ${endpoint.url}`)).toHaveCount(0);
  await expect(choice).toHaveCount(0);
  await client.send(new CreateStreamCommand({ StreamName: "audit", ShardCount: 3 }));
  const call = { StreamName: "audit", PartitionKey: "k", Data: Buffer.from("seen") };
  await expect(choice).toHaveValue("orders");
  await expect
    .poll(() =>
      client.send(new PutRecordCommand(call)).then(
        () => "put",
        (error: Error) => error.name,
      ),
    )
    .toBe("put");
  await expect(page.getByText("no producer", { exact: true })).toBeVisible();
  await choice.focus();
  await page.keyboard.press("ArrowDown");
  await playground.until(({ stream, bands }) => stream.name === "audit" && bands.count === 3);
  await playground.until((frame) => frame.dots.inWindow === 1);
  await expect(choice).toHaveValue("audit");
  await expect(choice).toBeFocused();
  await expect(page.getByRole("button", { name: /^checkout/ })).toBeVisible();
  await client.send(new DeleteStreamCommand({ StreamName: "audit" }));
  await playground.until(({ stream, bands }) => stream.name === "orders" && bands.count === 2);
  await expect(choice).toHaveCount(0);
  await playground.button("Pause").click();
  await expect(notices.getByText(/^This picture stands/)).toBeVisible();
  await playground.button("Step forward").click();
  await expect(notices.getByText(`curl -X POST ${endpoint.url}/__advance`)).toBeVisible();
  await playground.button("Play").click();
  await expect(notices.getByText(/clock is the endpoint/)).toHaveCount(0);
  await page.goto("about:blank");
  client.destroy();
  await endpoint.kill();
});

test("an endpoint killed and started again with its folder is taken up by the same page", async ({
  playground,
}) => {
  const { page, notices } = playground;
  const folder = await mkdtemp(join(tmpdir(), "attach-"));
  const endpoint = await spawnEndpoint("--state", folder);
  const client = clientOf(endpoint.url);
  await client.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 2 }));
  await playground.visit(/#attach=\S+/.exec(endpoint.greeting)?.[0]);
  await playground.until((frame) => frame.bands.count === 2);
  await endpoint.kill();
  await expect(page.getByText(/^The connection to the endpoint was lost/)).toBeVisible();
  await expect(notices.getByText(/was made again/)).toHaveCount(0);
  const again = await spawnEndpoint("--state", folder, `--port=${new URL(endpoint.url).port}`);
  await expect(notices.getByText(/^The connection to the endpoint broke/)).toBeVisible();
  await expect(page.getByText(/^The connection to the endpoint was lost/)).toHaveCount(0);
  await playground.until((frame) => frame.bands.count === 2);
  await page.goto("about:blank");
  client.destroy();
  await again.kill();
  await rm(folder, { recursive: true });
  // The browser itself reports each refused connection as an error.
  playground.offences.length = 0;
});

test("a copy of an endpoint's run opens on the page, goes back in time, and is that run", async ({
  playground,
}) => {
  const { page } = playground;
  const endpoint = await spawnEndpoint();
  const client = clientOf(endpoint.url);
  const StreamName = "orders";
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  const attached = /#attach=\S+/.exec(endpoint.greeting)?.[0] ?? "";
  await playground.visit(attached);
  await playground.until((frame) => frame.bands.count === 2);
  const Records = ["a", "b", "c"].map((PartitionKey) => ({ PartitionKey, Data: Buffer.from("x") }));
  await client.send(new PutRecordsCommand({ StreamName, Records }));
  await playground.until((frame) => frame.dots.inWindow === 3);
  await playground.button(/^Link/).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Take a copy" }).click();
  await expect(dialog.getByRole("textbox", { name: "The link" })).toHaveValue(/#v=1&/);
  const open = dialog.getByRole("button", { name: "Open the copy here" });
  await Promise.all([page.waitForEvent("load"), open.click()]);
  await playground.until((frame) => frame.dots.inWindow === 3 && frame.goal.done);
  await expect(page.getByText(/another version of the engine/)).toHaveCount(0);
  const hash = await playground.hash();
  const atUs = await playground.read((frame) => frame.atUs);
  await playground.seek(0.5);
  expect(await playground.read((frame) => frame.stream.status)).toBe("CREATING");
  await playground.seek(atUs / 1e6);
  expect(await playground.hash()).toBe(hash);
  await client.send(new PutRecordsCommand({ StreamName, Records }));
  await Promise.all([page.waitForEvent("load"), page.goBack()]);
  await playground.until((frame) => frame.dots.inWindow === 6);
  const long = Array.from({ length: 6 }, (_, at) => ({
    PartitionKey: `k${at}`,
    Data: randomBytes(60_000),
  }));
  await client.send(new PutRecordsCommand({ StreamName, Records: long }));
  await playground.until((frame) => frame.dots.inWindow === 12);
  await playground.button(/^Link/).click();
  await dialog.getByRole("button", { name: "Take a copy" }).click();
  await expect(dialog.getByText("This run is too long for a link.")).toBeVisible();
  await Promise.all([page.waitForEvent("load"), open.click()]);
  await playground.until((frame) => frame.dots.inWindow === 12 && frame.goal.done);
  await playground.seek(0.5);
  await page.reload();
  await playground.standsAt(0.5);
  await page.goto("about:blank");
  client.destroy();
  await endpoint.kill();
});
