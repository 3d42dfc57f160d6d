import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Playground } from "../support/playground.ts";

const KEY = (1n << 128n) / 4n;

const shard = (number: number, from: bigint, to: bigint, parent?: number, closed = false) => ({
  ShardId: `shardId-${String(number).padStart(12, "0")}`,
  ...(parent === undefined ? {} : { ParentShardId: `shardId-${String(parent).padStart(12, "0")}` }),
  HashKeyRange: { StartingHashKey: String(from * KEY), EndingHashKey: String(to * KEY - 1n) },
  SequenceNumberRange: {
    StartingSequenceNumber: "1",
    ...(closed ? { EndingSequenceNumber: "2" } : {}),
  },
});

const FIRST = { Shards: [shard(0, 0n, 2n), shard(1, 2n, 4n, undefined, true)], NextToken: "AAA" };
const SECOND = { Shards: [shard(2, 2n, 3n, 1), shard(3, 3n, 4n, 1)] };
const SUMMARY = {
  StreamDescriptionSummary: {
    StreamName: "clicks",
    StreamStatus: "ACTIVE",
    StreamModeDetails: { StreamMode: "PROVISIONED" },
    RetentionPeriodHours: 48,
    OpenShardCount: 3,
  },
};
const CSV = [
  "ShardId,IncomingRecords,IncomingBytes",
  "shardId-000000000000,36000,7200000",
  "shardId-000000000002,600,120000",
].join("\n");

const dialogOf = ({ page }: Playground) => page.getByRole("dialog", { name: "Import and export" });

/** Opens the dialog by the way a person has: the share dialog. */
const openExchange = async (playground: Playground) => {
  await playground.page.keyboard.press("l");
  await playground.button(/^Import and export/).click();
  const dialog = dialogOf(playground);
  await expect(dialog).toBeVisible();
  return dialog;
};

test("a pasted stream is split by hand and taken out as commands", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 5);
  const dialog = await openExchange(playground);
  const stream = dialog.getByRole("textbox", { name: /^Output of list-shards/ });
  await stream.fill(JSON.stringify(FIRST));
  await expect(dialog.getByRole("alert")).toContainText("The last page is missing");
  await expect(dialog.getByRole("button", { name: "Open as a new run" })).toBeDisabled();
  await stream.fill([FIRST, SECOND, SUMMARY].map((each) => JSON.stringify(each)).join("\n"));
  await dialog.getByRole("textbox", { name: /^Its load/ }).fill(CSV);
  await expect(dialog.getByText("clicks: open shards 3, closed 1, retention 48 h")).toBeVisible();
  await expect(dialog.getByText(/mean rate/)).toBeVisible();
  await dialog.getByRole("button", { name: "Open as a new run" }).click();
  await expect(dialog).toHaveCount(0);
  await playground.until((frame) => frame.atUs > 3e6 && frame.stream.openShards === 3);
  expect(await playground.read((frame) => [...frame.bands.shard])).toEqual([0, 2, 3]);
  await playground.pause();

  const handle = page.getByRole("button", { name: "Split shard 000" });
  await handle.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await playground.log()).entries.map(({ command }) => command.type))
    .toContain("Call");
  const split = (await playground.log()).entries.find(({ command }) => command.type === "Call")!;
  await playground.seek(split.atUs / 1e6 + 40);
  expect(await playground.read((frame) => frame.stream.openShards)).toBe(4);

  const out = await openExchange(playground);
  const text = out.getByRole("textbox", { name: "The export" });
  const at = (split.command as { input: { NewStartingHashKey: string } }).input.NewStartingHashKey;
  await expect(text).toHaveValue(/create-stream --stream-name clicks --shard-count 2 /);
  await expect(text).toHaveValue(/increase-stream-retention-period .*--retention-period-hours 48/);
  await expect(text).toHaveValue(
    new RegExp(
      `split-shard --stream-name clicks --shard-to-split shardId-000000000001 --new-starting-hash-key ${3n * KEY}\\n` +
        `until_active[^]*split-shard --stream-name clicks --shard-to-split shardId-000000000000 --new-starting-hash-key ${at}\\n`,
    ),
  );
  await out.getByRole("combobox", { name: "Format" }).selectOption("cloudformation");
  await expect(text).toHaveValue(/ShardCount: 4\n/);
});

test("journal, metrics and stage are saved as files", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 70);
  const dialog = await openExchange(playground);
  const save = async (format: string): Promise<Buffer> => {
    await dialog.getByRole("combobox", { name: "Format" }).selectOption(format);
    const downloading = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    return readFile(await (await downloading).path());
  };
  const csv = (await save("journalCsv")).toString();
  expect(csv.split("\r\n")[0]).toBe("\uFEFFtime,atUs,type,times,text,values,targets");
  expect(csv).toMatch(/^2026-01-01T00:00:\d\d\.\d{6}Z,\d+,throttleStart,/m);
  const lines = (await save("journalLines")).toString().trim().split("\n");
  expect(lines.length).toBe(csv.trim().split(/\r\n/).length - 1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ atUs: 0 });
  const metrics = JSON.parse((await save("metrics")).toString()) as {
    MetricDataResults: { Label: string; Values: number[] }[];
  };
  const labels = metrics.MetricDataResults.map(({ Label }) => Label);
  expect(labels).toContain("IncomingRecords (telemetry)");
  expect(labels).toContain("shardId-000000000000 IncomingRecords (telemetry)");
  const svg = (await save("svg")).toString();
  expect(svg).toContain('href="data:image/png;base64,');
  expect(svg).not.toMatch(/<script|javascript:|(href="|url\()(https?:|\/|\.)/);
  expect(svg.match(/@font-face/g)).toHaveLength(1);
  expect(svg).toMatch(/font-family:"Inter Variable"[^}]*url\(data:font\/woff2;base64,/);
  const png = await save("png");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.length).toBeGreaterThan(20_000);
  const parsed = await page.evaluate(
    (text) => {
      const document = new DOMParser().parseFromString(text, "image/svg+xml");
      const texts = [...document.querySelectorAll("text")].map((each) => each.textContent);
      return { error: document.querySelector("parsererror") !== null, texts };
      // A document of the page's may not have styles of its own; an image may.
    },
    svg.replace(/<style>[^]*?<\/style>/, ""),
  );
  expect(parsed.error).toBe(false);
  expect(parsed.texts.join(" ")).toContain("000");
  expect(parsed.texts).not.toContain("linear");
  expect(parsed.texts.at(-2)).toMatch(/^A hot shard · telemetry · 01:\d\d\.\d{3}$/);
});

test("a file of the AWS CLI dropped on the page is taken for an import", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 5);
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "shards.json", { type: "application/json" }));
    return data;
  }, JSON.stringify(SUMMARY));
  await page.locator("[data-plot]").dispatchEvent("drop", { dataTransfer: transfer });
  const dialog = dialogOf(playground);
  await expect(dialog.getByText("clicks: open shards 3, closed 0")).toBeVisible();
  await expect(dialog.getByText(/equal ranges, numbered from 0, are assumed/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include("dialog").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  const format = dialog.getByRole("combobox", { name: "Format" });
  await format.selectOption("metrics");
  await expect(dialog.getByText(/no minute of this run is over yet/)).toBeVisible();
  const wide = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(wide).toBe(0);
});
