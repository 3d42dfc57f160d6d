import { Hasher, hashPlain, hexOf } from "../../base/plain.ts";
import type { Log, SimUs } from "../../protocol/log.ts";
import type { Models } from "./actor.ts";
import { cutChronicle } from "./chronicle.ts";
import { eventRows, firstUs } from "./queue.ts";
import { advance, createRun } from "./run.ts";
import type { Run } from "./state.ts";

/**
 * Sixteen hex digits over the whole world; pending events count in any order. Spent call rates stay
 * out: all they can do is to refuse a call, and what that changes is hashed; so do metrics of fan-out
 * and of deleted streams, on which nothing depends.
 */
export const stateHash = (run: Run): string => {
  const { queue, callRates: _, fanOut: __, deleted: ___, ...rest } = run.world;
  const hasher = new Hasher();
  hasher.value(rest);
  let a = 0;
  let b = 0;
  for (const at of eventRows(queue)) {
    const event = hashPlain([queue.atUs[at], queue.order[at], queue.what[at]]);
    a = (a + event[0]) | 0;
    b = (b + event[1]) | 0;
  }
  hasher.word(queue.size);
  hasher.word(a);
  hasher.word(b);
  return hexOf(hasher.digest());
};

/** Goes to a moment, back by checkpoint or on by running; false when `workMax` ran out first. */
export const seek = (run: Run, toUs: SimUs, workMax = Infinity): boolean => {
  if (toUs < run.world.nowUs || run.checkpoints.before(toUs) > run.world.nowUs) {
    run.checkpoints.restore(run.world, toUs);
  }
  return advance(run, toUs, workMax);
};

/** When the next event or entry is due, or Infinity. */
export const nextInstant = ({ world, entries, unkept }: Run): SimUs =>
  Math.min(firstUs(world.queue), entries[world.entriesApplied - unkept]?.atUs ?? Infinity);

/** Runs to the next instant at which something can be seen, at most to `limitUs`. */
export const nextVisible = (run: Run, limitUs: SimUs, workMax = Infinity): boolean => {
  const { world } = run;
  const fromUs = world.nowUs;
  const stopAt = world.work + workMax;
  while (world.work < stopAt) {
    const nextUs = nextInstant(run);
    if (nextUs > limitUs) return advance(run, limitUs);
    advance(run, nextUs);
    if (world.visibleUs > fromUs) return true;
  }
  return false;
};

/** The last visible instant before now, found by running again from a checkpoint. */
export const previousVisible = (run: Run): SimUs => {
  const { world } = run;
  if (world.visibleUs < world.nowUs) return world.visibleUs;
  seek(run, Math.max(0, world.nowUs - 1));
  return run.world.visibleUs;
};

/**
 * A run of `log`; when `before` holds a run that shares entries with it, its checkpoints and history
 * up to the first difference serve again.
 */
export const openLog = (log: Log, models: Models, before?: Run): Run => {
  if (!before || !sameHeader(before.log, log)) return createRun(log, models);
  const shared = sharedEntries(before, log);
  const differs = shared < before.entries.length || shared < log.entries.length;
  const first = Math.min(
    before.entries[shared]?.atUs ?? Infinity,
    log.entries[shared]?.atUs ?? Infinity,
  );
  if (differs) before.checkpoints.cutFrom(first);
  if (differs && first <= 0) return createRun(log, models);
  before.log = log;
  before.entries = [...log.entries];
  before.planned = new Set(log.entries);
  if (!differs) return before;
  before.checkpoints.restore(before.world, first - 1);
  advance(before, first - 1);
  before.chronicle = cutChronicle(before.chronicle, before.world);
  return before;
};

const sameHeader = (a: Log, b: Log): boolean =>
  a.seed === b.seed &&
  a.epochMs === b.epochMs &&
  a.account === b.account &&
  a.region === b.region &&
  a.recordBudget === b.recordBudget &&
  a.payloadBudget === b.payloadBudget;

const sharedEntries = (before: Run, log: Log): number => {
  let shared = 0;
  while (shared < before.entries.length && shared < log.entries.length) {
    const a = before.entries[shared]!;
    const b = log.entries[shared]!;
    if (a.atUs !== b.atUs || JSON.stringify(a.command) !== JSON.stringify(b.command)) break;
    shared += 1;
  }
  return shared;
};
