import { expect, test } from "../support/playground.ts";

test("opens and runs, with nothing in the way", async ({ playground }) => {
  const { page } = playground;
  await playground.visit();
  await expect(page.getByRole("heading", { name: "Shardscope" })).toBeVisible();
  await playground.until((frame) => frame.dots.count > 0);
  const before = await playground.seconds();
  await page.waitForFunction((us) => window.__shardscope!.frame()!.atUs > us, (before + 1) * 1e6);
  await expect(playground.button("Pause")).toBeVisible();
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const story = page.getByRole("region", { name: /^What is happening/ }).getByRole("status");
  await expect(story).not.toBeEmpty();
});
