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
