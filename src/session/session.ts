import type { Frame, Outcome, Topology } from "../protocol/frame.ts";
import { emptyLog, type Command, type Log, type SimUs } from "../protocol/log.ts";
import type { EndReason } from "../protocol/outside.ts";
import type { Goal, PullRequest } from "../protocol/session.ts";
import type { Queries, Viewport } from "../protocol/viewport.ts";
import { createAsks, type Asks } from "./asks.ts";
import { createHistory } from "./history.ts";
import { createLine, type Line, type WorkerFactory } from "./line.ts";
import { createOutbox } from "./outbox.ts";
import { createPrograms } from "./programs.ts";
import { createSignal, type Signal } from "./signal.ts";
import { createTickKeeper, type TickBook } from "./tickBook.ts";

type WithoutId<G> = G extends Goal ? Omit<G, "id"> : never;
export type GoalWish = WithoutId<Goal>;
export type View = Omit<Viewport, "topologyVersion" | "ticksFrom" | "queries">;

export interface SessionStatus {
  readonly phase: "opening" | "ready" | "failed";
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** How often the worker was replaced, and why the last time. */
  readonly deaths: number;
  readonly deathReason: string;
}

/** Deaths without `PEACE_MS` between them after which the page stops trying. */
const STRIKES_MAX = 3;
const PEACE_MS = 10_000;

/** The page's side of the contract: owns the log and the worker; knows nothing of React. */
export interface Session {
  readonly frame: () => Frame | undefined;
  readonly topology: () => Topology | undefined;
  readonly ticks: () => TickBook;
  readonly log: () => Log;
  readonly status: () => SessionStatus;
  readonly goal: () => Goal;
  /** A run is being opened and does not stand yet. */
  readonly opening: () => boolean;
  readonly asks: Asks;
  /** Every frame taken; `asked` when it answers a changed viewport or a command. */
  readonly onFrame: Signal<{ readonly frame: Frame; readonly asked: boolean }>;
  readonly onStatus: Signal<SessionStatus>;
  /** A seek, step or event goal was reached. */
  readonly onReached: Signal<GoalWish>;
  readonly onLog: Signal<Log>;
  setView(view: Partial<View>): void;
  send(command: Command): Promise<Outcome>;
  /** While a run is being opened, play and pause are for when it stands. */
  aim(wish: GoalWish): void;
  /** Ends a long journey where it has got to. */
  stop(): void;
  /** Replaces the run, stands at `atUs`, then goes after `then`; nothing is left to undo. */
  open(log: Log, atUs: SimUs, then: GoalWish): void;
  /** Likewise, as one edit that undo takes back. */
  rewrite(log: Log, atUs: SimUs, then: GoalWish): void;
  undo(): void;
  redo(): void;
  /**
   * Takes in a program whose port speaks `protocol/outside.ts`; its calls are one edit. `onEnd` is
   * told once; the function returned takes the program out.
   */
  attach(port: MessagePort, onEnd: (reason: EndReason) => void): () => void;
  /** Frame loop, first phase: takes an arrived frame. True if there was one. */
  take(nowMs: number): boolean;
  /** Frame loop, last phase: sends the next pull if one is due. */
  pull(nowMs: number): void;
  /** Nothing under way and nothing to ask: the goal is reached or the run is paused. */
  standing(): boolean;
  close(): void;
}

const START_VIEW: View = {
  stream: "",
  windowUs: 30_000_000,
  scale: "linear",
  heightPx: 600,
  zoom: [0, 1],
  focus: 0,
  tracked: [],
  dotsMax: 5_000,
};

/** A worker behind the speed wished for is asked every other frame: frames cost it time. */
const BEHIND = 0.98;
const BEHIND_PULL_MS = 30;

const isJourney = (mode: Goal["mode"]): boolean =>
  mode === "seek" || mode === "step" || mode === "event";

/** The page's log after a frame: cut at `from`, the arrived entries behind; itself if unchanged. */
export const foldLog = (log: Log, delta: Frame["log"]): Log => {
  if (delta.entries.length === 0 && delta.from >= log.entries.length) return log;
  return { ...log, entries: [...log.entries.slice(0, delta.from), ...delta.entries] };
};

export const createSession = (factory: WorkerFactory): Session => new PageSession(factory);

class PageSession implements Session {
  readonly onFrame: Session["onFrame"] = createSignal();
  readonly onStatus: Session["onStatus"] = createSignal();
  readonly onReached: Session["onReached"] = createSignal();
  readonly onLog: Session["onLog"] = createSignal();
  readonly asks: Asks = createAsks();

