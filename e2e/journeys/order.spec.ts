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

test("the lanes follow the key whose broken order is told, until another is chosen", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openAt("split-while-lagging", 38);
  const lane = page.getByRole("region", { name: "Key lanes" });
  const shown = lane.getByRole("button", { name: /^Show the lane of /, pressed: true });
  const told = async (): Promise<string> => {
    await playground.idle();
    const [fact] = await playground.read(({ story }) => [story[0]]);
    expect(fact?.id).toBe("orderBroken");
    return String(fact?.values["key"]);
  };
  const keys = new Set<string>();
  for (const seconds of [38, 40, 45]) {
    await playground.seek(seconds);
    const key = await told();
    keys.add(key);
    await expect(page.getByRole("status").filter({ hasText: key })).toBeVisible();
    await expect(shown).toHaveText(key);
  }
  expect(keys.size).toBeGreaterThan(1);
  await lane.getByRole("button", { name: "Show the lane of user-8" }).click();
  await playground.seek(38);
  expect(await told()).not.toBe("user-8");
  await expect(shown).toHaveText("user-8");
});
