import { expect, test } from "../support/playground.ts";

declare global {
  interface Window {
    __workers?: Worker[];
  }
}

test("a dead worker is replaced, and the run replayed to the same state", async ({
  playground,
}) => {
  const { page } = playground;
  await page.addInitScript(() => {
    const Native = Worker;
    const made: Worker[] = [];
    window.__workers = made;
    window.Worker = class extends Native {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        made.push(this);
      }
    };
  });
  await playground.openAt("hot-shard", 15);
  const panel = await playground.panel("Actors");
  await panel.getByRole("button", { name: "Split the hottest shard" }).click();
  await expect.poll(() => playground.read((frame) => frame.stream.status)).toBe("UPDATING");
  const before = { hash: await playground.hash(), log: await playground.log() };
  const workers = await page.evaluate(() => window.__workers?.length ?? 0);

  await test.step("one that falls silent", async () => {
    await page.evaluate(() => window.__workers?.at(-1)?.terminate());
    expect(await playground.hash()).toBe(before.hash);
    expect(await page.evaluate(() => window.__workers?.length)).toBe(workers + 1);
    await expect(playground.notices.getByText(/Nothing is lost\./)).toBeVisible();
    expect(await playground.seconds()).toBe(15);
    expect(await playground.log()).toEqual(before.log);
  });

  await test.step("one that reports an error while it plays", async () => {
    await page.keyboard.press("Space");
    await playground.until((frame) => frame.atUs > 15.5e6);
    await page.evaluate(() => {
      window.__workers
        ?.at(-1)
        ?.dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
    });
    await expect(playground.notices.getByText(/out of memory/)).toBeVisible();
    await playground.until((frame) => frame.atUs > 16e6);
    await page.keyboard.press("Space");
    await playground.seek(15);
    expect(await playground.hash()).toBe(before.hash);
    expect(await playground.log()).toEqual(before.log);
  });
});

test("marks keep their short words while the explainer cannot be had", async ({ playground }) => {
  const { page } = playground;
  const chunk = /\/Tooltip-[^/]*\.js$/;
  await page.route(chunk, (route) => route.abort());
  await playground.openAt("hot-shard", 12);
  const mark = playground.stage.locator('[data-mark^="front "]');
  const tip = playground.page.getByRole("tooltip");
  await mark.first().hover();
  await expect(tip).toHaveText(/^D dashboard: /);
  await page.unroute(chunk);
  await mark.last().hover();
  await expect(tip.getByRole("strong")).toHaveText("D");
  expect(playground.offences.splice(0)).toEqual([expect.stringContaining("ERR_FAILED")]);
});

test("a reload keeps the run, its edits and its moment", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 12);
  const panel = await playground.panel("Actors");
  await panel.getByRole("button", { name: "Split the hottest shard" }).click();
  await expect.poll(() => playground.read((frame) => frame.stream.status)).toBe("UPDATING");
  await playground.seek(25);
  const before = { hash: await playground.hash(), log: await playground.log() };
  await page.reload();
  await playground.standsAt(25);
  expect(await playground.log()).toEqual(before.log);
  expect(await playground.hash()).toBe(before.hash);
  await expect(playground.notices.getByText(/Your last run is back/)).toBeVisible();
});
