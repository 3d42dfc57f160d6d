import { expect, test } from "../support/playground.ts";

test("scrubbing back and forward gives the same picture and the same state", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openAt("split-while-lagging", 12);
  const early = { picture: await playground.picture(), hash: await playground.hash() };
  await playground.seek(33);
  // The lanes are loaded when first they are needed, and take room from the stage.
  await expect(
    page.getByRole("region", { name: "Key lanes" }).getByText("taken by N"),
  ).toBeVisible();
  await playground.idle();
  const late = { picture: await playground.picture(), hash: await playground.hash() };
  expect(late.hash).not.toBe(early.hash);
  expect(late.picture.canvas).not.toBe(early.picture.canvas);
  await playground.seek(12);
  expect(await playground.hash()).toBe(early.hash);
  expect(await playground.picture()).toEqual(early.picture);
  await playground.seek(33);
  expect(await playground.hash()).toBe(late.hash);
  expect(await playground.picture()).toEqual(late.picture);

  await playground.timeSlider.click({ position: { x: 5, y: 10 } });
  await playground.idle();
  expect(await playground.seconds()).toBeLessThan(5);
  const box = (await playground.timeSlider.boundingBox())!;
  await page.mouse.move(box.x + 5, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 10, { steps: 8 });
  await page.mouse.up();
  await playground.idle();
  expect(Math.abs((await playground.seconds()) - 33 / 2)).toBeLessThan(1);
});

test("steps back to where it was, and jumps from event to event", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  const hash = await playground.hash();
  await page.keyboard.press("ArrowRight");
  await playground.until((frame) => frame.atUs > 10e6);
  await playground.idle();
  const stepped = await playground.seconds();
  expect(stepped).toBeLessThan(11);
  await page.keyboard.press("ArrowLeft");
  await playground.until((frame) => frame.atUs <= 10e6);
  await playground.idle();
  await playground.seek(10);
  expect(await playground.hash()).toBe(hash);

  await page.keyboard.press("Shift+N");
  await playground.until((frame) => frame.atUs < 10e6);
  await playground.idle();
  const event = await playground.seconds();
  await page.keyboard.press("Shift+N");
  await page.waitForFunction((us) => window.__shardscope!.frame()!.atUs < us, event * 1e6);
  await playground.idle();
  await page.keyboard.press("N");
  await page.waitForFunction((us) => window.__shardscope!.frame()!.atUs === us, event * 1e6);
});

test("an edit in the past forks: the old run stays as a ghost, undo brings it back", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 20);
  const before = { hash: await playground.hash(), log: await playground.log() };
  await playground.seek(8);
  const panel = await playground.panel("Actors");
  await panel.getByRole("button", { name: "Burst: sensors" }).click();
  await playground.idle();
  await playground.seek(20);
  expect(await playground.hash()).not.toBe(before.hash);
  await expect(page.getByText(/^The run before your edit/)).toBeAttached();
  await playground.button("Undo").click();
  await playground.idle();
  await playground.seek(20);
  expect((await playground.log()).entries).toEqual(before.log.entries);
  expect(await playground.hash()).toBe(before.hash);
  await playground.button("Redo").click();
  await playground.idle();
  await playground.seek(20);
  expect(await playground.hash()).not.toBe(before.hash);
  await playground.button("Reset to the start of the scenario").click();
  await playground.until((frame) => frame.atUs < 5e6);
  expect((await playground.log()).entries).toEqual(before.log.entries);
});

test("a far seek shows its progress and can be stopped", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  const clock = page.getByRole("textbox", { name: "Moment" });
  await clock.fill("3h");
  await clock.press("Enter");
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await playground.idle();
  const seconds = await playground.seconds();
  expect(seconds).toBeGreaterThan(10);
  expect(seconds).toBeLessThan(3 * 3_600);
});
