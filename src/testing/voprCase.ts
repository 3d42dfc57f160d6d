import { advance, checkRun, createRun, seek, stateHash, type Run } from "../engine/public.ts";
import { models } from "../headless/models.ts";
import { Oracle } from "./oracle.ts";
import { Dice, randomLog } from "./randomLog.ts";

const SECOND_US = 1_000_000;
export const SPAN_S = 25;

/** A law that a run broke: what to run again, and when it was seen. */
export interface Broken {
  readonly seed: number;
  readonly atUs: number;
  readonly message: string;
}

/**
 * One random log, run in steps of a simulated second with every invariant and the oracle on, then
 * sought back and forth and run whole: all must end in the same states. Undefined when all held.
 */
export const tryCase = (seed: number): Broken | undefined => {
  const log = randomLog(seed, 14, SPAN_S * SECOND_US);
  const oracle = new Oracle();
  const run = createRun(log, oracle.watch(models));
  const hashes: string[] = [];
  let doing = "running";
  try {
    for (let second = 0; second <= SPAN_S; second++) {
      advance(run, second * SECOND_US);
      checkRun(run);
      oracle.check(run);
      hashes.push(stateHash(run));
    }
    doing = "seeking";
    compareSeeks(createRun(log, models), new Dice(seed ^ 0x5eed), hashes);
  } catch (error) {
    const message = `${doing}: ${error instanceof Error ? error.message : String(error)}`;
    return { seed, atUs: run.world.nowUs, message };
  }
  return undefined;
};

/** The same log in uneven slices, unwatched, going to moments in any order. */
const compareSeeks = (run: Run, dice: Dice, hashes: readonly string[]): void => {
  while (!advance(run, SPAN_S * SECOND_US, 1 + dice.below(200_000)));
  compare(run, SPAN_S, hashes);
  for (let times = 0; times < 3; times++) {
    const second = dice.below(SPAN_S + 1);
    seek(run, second * SECOND_US);
    compare(run, second, hashes);
  }
};

const compare = (run: Run, second: number, hashes: readonly string[]): void => {
  const hash = stateHash(run);
  if (hash !== hashes[second]) {
    throw new Error(`at ${second} s the state is ${hash}, in steps it was ${hashes[second]}`);
  }
};
