/** `npm run sim`: runs a stock scenario, a link or a file without a picture and prints what came. */

import { advance, createRun, makeReport, type Run, stateHash } from "../engine/public.ts";
import { models } from "./models.ts";
import type { SimUs } from "../protocol/log.ts";
import { scenarioByName } from "../scenario/library/index.ts";
import { HASH24_DIGITS, type LinkState } from "../scenario/state.ts";
import { printSeconds } from "../scenario/text.ts";
import { parseArguments, type Plan, USAGE } from "./args.ts";
import { openWhat } from "./open.ts";
import { tableOf } from "./table.ts";

const DONE = 0;
const CANNOT_OPEN = 1;
const WRONG_COMMAND_LINE = 2;

const lengthOf = (state: LinkState): SimUs | undefined =>
  state.scenario === undefined ? undefined : scenarioByName(state.scenario)?.durationUs;

/** Says so when the link's moment was another state in the engine that made it. */
const compare = (run: Run, state: LinkState): void => {
  if (state.hash24 === undefined) return;
  const now = stateHash(run).slice(0, HASH24_DIGITS);
  if (now === state.hash24) return;
  const at = printSeconds(run.world.nowUs);
  console.error(
    `The link's state at ${at} s was ${state.hash24} when it was made and is ${now} here: ` +
      `it was made by another version of the engine and may show something else.`,
  );
};

const run = (state: LinkState, plan: Plan, untilUs: SimUs): Run => {
  const { log } = state;
  const world = createRun(plan.seed === undefined ? log : { ...log, seed: plan.seed }, models);
  const { atUs } = state;
  if (plan.seed === undefined && atUs !== undefined && atUs <= untilUs) {
    advance(world, atUs);
    compare(world, state);
  }
  advance(world, untilUs);
  return world;
};

const main = async (args: readonly string[]): Promise<number> => {
  const parsed = parseArguments(args);
  if (parsed.kind === "help") {
    console.log(USAGE);
    return DONE;
  }
  if (parsed.kind === "wrong") {
    console.error(`${parsed.message}\n\n${USAGE}`);
    return WRONG_COMMAND_LINE;
  }
  const { plan } = parsed;
  const opened = await openWhat(plan.what);
  if (!opened.ok) {
    console.error(opened.message);
    return CANNOT_OPEN;
  }
  const { state } = opened;
  const untilUs = plan.untilUs ?? state.atUs ?? lengthOf(state);
  if (untilUs === undefined) {
    console.error("This has no moment of its own: say how far to run, e.g. --until 45s.");
    return WRONG_COMMAND_LINE;
  }
  const report = makeReport(run(state, plan, untilUs), state.scenario ?? "");
  console.log(plan.json ? JSON.stringify(report, null, 2) : tableOf(report));
  return DONE;
};

process.exitCode = await main(process.argv.slice(2));