  readonly #line: Line;
  readonly #outbox = createOutbox();
  readonly #history = createHistory();
  readonly #programs = createPrograms();
  #log: Log = emptyLog(1);
  #frame: Frame | undefined;
  #topology: Topology | undefined;
  readonly #ticks = createTickKeeper();
  #status: SessionStatus = {
    phase: "opening",
    canUndo: false,
    canRedo: false,
    deaths: 0,
    deathReason: "",
  };
  #goal: Goal = { id: 1, mode: "pause" };
  #next: GoalWish | undefined;
  #opening: { readonly log: Log; readonly atUs: SimUs } | undefined;
  /** The moment a run being opened is to stand at, until it does. */
  #baseUs: SimUs | undefined;
  /** Replacements of the run wait until no pull is in flight. */
  #turns: (() => void)[] = [];
  #view: View = START_VIEW;
  #sent: { view: View; queries: Queries; asked: boolean; mode: Goal["mode"] } = {
    view: START_VIEW,
    queries: {},
    asked: false,
    mode: "pause",
  };
  /** The worker has a new run: the cursors into its history begin again. */
  #anew = true;
  #reached = false;
  #lastMs = 0;
  #pulledMs = 0;
  #strikes = 0;
  #diedMs = -PEACE_MS;

  constructor(factory: WorkerFactory) {
    this.#line = createLine(factory);
  }

  readonly frame = (): Frame | undefined => this.#frame;
  readonly topology = (): Topology | undefined => this.#topology;
  readonly ticks = (): TickBook => this.#ticks.book();
  readonly log = (): Log => this.#log;
  readonly status = (): SessionStatus => this.#status;
  readonly goal = (): Goal => this.#goal;
  readonly opening = (): boolean => this.#turns.length > 0 || this.#baseUs !== undefined;

  setView(view: Partial<View>): void {
    const changed = Object.entries(view).some(
      ([key, value]) => this.#view[key as keyof View] !== value,
    );
    if (changed) this.#view = { ...this.#view, ...view };
  }

  send(command: Command): Promise<Outcome> {
    return this.#outbox.add(command);
  }

  aim(wish: GoalWish): void {
    if (this.#turns.length === 0) this.aimNow(wish);
    else {
      this.#turns.push(() => {
        this.aimNow(wish);
      });
    }
  }

  stop(): void {
    this.#baseUs = undefined;
    this.#next = undefined;
    this.aimNow({ mode: "pause" });
  }

  open(log: Log, atUs: SimUs, then: GoalWish): void {
    this.#turns.push(() => {
      this.#history.clear();
      this.replace(log, atUs, then);
    });
  }

  rewrite(log: Log, atUs: SimUs, then: GoalWish): void {
    this.#turns.push(() => {
      this.#history.edited(this.#log);
      this.replace(log, atUs, then);
    });
  }

  undo(): void {
    this.#turns.push(() => {
      this.swap(this.#history.undo(this.#log));
    });
  }

  redo(): void {
    this.#turns.push(() => {
      this.swap(this.#history.redo(this.#log));
    });
  }

  attach(port: MessagePort, onEnd: (reason: EndReason) => void): () => void {
    return this.#programs.add(this.#line.engine(), port, onEnd);
  }

  take(nowMs: number): boolean {
    this.#line.tick(nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    const frame = this.#line.take();
    if (frame) this.apply(frame);
    const death = this.#line.takeDeath();
    if (death !== undefined) this.revive(death, nowMs);
    return frame !== undefined;
  }

  pull(nowMs: number): void {
    if (this.#line.busy()) return;
    while (this.#turns.length > 0) this.#turns.shift()?.();
    if (this.#status.phase === "failed" || !this.due()) return;
    if (this.behind() && nowMs - this.#pulledMs < BEHIND_PULL_MS) return;
    const queries = this.asks.current();
    const commands = this.holding() ? [] : this.#outbox.takeUnsent();
    const asked =
      this.#view !== this.#sent.view || queries !== this.#sent.queries || commands.length > 0;
    const moving = this.#goal.mode === "play" && this.#sent.mode === "play";
    const request: PullRequest = {
      ...(this.#opening ? { open: this.#opening } : {}),
      commands,
      goal: this.#goal,
      wallDtMs: moving ? Math.round(nowMs) - Math.round(this.#pulledMs) : 0,
      viewport: {
        ...this.#view,
        topologyVersion: this.#anew ? -1 : (this.#frame?.topologyVersion ?? -1),
        ticksFrom: this.#anew ? 0 : this.#ticks.book().count,
        queries,
      },
    };
    this.#opening = undefined;
    this.#pulledMs = nowMs;
    this.#sent = {
      view: this.#view,
      queries,
      asked,
      mode: this.#goal.mode,
    };
    this.#line.send(request);
  }

  standing(): boolean {
    if (this.#line.busy() || this.#turns.length > 0) return false;
    return this.#status.phase === "failed" || (this.#frame !== undefined && !this.due());
  }

  close(): void {
    this.#line.close();
    this.#programs.died();
  }

  /** Edits wait for a journey to end: they belong to the moment it leads to. */
  private holding(): boolean {
    return this.#opening !== undefined || (isJourney(this.#goal.mode) && !this.#reached);
  }

  private due(): boolean {
    if (this.#opening || this.#goal.mode === "play" || !this.#reached) return true;
    if (this.#outbox.size() > 0) return true;
    return this.#view !== this.#sent.view || this.asks.current() !== this.#sent.queries;
  }

  private behind(): boolean {
    if (this.#goal.mode !== "play" || this.#outbox.size() > 0) return false;
    const reached = this.#frame?.achievedSpeed ?? 0;
    return reached > 0 && reached < this.#goal.speed * BEHIND;
  }

  private aimNow(wish: GoalWish): void {
    if (this.#baseUs !== undefined && !isJourney(wish.mode)) {
      this.#next = wish;
      return;
    }
    if (wish.mode === "pause" && this.#goal.mode !== "play" && this.#reached) return;
    this.#next = undefined;
    this.#goal = { ...wish, id: this.#goal.id + 1 };
    this.#reached = false;
  }

  private replace(log: Log, atUs: SimUs, then: GoalWish): void {
    this.#programs.forgetEdit();
    this.#outbox.refuseAll({ name: "RunReplaced", message: "Another run was opened." });
    this.#strikes = 0;
    this.setLog(log);
    this.reopen(atUs, then);
  }

  private swap(log: Log | undefined): void {
    if (!log) return;
    const then: GoalWish =
      this.#goal.mode === "play" ? { mode: "play", speed: this.#goal.speed } : { mode: "pause" };
    this.replace(log, this.momentUs(), then);
  }

  private momentUs(): SimUs {
    return this.#baseUs ?? this.#frame?.atUs ?? 0;
  }

  private reopen(atUs: SimUs, then: GoalWish): void {
    this.#opening = { log: this.#log, atUs };
    this.#baseUs = atUs;
    this.#anew = true;
    this.#next = then;
    this.#reached = false;
    this.#goal = { id: this.#goal.id + 1, mode: "seek", toUs: atUs };
    this.setStatus({ phase: "opening" });
  }

  private apply(frame: Frame): void {
    const before = this.#log;
    const log = foldLog(before, frame.log);
    const edited = frame.results.some((result) => result.outcome.ok);
    const byItself = log !== before && !edited && !this.#anew && this.#programs.takeEdit();
    if (log !== before && (edited || byItself)) this.#history.edited(before);
    this.#frame = frame;
    this.#topology = frame.topology ?? this.#topology;
    if (this.#anew) this.#ticks.clear();
    this.#ticks.fold(frame.ticks);
    this.#anew = false;
    if (log !== before) this.setLog(log);
    this.setStatus({ phase: "ready" });
    this.#outbox.settle(frame.results);
    this.onFrame.fire({ frame, asked: this.#sent.asked });
    if (frame.goal.id === this.#goal.id && !this.#reached) this.arrive(frame);
  }

  private arrive(frame: Frame): void {
    if (this.#goal.mode === "play") return;
    if (this.#goal.mode !== "pause" && !frame.goal.done) return;
    this.#reached = true;
    this.#baseUs = undefined;
    const { id: _id, ...wish } = this.#goal;
    const next = this.#next;
    this.#next = undefined;
    if (next && next.mode !== "pause") this.aimNow(next);
    else if (isJourney(wish.mode)) this.onReached.fire(wish);
  }

  private revive(reason: string, nowMs: number): void {
    this.#strikes = nowMs - this.#diedMs > PEACE_MS ? 1 : this.#strikes + 1;
    this.#diedMs = nowMs;
    this.setStatus({
      phase: "opening",
      deaths: this.#status.deaths + 1,
      deathReason: reason,
    });
    this.#outbox.unsend();
    this.#programs.died();
    if (this.#strikes >= STRIKES_MAX) {
      const waiting = this.#outbox.size();
      this.#outbox.refuseAll({ name: "EngineFailure", message: reason });
      if (waiting === 0) {
        this.setStatus({ phase: "failed" });
        return;
      }
      this.#strikes = 1;
    }
    const { id: _id, ...goal } = this.#goal;
    const wish: GoalWish = this.#next ?? goal;
    const keep = this.#outbox.size() === 0 && !(isJourney(wish.mode) && this.#reached);
    this.reopen(this.momentUs(), keep ? wish : { mode: "pause" });
  }

  private setLog(log: Log): void {
    this.#log = log;
    this.onLog.fire(log);
    this.setStatus({});
  }

  private setStatus(change: Partial<SessionStatus>): void {
    const next = {
      ...this.#status,
      ...change,
      canUndo: this.#history.canUndo(),
      canRedo: this.#history.canRedo(),
    };
    const same = Object.entries(next).every(
      ([key, value]) => this.#status[key as keyof SessionStatus] === value,
    );
    this.#status = next;
    if (!same) this.onStatus.fire(next);
  }
}
