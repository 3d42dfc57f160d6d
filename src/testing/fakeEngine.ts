import type { CommandResult, Frame } from "../protocol/frame.ts";
import { emptyLog, type Command, type Entry, type Log } from "../protocol/log.ts";
import type { EngineSession, Goal, PullRequest } from "../protocol/session.ts";
import { emptyFrame } from "./emptyFrame.ts";

const SEEK_US_A_PULL = 2_000_000;
const STEP_US = 100_000;

/**
 * A worker's session over a world in which only time passes: keeps the log as the real one does
 * (stamps, forks at an edit in the past, sends what changed), so the page's side can be tested.
 */
export interface FakeEngine extends EngineSession {
  /** Every request received, oldest first. */
  readonly requests: readonly PullRequest[];
  answer(request: PullRequest): Frame;
  /** As if a program outside had made this call. */
  grow(command: Command): void;
  /** Programs taken in and not out again. */
  readonly programs: ReadonlySet<number>;
}

interface World {
  log: Log;
  atUs: number;
  furthestUs: number;
  goal: Goal;
  done: boolean;
  fromUs: number;
}

const approach = (from: number, to: number, by: number): number =>
  to >= from ? Math.min(to, from + by) : to;

const advance = (world: World, wallDtMs: number): void => {
  const { goal } = world;
  if (goal.mode === "play") world.atUs += Math.round(Math.min(wallDtMs, 100) * 1_000 * goal.speed);
  if (goal.mode === "seek" && !world.done) {
    world.atUs = approach(world.atUs, goal.toUs, SEEK_US_A_PULL);
    world.done = world.atUs === goal.toUs;
  }
  if ((goal.mode === "step" || goal.mode === "event") && !world.done) {
    world.atUs = Math.max(0, world.atUs + goal.direction * STEP_US);
    world.done = true;
  }
  world.furthestUs = Math.max(world.furthestUs, world.atUs);
};

const editAll = (
  world: World,
  commands: PullRequest["commands"],
): { readonly results: CommandResult[]; readonly from: number } => {
  const results: CommandResult[] = [];
  let from = world.log.entries.length;
  for (const { id, command } of commands) {
    const past = world.log.entries.filter((entry) => entry.atUs <= world.atUs);
    from = Math.min(from, past.length);
    const entry: Entry = { atUs: world.atUs, command };
    world.log = { ...world.log, entries: [...past, entry] };
    world.furthestUs = world.atUs;
    results.push({ id, atUs: world.atUs, outcome: { ok: true, output: {} } });
  }
  return { results, from };
};

const progressOf = (world: World): number => {
  if (world.done || world.goal.mode !== "seek") return 1;
  const span = world.goal.toUs - world.fromUs;
  return span > 0 ? (world.atUs - world.fromUs) / span : 0;
};

export const createFakeEngine = (): FakeEngine => {
  const requests: PullRequest[] = [];
  const world: World = {
    log: emptyLog(1),
    atUs: 0,
    furthestUs: 0,
    goal: { id: 0, mode: "pause" },
    done: true,
    fromUs: 0,
  };
  const programs = new Set<number>();
  let grownFrom = Infinity;
  const grow = (command: Command): void => {
    grownFrom = Math.min(grownFrom, world.log.entries.length);
    world.log = { ...world.log, entries: [...world.log.entries, { atUs: world.atUs, command }] };
  };
  const answer = (request: PullRequest): Frame => {
    requests.push(request);
    if (request.open) {
      world.log = request.open.log;
      world.atUs = 0;
      world.furthestUs = 0;
    }
    const { results, from } = editAll(world, request.commands);
    if (request.goal.id !== world.goal.id) {
      world.goal = request.goal;
      world.done = request.goal.mode === "pause";
      world.fromUs = world.atUs;
    }
    advance(world, request.wallDtMs);
    const sent = request.open ? 0 : Math.min(from, grownFrom);
    grownFrom = Infinity;
    return emptyFrame({
      atUs: world.atUs,
      furthestUs: world.furthestUs,
      goal: { id: world.goal.id, done: world.done, progress: progressOf(world), toUs: world.atUs },
      achievedSpeed: world.goal.mode === "play" ? world.goal.speed : 0,
      results,
      log: { from: sent, entries: world.log.entries.slice(sent) },
      topologyVersion: 1,
      ...(request.viewport.topologyVersion === 1 ? {} : { topology: emptyTopology() }),
      answers: Object.fromEntries(
        Object.entries(request.viewport.queries).map(([name]) => [name, `answer to ${name}`]),
      ),
    });
  };
  return {
    requests,
    answer,
    pull: (request) => Promise.resolve(answer(request)),
    grow,
    programs,
    attach: (program) => {
      programs.add(program);
      return new Promise(() => undefined);
    },
    detach: (program) => {
      programs.delete(program);
      return Promise.resolve();
    },
  };
};

const emptyTopology = (): NonNullable<Frame["topology"]> => ({
  streams: [],
  shards: {
    count: 0,
    index: new Int32Array(0),
    start: new Float64Array(0),
    end: new Float64Array(0),
    startWords: new Uint32Array(0),
    endWords: new Uint32Array(0),
    openedUs: new Float64Array(0),
    closedUs: new Float64Array(0),
    parent: new Int32Array(0),
    adjacentParent: new Int32Array(0),
  },
  actors: [],
});
