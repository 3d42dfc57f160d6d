import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SCENARIOS } from "../../src/scenario/library/index.ts";
import { expect, linkTo, test, type Playground } from "../support/playground.ts";

const FOLDER = fileURLToPath(new URL("../../.screenshots/", import.meta.url));

/** Seconds at which each scenario shows what it is about. */
const MOMENTS: Readonly<Record<string, number>> = {
  "hot-shard": 12,
  "hot-key": 30,
  "split-while-lagging": 45,
  "merge-cold": 30,
  "five-pollers": 45,
  "ten-megabyte-read": 18,
  "producer-duplicates": 30,
  "crash-before-checkpoint": 24,
  retention: 97_200,
  "update-shard-count": 24,
  "thousand-doubled": 600,
};
const SIZES = [
  { name: "1440x900", width: 1440, height: 900, more: "" },
  { name: "1920x1080", width: 1920, height: 1080, more: "&present=1" },
  { name: "390x844", width: 390, height: 844, more: "" },
] as const;
const KOREAN = ["hot-shard", "split-while-lagging", "five-pollers"];
const PANELS: readonly (readonly [panel: string, scenario: string])[] = [
  ["Actors", "hot-shard"],
  ["Put a record", "hot-shard"],
  ["Inspector", "hot-shard"],
  ["Shards", "update-shard-count"],
  ["Evidence", "split-while-lagging"],
  ["Journal", "split-while-lagging"],
  ["Metrics", "hot-key"],
];
const THEMES = ["light", "dark"] as const;

mkdirSync(FOLDER, { recursive: true });

const shoot = async ({ page }: Playground, name: string): Promise<void> => {
  await page.screenshot({ path: `${FOLDER}${name}.png`, animations: "disabled" });
};

const momentOf = (scenario: string): number => {
  const seconds = MOMENTS[scenario];
  expect(seconds, `a moment for ${scenario}`).toBeDefined();
  return seconds ?? 0;
};

for (const theme of THEMES) {
  for (const { name, width, height, more } of SIZES) {
    test(`every scenario, ${theme}, ${name}`, async ({ playground }) => {
      test.setTimeout(180_000);
      const { page } = playground;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme });
      await playground.visit("#v=1&play=0&c=hand");
      for (const scenario of SCENARIOS) {
        const seconds = momentOf(scenario.name);
        await page.evaluate(
          (fragment) => {
            location.hash = fragment;
          },
          linkTo(scenario.name, seconds, more),
        );
        await playground.standsAt(seconds);
        await shoot(playground, `${scenario.name}.${theme}.${name}`);
      }
    });
  }

  test(`each panel, ${theme}`, async ({ playground }) => {
    test.setTimeout(120_000);
    const { page } = playground;
    await page.emulateMedia({ colorScheme: theme });
    for (const [panel, scenario] of PANELS) {
      const seconds = momentOf(scenario);
      await playground.visit("#v=1&play=0&c=hand");
      await page.evaluate(
        (fragment) => {
          location.hash = fragment;
        },
        linkTo(scenario, seconds),
      );
      await playground.standsAt(seconds);
      const open = await playground.panel(panel);
      await playground.idle();
      await shoot(playground, `panel-${panel.toLowerCase().replaceAll(" ", "-")}.${theme}`);
      if (panel === "Shards") {
        await open
          .getByRole("button", { name: /^Reshard/ })
          .first()
          .click();
        await playground.idle();
        await shoot(playground, `panel-reshard.${theme}`);
        await open
          .getByRole("button", { name: /^Inspect/ })
          .first()
          .click();
        await playground.idle();
        await shoot(playground, `panel-shard.${theme}`);
      }
      if (panel === "Evidence") {
        await open.getByRole("listitem").first().getByRole("button").first().click();
        await playground.idle();
        await shoot(playground, `panel-late-record.${theme}`);
      }
      if (panel === "Actors") {
        await open.getByRole("button", { name: "Settings of sensors" }).click();
        await shoot(playground, `panel-actor-settings.${theme}`);
      }
    }
  });
}

test("a drag of the cut, the dialogs, the scenarios", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  const handle = page.getByRole("button", { name: "Split shard 000" });
  const grip = (await handle.boundingBox())!;
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2 - 30, { steps: 4 });
  await expect(playground.stage.getByText("Release to split here")).toBeVisible();
  await shoot(playground, "cut-dragged");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await page.mouse.move(0, 0);
  await page.getByRole("button", { name: /^Scenario:/ }).click();
  await shoot(playground, "scenarios");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await shoot(playground, "help");
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  await shoot(playground, "share");
});

test("phone: sheets and menu", async ({ playground }) => {
  const { page } = playground;
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.openAt("hot-shard", 10);
  for (const name of ["Actors", "Shards", "Inspector", "Metrics"]) {
    const sheet = await playground.panel(name);
    await playground.idle();
    await shoot(playground, `phone-${name.toLowerCase()}`);
    await sheet.getByRole("button", { name: "Close", exact: true }).click();
  }
  await page.getByRole("button", { name: "Menu" }).click();
  await shoot(playground, "phone-menu");
});

test("Korean", async ({ playground }) => {
  const { page } = playground;
  await playground.visit("#v=1&play=0&c=hand");
  await playground.button("한국어").click();
  for (const scenario of KOREAN) {
    const seconds = momentOf(scenario);
    await page.evaluate(
      (fragment) => {
        location.hash = fragment;
      },
      linkTo(scenario, seconds),
    );
    await playground.standsAt(seconds);
    await shoot(playground, `${scenario}.korean`);
  }
});
