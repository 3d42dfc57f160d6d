import { clonePlain, restorePlain } from "../../base/plain.ts";
import type { Outcome } from "../../protocol/frame.ts";
import type { Command, Log } from "../../protocol/log.ts";
import type { Models } from "./actor.ts";
import type { Chronicle } from "./chronicle.ts";
import { upgraded } from "./oldChronicle.ts";
import { advance, apply, createRun } from "./run.ts";
import type { Run } from "./state.ts";
import type { World } from "./world.ts";

/** Stream-level rows that a live run remembers: of one stream a day and a half, about 35 MB. */
const ROWS_MOST = 131_072;

/** All there is of a live run at one moment, as plain data. */
export interface LiveState {
  /** The header, and the entries that were planned at the start. */
  readonly log: Log;
  readonly world: World;
  readonly chronicle: Chronicle;
  readonly unkept: number;
}

/**
 * A run that never goes back: it takes no checkpoints and keeps none of the commands it obeys, so it
 * does not grow with their number. Who calls keeps the log, as a state and what came since.
 */
export const createLive = (log: Log, models: Models): Run => {
  const run = createRun(log, models);
  run.checkpoints.dueAt = Infinity;
  run.chronicle.most = ROWS_MOST;
  return run;
};

/** Goes on from a state; what it holds becomes the run's. */
export const resumeLive = (state: LiveState, models: Models): Run => {
  const run = createLive(state.log, models);
  restorePlain(run.world, state.world);
  run.chronicle = upgraded(clonePlain(state.chronicle), run.world);
  run.unkept = state.unkept;
  return run;
};

/** The run's own parts, not a copy: to be written out before the run goes on. */
export const liveState = ({ log, world, chronicle, unkept }: Run): LiveState => ({
  log,
  world,
  chronicle,
  unkept,
});

/** Obeys a command now. The state is that of a run whose log has it as an entry of this moment. */
export const obeyLive = (run: Run, given: Command): Outcome => {
  const { world } = run;
  advance(run, world.nowUs);
  const outcome = apply(run, given);
  if (!outcome.ok && given.type !== "Call") return outcome;
  world.entriesApplied += 1;
  run.unkept += 1;
  return outcome;
};
