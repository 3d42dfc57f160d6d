import { expect, test, type Playground } from "../support/playground.ts";

const scrolled = ({ page }: Playground) => page.evaluate(() => [scrollX, scrollY]);

/** What has the focus without showing it: by an outline, or, in a drawing, by a stroke of its own. */
const unshownFocus = ({ page }: Playground) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return "";
    const look = getComputedStyle(focused);
    const outlined = look.outlineStyle !== "none" && Number.parseFloat(look.outlineWidth) > 0;
    const parts = focused instanceof SVGElement ? [...focused.querySelectorAll("*")] : [];
    const strokes = () => parts.map((part) => getComputedStyle(part).stroke).join();
    const focusedStrokes = strokes();
    if (outlined) return "";
    if (focused instanceof SVGElement) {
      focused.blur();
      const differs = strokes() !== focusedStrokes;
      focused.focus();
      if (differs) return "";
    }
    return `${focused.tagName} ${focused.getAttribute("aria-label") ?? ""}`;
  });

test("plays, pauses, steps and jumps by keys, and Space never scrolls", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  await expect(playground.button("Play")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(playground.button("Pause")).toBeVisible();
  await playground.until((frame) => frame.atUs > 10.3e6);
  await page.keyboard.press("Space");
  await playground.idle();
  const at = await playground.seconds();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((us) => window.__shardscope!.frame()!.atUs > us, at * 1e6);
  await playground.idle();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+N");
  await playground.until((frame) => frame.atUs < 10e6);
  await playground.idle();
  expect(await scrolled(playground)).toEqual([0, 0]);

  const stops = ["Reset to the start of the scenario", "Keys and help"];
  for (const name of stops) {
    await playground.button(name).focus();
    const before = await playground.seconds();
    await page.keyboard.press("Space");
    await expect(playground.button("Pause")).toBeVisible();
    await page.waitForFunction((us) => window.__shardscope!.frame()!.atUs > us, before * 1e6);
    await page.keyboard.press("Space");
    await playground.idle();
    expect(await playground.seconds()).toBeGreaterThan(before);
  }
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await scrolled(playground)).toEqual([0, 0]);
});

test("a scenario, a split, undo and help without a pointer", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-key", 5);
  await page.getByRole("button", { name: /^Scenario:/ }).focus();
  await page.keyboard.press("Enter");
  const choice = page.getByRole("link", { name: /A hot shard/ });
  await expect(choice).toBeVisible();
  await choice.focus();
  await page.keyboard.press("Enter");
  await playground.until((frame) => frame.stream.name === "telemetry" && frame.atUs > 5e6);
  await page.keyboard.press("Space");
  await playground.idle();
  const entries = (await playground.log()).entries.length;

  const table = await playground.panel("Shards");
  await table.getByRole("button", { name: "Reshard 000" }).focus();
  await page.keyboard.press("Enter");
  await table.getByRole("button", { name: "Split shard", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await playground.log()).entries.length).toBe(entries + 1);
  await page.keyboard.press("z");
  await expect.poll(async () => (await playground.log()).entries.length).toBe(entries);
  await page.keyboard.press("Shift+Z");
  await expect.poll(async () => (await playground.log()).entries.length).toBe(entries + 1);

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys and help" });
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await page.keyboard.press("p");
  await expect(page.getByRole("banner")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("banner")).toBeVisible();
});

test("Tab reaches everything, and shows where it is", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  const names: string[] = [];
  const hidden: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const { activeElement: focused } = document;
      const label = focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
      return focused === document.body ? "" : label.trim();
    });
    if (name === "" && i > 5) break;
    names.push(name);
    const fault = await unshownFocus(playground);
    if (fault !== "") hidden.push(fault);
  }
  expect(hidden).toEqual([]);
  for (const name of [/Skip to the stream/, /^Scenario:/, /^Play$/, /^Time$/, /^Moment$/]) {
    expect(names).toContainEqual(expect.stringMatching(name));
  }
  for (const name of [
    /^Split shard 000$/,
    /^Merge shards 000 and 001$/,
    /Focus on D/,
    /^Metrics$/,
  ]) {
    expect(names).toContainEqual(expect.stringMatching(name));
  }
});
