import { expect, linkTo, test } from "../support/playground.ts";
import { advance, createRun, stateHash } from "../../src/engine/public.ts";
import { models } from "../../src/kinds/registry.engine.ts";
import { SCENARIOS } from "../../src/scenario/library/index.ts";
import type { Scenario } from "../../src/scenario/library/scenario.ts";

const FAR_S = 45;
const AFTER_START_S = 100;

/** Late enough for the story to have happened, or a little after a late beginning. */
const momentOf = ({ startUs = 0, durationUs }: Scenario): number => {
  const startS = startUs / 1e6;
  return startS > FAR_S ? startS + AFTER_START_S : Math.min(durationUs / 1e6, FAR_S);
};

const hashInNode = (scenario: Scenario, seconds: number): string => {
  const run = createRun(scenario.log(scenario.seed), models);
  advance(run, seconds * 1e6);
  return stateHash(run);
};

test("every stock scenario has the same state hash in Node and in the worker", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.visit(linkTo("hot-shard", 0));
  for (const scenario of SCENARIOS) {
    const seconds = momentOf(scenario);
    await test.step(`${scenario.name} at ${seconds} s`, async () => {
      await page.evaluate(
        (fragment) => {
          location.hash = fragment;
        },
        linkTo(scenario.name, seconds),
      );
      await playground.standsAt(seconds);
      expect(await playground.hash()).toBe(hashInNode(scenario, seconds));
    });
  }
});
