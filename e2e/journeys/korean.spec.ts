import { expect, test } from "../support/playground.ts";

test("switches to Korean, keeps AWS's terms, and stays so", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  await playground.button("한국어").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(playground.button("재생")).toBeVisible();
  await expect(page.getByRole("button", { name: /^시나리오:/ })).toBeVisible();
  const caption = page.getByRole("region", { name: /^지금/ });
  await expect(caption.getByRole("status")).toContainText(/[가-힣]/);
  await page.getByRole("button", { name: "샤드 표" }).click();
  const table = page.getByRole("complementary", { name: "샤드 표" });
  await expect(table.getByText("OPEN").first()).toBeVisible();
  await expect(table.getByText(/UpdateShardCount/).first()).toBeVisible();

  await page.reload();
  await playground.standsAt(10);
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(playground.button("재생")).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();
  await expect(playground.button("Play")).toBeVisible();
});
