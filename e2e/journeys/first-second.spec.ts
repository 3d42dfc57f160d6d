import { expect, test } from "@playwright/test";

/** The best of a few: what else the machine does is not the page's. */
const TRIES = 5;
const SECOND_MS = 1_000;

test.use({ trace: "off" });

test("draws a picture within a second of navigation", async ({ browser, baseURL }) => {
  const tries: number[] = [];
  for (let i = 0; i < TRIES && !tries.some((ms) => ms < SECOND_MS); i++) {
    const context = await browser.newContext({ baseURL: baseURL ?? "" });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const look = (): void => {
        const drawn = document.querySelector("[data-plot] .viz-letters, [data-plot] .viz-axis *");
        if (drawn) performance.mark("drawn");
        else setTimeout(look, 5);
      };
      look();
    });
    await page.goto("./");
    await page.waitForFunction(() => performance.getEntriesByName("drawn").length > 0);
    tries.push(
      await page.evaluate(() => performance.getEntriesByName("drawn")[0]?.startTime ?? Infinity),
    );
    await context.close();
  }
  expect(Math.min(...tries)).toBeLessThan(SECOND_MS);
});
