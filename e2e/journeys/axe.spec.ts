import AxeBuilder from "@axe-core/playwright";
import { expect, linkTo, test, type Playground } from "../support/playground.ts";

const PANELS = ["Actors", "Put a record", "Inspector", "Shards", "Evidence", "Journal", "Metrics"];

/** What axe finds wrong, a line each: the rule, the element and why. */
const faults = async ({ page }: Playground): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
};

const clean = async (playground: Playground, name: string): Promise<void> => {
  await playground.idle();
  expect.soft(await faults(playground), name).toEqual([]);
};

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in the ${colorScheme} theme`, async ({ playground }) => {
    const { page } = playground;
    await page.emulateMedia({ colorScheme });
    await playground.openAt("split-while-lagging", 45);
    await clean(playground, "stage");
    for (const name of PANELS) {
      await playground.panel(name);
      await clean(playground, name);
    }
    await (
      await playground.panel("Shards")
    )
      .getByRole("button", { name: /^Inspect/ })
      .first()
      .click();
    await clean(playground, "a shard in the inspector");
    await page.getByRole("button", { name: /^Scenario:/ }).click();
    await clean(playground, "scenarios");
    await page.keyboard.press("Escape");
    await page.keyboard.press("l");
    await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
    await clean(playground, "share dialog");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys and help" })).toBeVisible();
    await clean(playground, "help");
  });
}

test("axe finds nothing in the projector view, with many shards, or with nothing open", async ({
  playground,
}) => {
  const { page } = playground;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await playground.openAt("hot-shard", 12, "&present=1");
  await clean(playground, "projector");
  await page.evaluate(
    (fragment) => {
      location.hash = fragment;
    },
    linkTo("thousand-doubled", 60),
  );
  await playground.standsAt(60);
  await clean(playground, "a thousand shards");
  await page.evaluate(() => {
    location.hash = "#v=1&c=hand";
  });
  await playground.until((frame) => frame.stream.name === "");
  await clean(playground, "no stream");
});

test("axe finds nothing on a phone", async ({ playground }) => {
  const { page } = playground;
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.openAt("hot-shard", 12);
  await clean(playground, "stage");
  for (const name of ["Actors", "Shards", "Metrics"]) {
    const sheet = await playground.panel(name);
    await clean(playground, name);
    await sheet.getByRole("button", { name: "Close", exact: true }).click();
  }
  await page.getByRole("button", { name: "Menu" }).click();
  await clean(playground, "menu");
});
