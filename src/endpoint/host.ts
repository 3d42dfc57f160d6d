import {
  advance,
  createLive,
  liveState,
  obeyLive,
  resumeLive,
  stateHash,
  type Models,
  type Run,
} from "../engine/public.ts";
import type { Outcome } from "../protocol/frame.ts";
import type { Command, Log, SimUs } from "../protocol/log.ts";
import { Clock, steadyWall, type Anchor } from "./clock.ts";
import type { Snapshot } from "./snapshot.ts";
import { Store } from "./store.ts";
import { Told } from "./told.ts";

/** Wall milliseconds and work units of one slice; between two of them requests get through. */
const SLICE_MS = 8;
const SLICE_WORK = 16_000;
/** How often an idle run is brought to the clock's time. */
const TICK_MS = 20;
const MARK_US = 1_000_000;

/** What a run begins with. */
export interface Beginning {
  readonly origin: string;
  readonly log: Log;
}

export interface HostOptions {
  readonly models: Models;
  readonly speed: number;
  /** What to begin with; `origin` is "" when nothing was named. */
  readonly begin: () => Promise<Beginning>;
  readonly origin: string;
  readonly folder?: string;
  readonly wall?: () => number;
  /** The disk refused; nothing more may be answered. */
  readonly onFatal?: (error: unknown) => void;
}

/** Without a command: the run had got there. */
type Line = { readonly clock: Anchor } | { readonly atUs: SimUs; readonly command?: Command };

interface Waiter {
  readonly untilUs: SimUs;
  readonly done: () => void;
}

const encoder = new TextEncoder();
const TAIL = encoder.encode("}}");

/** A live run that follows the wall's clock, and the folder that keeps it if there is one. */
export class Host {
  readonly run: Run;
  readonly origin: string;
  readonly clock: Clock;
  /** Bytes of unanswered work that were cut off the journal's end. */
  torn = 0;
  private readonly store: Store | undefined;
  private readonly told: Told;
  private readonly onFatal: (error: unknown) => void;
  private waiters: Waiter[] = [];
  private markedUs = 0;
  private timer: { stop: () => void } | undefined;

  private constructor(
    run: Run,
    clock: Clock,
    origin: string,
    store: Store | undefined,
    told: Told,
    options: HostOptions,
  ) {
    this.run = run;
    this.clock = clock;
    this.origin = origin;
    this.store = store;
    this.told = told;
    this.onFatal = options.onFatal ?? (() => undefined);
  }

  /** Begins a run, or goes on with the folder's. Throws a sentence when the folder cannot be used. */
  static async open(options: HostOptions): Promise<Host> {
    const { models, speed, folder } = options;
    const wall = options.wall ?? steadyWall();
    const begin = async (): Promise<Snapshot> => {
      const { origin, log } = await options.begin();
      const run = createLive({ ...log, epochMs: Math.floor(wall()) }, models);
      return { anchor: { wallMs: wall(), atUs: 0, speed }, origin, state: liveState(run) };
    };
    const opened = folder === undefined ? undefined : await Store.open(folder, begin);
    const snapshot = opened?.kept.snapshot ?? (await begin());
    const { origin } = snapshot;
    if (options.origin !== "" && options.origin !== origin) {
      await opened?.store.close();
      const began = origin === "" ? "an empty account" : origin;
      throw new Error(`${folder} keeps a run that began with ${began}: name another folder.`);
    }
    const run = resumeLive(snapshot.state, models);
    const clock = new Clock(snapshot.anchor, wall);
    const told = new Told(snapshot.told ?? (run.unkept === 0 ? [] : undefined));
    const host = new Host(run, clock, origin, opened?.store, told, options);
    host.torn = opened?.kept.torn ?? 0;
    for (const line of opened?.kept.lines ?? []) host.replay(line);
    host.hangUp();
    if (clock.anchor.speed !== speed) host.setClock(0, speed);
    // The wall's clock was set back meanwhile.
    const behindUs = host.nowUs - clock.nowUs();
    if (behindUs > 0) host.setClock(behindUs);
    return host;
  }

  get nowUs(): SimUs {
    return this.run.world.nowUs;
  }

  /**
   * Obeys at the clock's time, or as near to it as one slice of work gets. `raw` is the JSON text that
   * a Call's input was read from; without it what JSON cannot say is lost at once, as on a restart.
   */
  obey(given: Command, raw?: Uint8Array): Outcome {
    this.step();
    const command = raw ? given : (JSON.parse(JSON.stringify(given)) as Command);
    const outcome = this.tryOut(command);
    if (outcome.ok || command.type === "Call") this.keep(command, raw);
    return outcome;
  }

  /** Simulated time that is still to be run, µs. */
  behindUs(): SimUs {
    return Math.max(0, this.clock.nowUs() - this.nowUs);
  }

  /** Simulated time as epoch milliseconds. */
  epochMs(): number {
    return this.run.world.epochMs + Math.floor(this.run.world.nowUs / 1_000);
  }

