import type { Browser, Page } from "@playwright/test";
import { encodeLink } from "../../scenario/link.ts";
import { scenarioByName } from "../../scenario/library/index.ts";
import type { LinkState } from "../../scenario/state.ts";
import type {} from "../../app/testDoor.ts";
import { freshPage, inChromium } from "./chromium.ts";
import { figure, type Line } from "./line.ts";
import { loadLog } from "./load.ts";
import { BUILT } from "./places.ts";
import { viewedLoad } from "./pull.ts";
import { median, p95, RUNS } from "./statistics.ts";
import { scriptByFrame, type TraceEvent } from "./trace.ts";

const RUN_MS = 3_000;
const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8"];

const open = async (browser: Browser, address: string, state: LinkState): Promise<Page> => {
  const page = await freshPage(browser);
  await page.goto(`${address}#${await encodeLink(state)}`);
  const playing = (fromUs: number): boolean => (window.__shardscope?.frame()?.atUs ?? 0) > fromUs;
  await page.waitForFunction(playing, state.atUs ?? 0, { timeout: 180_000 });
  return page;
};

const traced = async (browser: Browser, page: Page): Promise<number[]> => {
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.waitForTimeout(RUN_MS);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8")) as {
    traceEvents: TraceEvent[];
  };
  return scriptByFrame(traceEvents);
};

/** Script of the page a frame while a run plays with every dot drawn. */
export const pageScript = (shards: number): Promise<Line[]> =>
  inChromium(BUILT.page, async (browser, address) => {
    const view = { focus: 60_000, tracked: ["user-0", "user-1"], windowUs: 30_000_000, speed: 1 };
    const state = {
      log: loadLog(viewedLoad(shards)),
      atUs: 10_000_000,
      view: { ...view, playing: true },
    };
    const page = await open(browser, address, state);
    const rounds: number[] = [];
    for (let turn = 0; turn <= RUNS; turn++) rounds.push(p95(await traced(browser, page)));
    const dots = await page.evaluate(() => window.__shardscope?.frame()?.dots.count ?? 0);
    if (dots < 2_000) throw new Error(`only ${dots} dots were drawn`);
    return [figure("page-script", shards, median(rounds.slice(1)), "ms")];
  });

/** From navigation to the first frame drawn on the stage, nothing in the browser's cache. */
export const firstPicture = (): Promise<Line[]> =>
  inChromium(BUILT.page, async (browser, address) => {
    const taken: number[] = [];
    for (let turn = 0; turn <= RUNS; turn++) {
      const page = await freshPage(browser);
      await page.goto(address, { waitUntil: "commit" });
      const drawn = await page.waitForFunction(() => {
        const there = window.__shardscope?.frame() && document.querySelector("canvas");
        return there ? performance.now() : 0;
      });
      taken.push(await drawn.jsonValue());
      await page.context().close();
    }
    return [figure("first-picture", null, median(taken.slice(1)), "ms")];
  });

/** Simulated seconds a wall second that the page reaches when asked for a thousand. */
export const reachedSpeed = (): Promise<Line[]> =>
  inChromium(BUILT.page, async (browser, address) => {
    const scenario = scenarioByName("thousand-doubled");
    if (!scenario) throw new Error("thousand-doubled is gone");
    const state = {
      scenario: scenario.name,
      log: scenario.log(scenario.seed),
      atUs: scenario.durationUs - 3_000_000_000,
      view: { ...scenario.view, speed: 1_000, playing: true },
    };
    const page = await open(browser, address, state);
    const speeds: number[] = [];
    for (let turn = 0; turn <= RUNS; turn++) {
      await page.waitForTimeout(500);
      speeds.push(await page.evaluate(() => window.__shardscope?.frame()?.achievedSpeed ?? 0));
    }
    const shards = await page.evaluate(() => window.__shardscope?.frame()?.stream.openShards ?? 0);
    return [figure("speed-thousand-doubled", shards, median(speeds.slice(1)), "×")];
  });

/** The engine's load and the bare loop inside a worker of the browser. */
export const inWorker = (): Promise<Line[]> =>
  inChromium(BUILT.web, async (browser, address) => {
    const page = await freshPage(browser);
    await page.goto(address);
    const done = await page.waitForFunction(() => window.benchLines, undefined, {
      timeout: 180_000,
    });
    const lines = (await done.jsonValue()) ?? [];
    return lines.map((line) => ({ ...line, bench: "engine-in-browser" }));
  });
