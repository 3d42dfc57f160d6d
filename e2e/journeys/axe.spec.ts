import AxeBuilder from "@axe-core/playwright";
import { expect, linkTo, test, type Playground } from "../support/playground.ts";

const PANELS = ["Actors", "Put a record", "Inspector", "Shards", "Evidence", "Journal", "Metrics"];

/** What axe finds wrong, a line each: the rule, the element and why; on the whole page or `within`. */
const faults = async (
  { page }: Playground,
  rules: readonly string[],
  within: string,
): Promise<string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode().include(within);
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
};

const clean = async (
  playground: Playground,
  name: string,
  rules: readonly string[] = [],
  within = "html",
): Promise<void> => {
  await playground.idle();
  expect.soft(await faults(playground, rules, within), name).toEqual([]);
};

/** A theme changes colours alone, so the dark one is looked at for contrast. */
const THEMES: readonly (readonly ["light" | "dark", readonly string[]])[] = [
  ["light", []],
  ["dark", ["color-contrast"]],
];

for (const [colorScheme, rules] of THEMES) {
  test(`axe finds nothing in the ${colorScheme} theme`, async ({ playground }) => {
    const { page } = playground;
    await page.emulateMedia({ colorScheme });
    await playground.openAt("split-while-lagging", 45);
    await clean(playground, "stage", rules);
    for (const name of PANELS) {
      await playground.panel(name);
      await clean(playground, name, rules, "aside");
    }
    await (
      await playground.panel("Shards")
    )
      .getByRole("button", { name: /^Inspect/ })
      .first()
      .click();
    await clean(playground, "a shard in the inspector", rules, "aside");
    await page.getByRole("button", { name: /^Scenario:/ }).click();
    await clean(playground, "scenarios", rules);
    await page.keyboard.press("Escape");
    await page.keyboard.press("l");
    await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
    await clean(playground, "share dialog", rules);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys and help" })).toBeVisible();
    await clean(playground, "help", rules);
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
    location.hash = "#v=1&play=0&c=hand";
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
