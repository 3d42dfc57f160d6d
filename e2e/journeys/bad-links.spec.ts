import { deflateRawSync } from "node:zlib";
import { encodeLink } from "../../src/scenario/link.ts";
import { scenarioByName } from "../../src/scenario/library/index.ts";
import { expect, test } from "../support/playground.ts";

const scenario = scenarioByName("hot-key")!;
const good = await encodeLink({
  scenario: scenario.name,
  log: scenario.log(scenario.seed),
  atUs: 12_000_000,
  view: scenario.view,
});
const bomb = deflateRawSync(Buffer.alloc(34_000_000, "a")).toString("base64url");

/** What is wrong with a link, and what the page has to say of it: what, and where. */
const BAD: readonly (readonly [name: string, fragment: string, says: RegExp])[] = [
  ["cut", good.slice(0, -9), /stops before its end/],
  ["changed", good.replace("t=12", "t=13"), /changed on its way/],
  ["of a newer version", "v=9&s=hot-key&c=hand", /newer Shardscope \(format 9\)/],
  ["too large unpacked", `v=1&z=${bomb}&c=hand`, /z: .*larger than [\d,]+ bytes/],
  ["wrong in a field", "v=1&s=hot-key&e=9s~set~1~ratePerS:-5&c=hand", /ratePerS: -5 .*outside/],
  ["of no known scenario", "v=1&s=hot-potato&c=hand", /s: There is no scenario named 'hot-potato'/],
  ["of an unknown edit", "v=1&s=hot-key&e=9s~explode~1&c=hand", /e 1 .*There is no edit 'explode'/],
  ["too far", "v=1&s=hot-key&t=99999999999&c=hand", /t: 99999999999 seconds is too large/],
  ["nonsense", "hello%20there", /not a Shardscope link/],
];

test("each bad link says what and where, and the run before is kept", async ({ playground }) => {
  const { page, notices } = playground;
  await playground.openAt("merge-cold", 14);
  const before = {
    hash: await playground.hash(),
    log: await playground.log(),
    picture: await playground.picture(),
  };
  for (const [name, fragment, says] of BAD) {
    await test.step(name, async () => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, fragment);
      await expect(notices.getByText(says)).toBeVisible();
      await expect(notices.getByText("What you had is still here.")).toBeVisible();
      await playground.idle();
      expect(await playground.seconds()).toBe(14);
      expect(await playground.log()).toEqual(before.log);
      expect(await playground.hash()).toBe(before.hash);
      expect(await playground.picture()).toEqual(before.picture);
      await notices.getByRole("button", { name: "Dismiss" }).first().click();
      await expect(notices.getByText(says)).toHaveCount(0);
    });
  }
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Share this run" });
  await dialog.getByRole("textbox", { name: "Open a link" }).fill("nonsense");
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("not a Shardscope link");
  await expect(notices.getByText(/not a Shardscope link/)).toHaveCount(0);
  expect(await playground.log()).toEqual(before.log);
});

test("a bad link at the first visit opens nothing, and no demo", async ({ playground }) => {
  await playground.visit(`#${good.slice(0, -9)}`);
  await expect(playground.notices.getByText(/stops before its end/)).toBeVisible();
  await expect(playground.notices.getByText("Nothing is open yet.")).toBeVisible();
  await playground.idle();
  expect((await playground.log()).entries).toEqual([]);
  await playground.notices.getByRole("button", { name: "Open the first scenario" }).click();
  await playground.until((frame) => frame.dots.count > 0);
});

test("a bad file says what and where, and the run before is kept", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("merge-cold", 6);
  const before = await playground.log();
  const files: readonly (readonly [text: string, says: RegExp])[] = [
    ['{"shardscope":1', /not JSON, or it stops before its end/],
    ["[1,2,3]", /could not be opened/],
  ];
  for (const [text, says] of files) {
    await page.keyboard.press("l");
    const dialog = page.getByRole("dialog", { name: "Share this run" });
    await dialog
      .locator("input[type=file]")
      .setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(dialog.getByRole("alert")).toContainText(says);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    expect(await playground.log()).toEqual(before);
  }
});
