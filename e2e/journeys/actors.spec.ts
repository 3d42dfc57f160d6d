import { expect, test } from "../support/playground.ts";

test("consumers are added, changed, crashed and removed on the page", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  const panel = await playground.panel("Actors");
  const adding = panel.getByRole("form", { name: "Add a consumer" });
  await adding.getByRole("textbox", { name: "Name" }).fill("auditor");
  await adding.getByRole("button", { name: "Add a consumer" }).click();
  await expect(panel.getByRole("heading", { name: "auditor" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Focus on .*, auditor/ })).toBeVisible();

  const settings = panel.getByRole("button", { name: "Settings of auditor" });
  if ((await settings.getAttribute("aria-expanded")) === "false") await settings.click();
  const item = panel
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: "Settings of auditor" }) });
  const limit = item.getByRole("textbox", { name: "Limit", exact: true });
  await limit.fill("20000");
  await limit.press("Enter");
  await expect(item.getByText(/20000.* is outside 1 to 10,000/)).toBeVisible();
  const before = (await playground.log()).entries.length;
  await limit.fill("50");
  await limit.press("Enter");
  await expect.poll(async () => (await playground.log()).entries.length).toBe(before + 1);

  await panel.getByRole("button", { name: "Crash: auditor" }).click();
  await playground.until((frame) => frame.consumers.some((gauge) => !gauge.running));
  await panel.getByRole("button", { name: "Restart: auditor" }).click();
  await playground.until((frame) => frame.consumers.every((gauge) => gauge.running));
  await panel.getByRole("button", { name: "Remove auditor" }).click();
  await expect(panel.getByRole("heading", { name: "auditor" })).toHaveCount(0);
  await playground.button("Undo").click();
  await expect(panel.getByRole("heading", { name: "auditor" })).toBeVisible();
});

test("a record put by hand lands where its MD5 says", async ({ playground }) => {
  await playground.openAt("hot-shard", 2);
  const panel = await playground.panel("Put a record");
  await panel.getByRole("textbox", { name: "Partition key" }).fill("user-1");
  await expect(panel.getByText("d6d7705392bc7af633328bea8c4c6904")).toBeVisible();
  await panel.getByRole("button", { name: "Put record" }).click();
  await expect(panel.getByText("Stored in shard 001.")).toBeVisible();
  await expect(panel.getByText(/"ShardId": "shardId-000000000001"/)).toBeVisible();
  await playground.until((frame) => [...frame.dots.flags].some((flags) => (flags & 8) !== 0));
});

test("what AWS refuses is refused in AWS's words", async ({ playground }) => {
  await playground.openAt("hot-shard", 10);
  const panel = await playground.panel("Actors");
  await panel.getByLabel("Target shard count").fill("9");
  await panel.getByRole("button", { name: "UpdateShardCount" }).click();
  await expect(
    panel.getByRole("alert").getByText(/^LimitExceededException: |^InvalidArgumentException: /),
  ).toBeVisible();
  expect(await playground.read((frame) => frame.stream.status)).toBe("ACTIVE");
});

test("a deleted stream is there again in its past, and after an undo", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 9);
  const past = await playground.hash();
  await playground.seek(10);
  await playground.idle();
  const before = { hash: await playground.hash(), log: await playground.log() };
  const panel = await playground.panel("Actors");
  const deleteStream = panel.getByRole("button", { name: "DeleteStream" });
  const isDeleted = async (): Promise<void> => {
    await playground.until((frame) => frame.stream.status === "DELETING");
    await playground.idle();
    expect((await playground.log()).entries).toHaveLength(before.log.entries.length + 1);
    expect(await playground.hash()).not.toBe(before.hash);
  };
  const isBack = async (): Promise<void> => {
    await playground.until((frame) => frame.stream.status === "ACTIVE");
    await playground.idle();
    expect(await playground.seconds()).toBe(10);
    expect(await playground.log()).toEqual(before.log);
    expect(await playground.hash()).toBe(before.hash);
  };

  await deleteStream.click();
  await isDeleted();
  await test.step("its past is as it was", async () => {
    await playground.button(/^Step back/).click();
    await playground.until((frame) => frame.atUs < 10e6 && frame.stream.status === "ACTIVE");
    await playground.seek(9);
    await playground.idle();
    expect(await playground.hash()).toBe(past);
    await playground.seek(120);
    await playground.until((frame) => frame.stream.name === "");
    await playground.seek(10);
    await isDeleted();
  });
  await test.step("undone by the notice", async () => {
    await playground.notices.getByRole("button", { name: "Undo" }).click();
    await isBack();
    await expect(playground.notices.getByText(/^DeleteStream takes/)).toHaveCount(0);
  });
  await test.step("deleted and undone again by the toolbar", async () => {
    await deleteStream.click();
    await isDeleted();
    await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
    await isBack();
  });
});
