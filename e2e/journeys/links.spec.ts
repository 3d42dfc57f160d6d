import { readFile } from "node:fs/promises";
import { expect, Playground, test } from "../support/playground.ts";

test("a link opens in a fresh browser at the same moment, state and selection", async ({
  playground,
  browser,
  baseURL,
}) => {
  const { page } = playground;
  await playground.openAt("split-while-lagging", 33);
  const panel = await playground.panel("Actors");
  await panel.getByRole("button", { name: "Crash: careful billing" }).click();
  await playground.idle();
  await page.getByRole("button", { name: "Next event" }).click();
  await playground.until((frame) => frame.atUs > 33e6);
  await playground.idle();
  const table = await playground.panel("Shards");
  await table.getByRole("button", { name: "Inspect shardId-000000000001" }).click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByRole("heading", { name: "Shard 001" })).toBeVisible();
  const here = { hash: await playground.hash(), at: await playground.seconds() };

  await playground.button(/^Link/).click();
  const dialog = page.getByRole("dialog", { name: "Share this run" });
  const field = dialog.getByRole("textbox", { name: "The link" });
  await expect(field).toHaveValue(/#v=1&s=split-while-lagging.*&c=[0-9a-z]{4}$/);
  const link = await field.inputValue();
  expect(link.length).toBeLessThan(1_000);
  await expect(dialog.getByText(`${link.length} characters`)).toBeVisible();
  await expect(dialog.getByRole("img", { name: "QR code of the link" })).toBeVisible();

  const context = await browser.newContext({ baseURL: baseURL ?? "" });
  const there = new Playground(await context.newPage());
  await there.visit(link.slice(link.indexOf("#")));
  await there.standsAt(here.at);
  expect(await there.hash()).toBe(here.hash);
  await expect(
    there.page
      .getByRole("complementary", { name: "Inspector" })
      .getByRole("heading", { name: "Shard 001" }),
  ).toBeVisible();
  await expect(there.notices.getByText(/engine that showed something else/)).toHaveCount(0);
  await expect(there.button("Play")).toBeVisible();
  expect(there.offences).toEqual([]);
  await context.close();
});

test("a run is saved as a file and opened again", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 9.5);
  const hash = await playground.hash();
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Share this run" });
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as a file" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^hot-shard.*\.json$/);
  const text = await readFile(await download.path(), "utf8");
  await dialog.getByRole("button", { name: "Close" }).click();

  await page.evaluate(() => {
    location.hash = "#v=1&s=merge-cold&t=5&c=hand";
  });
  await playground.standsAt(5);
  await page.keyboard.press("l");
  await dialog.locator("input[type=file]").setInputFiles({
    name: "lesson.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await playground.standsAt(9.5);
  expect(await playground.hash()).toBe(hash);
  await expect(dialog).toHaveCount(0);
  await expect(playground.notices.getByText("Opened lesson.json.")).toBeVisible();
});

test("an edited run that another replaces is put aside, and comes back as it was", async ({
  playground,
}) => {
  const { page, notices } = playground;
  await playground.openAt("hot-shard", 20);
  const panel = await playground.panel("Actors");
  await panel.getByRole("button", { name: "Split the hottest shard" }).click();
  await expect.poll(() => playground.read((frame) => frame.stream.status)).toBe("UPDATING");
  await playground.seek(30);
  const before = { hash: await playground.hash(), log: await playground.log() };

  await playground.button(/^Scenario: /).click();
  await page.getByRole("link", { name: /^A hot key/ }).click();
  await expect(notices.getByText(/“A hot shard” with your edits, at 00:30/)).toBeVisible();
  await page.goBack();
  await playground.standsAt(20);
  expect((await playground.log()).entries.length).toBe(before.log.entries.length - 1);
  await notices.getByRole("button", { name: "Back to it" }).click();
  await playground.standsAt(30);
  expect(await playground.log()).toEqual(before.log);
  expect(await playground.hash()).toBe(before.hash);

  await playground.visit("#v=1&s=merge-cold&t=5&c=hand");
  await playground.standsAt(5);
  await page.reload();
  await playground.standsAt(5);
  await playground.button(/^Scenario: /).click();
  await page.getByRole("button", { name: "A hot shard at 00:30" }).click();
  await playground.standsAt(30);
  expect(await playground.hash()).toBe(before.hash);
});

test("a locked link can be watched and scrubbed, not edited", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 9, "&lock=edit~seed");
  await expect(playground.button("Undo")).toBeDisabled();
  await expect(playground.button("Reset to the start of the scenario")).toBeDisabled();
  await expect(page.getByRole("button", { name: /^Split shard/ })).toHaveCount(0);
  await playground.timeSlider.focus();
  await page.keyboard.press("Home");
  await playground.until((frame) => frame.atUs === 0);
});