  /**
   * The run so far as a log that opens elsewhere, and its state's hash there; nothing when its
   * beginning is not kept any more.
   */
  copy(): { readonly log: Log; readonly atUs: SimUs; readonly hash: string } | undefined {
    const { log } = this.run;
    const entries = this.told.entries(log.entries);
    if (!entries) return undefined;
    return { log: { ...log, entries }, atUs: this.nowUs, hash: stateHash(this.run) };
  }

  /** Resolves when all obeyed so far is on the disk: only then may it be answered. */
  commit(): Promise<void> | undefined {
    return this.store?.commit().catch((error: unknown) => {
      this.onFatal(error);
      throw error;
    });
  }

  /** Something left without a command: a restart shall get as far, to the second. */
  mark(): void {
    const { store, nowUs } = this;
    if (!store || nowUs < this.markedUs + MARK_US) return;
    this.markedUs = nowUs;
    const line: Line = { atUs: nowUs };
    store.append(encoder.encode(JSON.stringify(line)));
    this.commit()?.catch(() => undefined);
  }

  /** Moves the clock on; resolves when the run has got there. */
  async advance(forwardUs: SimUs): Promise<void> {
    this.setClock(forwardUs);
    const untilUs = this.clock.nowUs();
    await new Promise<void>((done) => {
      this.waiters.push({ untilUs, done });
      this.wake();
    });
    await this.commit();
  }

  /** Brings the run to the clock's time; true if it got there within a slice. */
  step(): boolean {
    const untilUs = this.clock.nowUs();
    const { run } = this;
    if (untilUs <= run.world.nowUs) return true;
    if (advance(run, untilUs, SLICE_WORK)) return true;
    const endMs = performance.now() + SLICE_MS;
    while (performance.now() < endMs) if (advance(run, untilUs, SLICE_WORK)) return true;
    return false;
  }

  /** Follows the clock from now on. */
  start(): void {
    this.timer ??= { stop: () => undefined };
    this.wake();
  }

  stop(): void {
    this.timer?.stop();
    this.timer = undefined;
  }

  /** Writes the run out and lets the folder go. */
  async close(): Promise<void> {
    this.stop();
    await this.save();
    await this.store?.close();
  }

  async save(): Promise<void> {
    await this.store?.save(() => ({
      anchor: this.clock.anchor,
      origin: this.origin,
      state: liveState(this.run),
      ...(this.told.lines && { told: this.told.lines }),
    }));
  }

  /** A run that failed within a command is not the journal's any more: better none than that. */
  private tryOut(command: Command): Outcome {
    try {
      return obeyLive(this.run, command);
    } catch (error) {
      if (this.store) this.onFatal(error);
      throw error;
    }
  }

  private wake(): void {
    if (!this.timer) return;
    this.timer.stop();
    const reached = this.step();
    const { nowUs } = this.run.world;
    const due = this.waiters.filter((each) => each.untilUs <= nowUs);
    this.waiters = this.waiters.filter((each) => each.untilUs > nowUs);
    for (const { done } of due) done();
    if (this.store?.due()) this.save().catch(this.onFatal);
    const again = (): void => this.wake();
    if (reached) {
      const timeout = setTimeout(again, TICK_MS);
      this.timer = { stop: () => clearTimeout(timeout) };
    } else {
      const immediate = setImmediate(again);
      this.timer = { stop: () => clearImmediate(immediate) };
    }
  }

  private setClock(forwardUs: SimUs, speed?: number): void {
    this.clock.move(forwardUs, speed);
    const line: Line = { clock: this.clock.anchor };
    this.store?.append(encoder.encode(JSON.stringify(line)));
  }

  private keep(command: Command, raw: Uint8Array | undefined): void {
    const { store, told, nowUs } = this;
    if (!store && !told.complete) return;
    const parts: Uint8Array[] = [];
    if (raw && command.type === "Call") {
      const { input: _input, ...rest } = command;
      const head = `{"atUs":${nowUs},"command":${JSON.stringify(rest).slice(0, -1)},"input":`;
      parts.push(encoder.encode(head), raw, TAIL);
    } else {
      const line: Line = { atUs: nowUs, command };
      parts.push(encoder.encode(JSON.stringify(line)));
    }
    store?.append(...parts);
    if (told.complete) told.append(parts);
  }

  /** No connection outlives a process: subscriptions end at the last moment that was kept. */
  private hangUp(): void {
    for (const { number } of this.run.world.settings?.subscribed ?? []) {
      const command: Command = { type: "EndSubscription", subscription: number };
      if (this.tryOut(command).ok) this.keep(command, undefined);
    }
  }

  private replay(text: Buffer): void {
    const line = JSON.parse(text.toString("utf8")) as Line;
    if ("clock" in line) {
      this.clock.anchor = line.clock;
      return;
    }
    advance(this.run, line.atUs);
    if (!line.command) return;
    obeyLive(this.run, line.command);
    if (this.told.complete) this.told.append([text]);
  }
}
