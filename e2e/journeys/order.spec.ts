import { expect, test } from "../support/playground.ts";

const NAIVE = 2;
const CAREFUL = 3;

test("the naive consumer's crossing appears, the lineage-respecting one's does not", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openAt("split-while-lagging", 45);
  const lates = await playground.read((frame) =>
    frame.consumers.map((gauge) => [gauge.id, gauge.late]),
  );
  const late = new Map(lates as [number, number][]);
  expect(late.get(NAIVE)).toBeGreaterThan(0);
  expect(late.get(CAREFUL)).toBe(0);

  const arc = playground.stage.locator(".viz-arc path");
  await expect(arc).toHaveCount(1);
  const lanes = page.getByRole("region", { name: "Key lanes" });
  await expect(lanes.getByText(/\d+ of \d+ crossing/)).toBeVisible();

  await page.keyboard.press("2");
  await expect(lanes.getByText("taken by K")).toBeVisible();
  await playground.idle();
  await expect(arc).toHaveCount(0);
  await expect(lanes.getByText("In order: the lines run side by side.")).toBeVisible();

  await page.keyboard.press("1");
  await playground.idle();
  const evidence = await playground.panel("Evidence");
  const first = evidence.getByRole("list", { name: /late/i }).getByRole("listitem").first();
  await expect(first).toContainText("user-");
  await first.getByRole("button").first().click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByRole("heading", { level: 3 })).toBeVisible();
  await expect(arc).toHaveCount(1);
});
