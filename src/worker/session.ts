import {
  advance,
  command,
  createRun,
  makeFrame,
  nextVisible,
  openLog,
  previousVisible,
  seek,
  type Models,
  type Run,
} from "../engine/public.ts";
import { emptyLog, type SimUs } from "../protocol/log.ts";
import type { CommandResult, Frame, GoalState } from "../protocol/frame.ts";
import type { Goal, PullRequest } from "../protocol/session.ts";
import type { Programs } from "./outside.ts";
import { stopAfter, stopBefore } from "./stops.ts";

/** Wall milliseconds one slice of work may take before messages get through. */
const SLICE_MS = 4;
const SLICE_WORK = 16_000;
/**
 * A pull's wall time counts for at most this much, and so does what the pulls before it asked for
 * and is not reached: one slow frame is made up for, a stall leaves no debt.
 */
const DT_MOST_MS = 100;
/** Stepping and jumping look this far ahead before they give up, µs. */
const LOOK_AHEAD_US = 3_600_000_000;
const SPEED_WINDOW_MS = 500;

/** The worker's side of the contract: holds the run, answers pulls, and works in slices between. */
export class WorkerSession {
  run: Run;
  /** Programs outside the engine, once there was one. */
  programs: Programs | undefined;
  private goal: Goal = { id: 0, mode: "pause" };
  private targetUs: SimUs = 0;
  private startUs: SimUs = 0;
  private done = true;
  private restartTicks = true;
  private shownGhost: Run["ghost"];
  private readonly pace: { wallMs: number; simUs: SimUs }[] = [];
  private readonly models: Models;
  private readonly clock: () => number;

  /** `clock` gives wall milliseconds; the engine itself never sees it. */
  constructor(models: Models, clock: () => number) {
    this.models = models;
    this.clock = clock;
    this.run = createRun(emptyLog(0), models);
  }

  /** Answers from what is there; the caller then calls `work` until it returns true. */
  pull(request: PullRequest): Frame {
    if (request.open) this.open(request.open);
    const results = this.obey(request.commands);
    if (this.run.ghost !== this.shownGhost) this.restartTicks = true;
    this.shownGhost = this.run.ghost;
    this.aim(request.goal, request.wallDtMs);
    const from = this.run.newFrom;
    this.run.newFrom = this.run.entries.length;
    const viewport = this.restartTicks ? { ...request.viewport, ticksFrom: 0 } : request.viewport;
    this.restartTicks = false;
    return makeFrame(this.run, viewport, {
      goal: this.goalState(),
      achievedSpeed: this.speed(),
      results,
      log: { from, entries: this.run.entries.slice(from) },
    });
  }

  /** One slice of work toward the goal; true when there is nothing to do now. */
  work(): boolean {
    const endMs = this.clock() + SLICE_MS;
    while (!this.done) {
      if (this.programs?.any && this.goal.mode !== "pause") {
        const there = this.programs.step(this.goal, this.startUs, this.targetUs);
        if (there === undefined) return true;
        this.done = there;
      } else this.done = this.step();
      if (this.clock() >= endMs) break;
    }
    return this.done;
  }

  private step(): boolean {
    const { goal, run } = this;
    if (goal.mode === "step") return nextVisible(run, this.targetUs, SLICE_WORK);
    if (goal.mode !== "event") return advance(run, Math.floor(this.targetUs), SLICE_WORK);
    const tick = stopAfter(run.chronicle.ticks, this.startUs);
    if (tick !== undefined) {
      this.targetUs = tick;
      return seek(run, tick, SLICE_WORK);
    }
    const stepUs = Math.min(this.targetUs, run.world.nowUs + 1_000_000);
    advance(run, stepUs, SLICE_WORK);
    return run.world.nowUs >= this.targetUs;
  }

  private open(request: NonNullable<PullRequest["open"]>): void {
    this.programs?.stopAll("replaced");
    this.run = openLog(request.log, this.models, this.run);
    this.run.newFrom = 0;
    this.restartTicks = true;
    this.begin({ id: -1, mode: "seek", toUs: request.atUs });
  }

  private obey(commands: PullRequest["commands"]): CommandResult[] {
    return commands.map(({ id, command: given }) => {
      const outcome = command(this.run, given);
      return { id, atUs: this.run.world.nowUs, outcome };
    });
  }

  private aim(goal: Goal, wallDtMs: number): void {
    if (goal.id !== this.goal.id) this.begin(goal);
    if (this.goal.mode !== "play" || goal.mode !== "play") return;
    const dtMs = Math.min(Math.max(0, wallDtMs), DT_MOST_MS);
    const { nowUs } = this.run.world;
    const owedUs = Math.min(Math.max(0, this.targetUs - nowUs), DT_MOST_MS * 1000 * goal.speed);
    this.targetUs = nowUs + owedUs + dtMs * 1000 * goal.speed;
    this.done = false;
  }

  private begin(goal: Goal): void {
    const opening = this.goal.id === -1 && !this.done;
    if (opening && goal.mode !== "seek") return;
    if (goal.mode !== "play" || this.goal.mode !== "play") this.pace.length = 0;
    this.goal = goal;
    this.startUs = this.run.world.nowUs;
    this.done = false;
    if (goal.mode === "pause") this.targetUs = this.startUs;
    else if (goal.mode === "seek") this.seekTo(goal.toUs);
    else if (goal.mode === "play") this.targetUs = this.run.world.nowUs;
    else if (goal.direction === 1) this.targetUs = this.startUs + LOOK_AHEAD_US;
    else this.goBack(goal.mode);
  }

  private seekTo(toUs: SimUs): void {
    this.targetUs = Math.max(0, Math.round(toUs));
    if (this.targetUs < this.run.world.nowUs) this.programs?.stopAll("rewound");
    if (!this.programs?.any) seek(this.run, this.targetUs, SLICE_WORK);
  }

  private goBack(mode: "step" | "event"): void {
    this.programs?.stopAll("rewound");
    const { run, startUs } = this;
    const toUs =
      mode === "step" ? previousVisible(run) : (stopBefore(run.chronicle.ticks, startUs) ?? 0);
    this.goal = { id: this.goal.id, mode: "seek", toUs };
    this.seekTo(toUs);
  }

  private goalState(): GoalState {
    const spanUs = this.targetUs - this.startUs;
    const { nowUs } = this.run.world;
    const progress = spanUs === 0 ? 1 : Math.min(1, Math.max(0, (nowUs - this.startUs) / spanUs));
    return {
      id: this.goal.id,
      done: this.done,
      progress: this.done ? 1 : progress,
      toUs: this.targetUs,
    };
  }

  private speed(): number {
    if (this.goal.mode !== "play") return 0;
    const now = { wallMs: this.clock(), simUs: this.run.world.nowUs };
    this.pace.push(now);
    while (this.pace.length > 2 && now.wallMs - this.pace[0]!.wallMs > SPEED_WINDOW_MS) {
      this.pace.shift();
    }
    const first = this.pace[0]!;
    const wallMs = now.wallMs - first.wallMs;
    return wallMs > 0 ? Math.max(0, (now.simUs - first.simUs) / 1000 / wallMs) : 0;
  }
}
