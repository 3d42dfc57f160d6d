import { createStore, type StoreApi } from "zustand/vanilla";
import type { SimUs } from "../../protocol/log.ts";
import type { EndReason } from "../../protocol/outside.ts";
import { type FromSandbox, type Said, SANDBOX_LIMITS } from "../../protocol/sandbox.ts";
import type { Runtime } from "../../store/runtime.ts";
import { keptLines } from "./keptLines.ts";
import { keptText, planActor, rolesOf } from "./programActors.ts";
import { type Broken, openSandbox, readFromSandbox } from "./sandbox.ts";

export interface Line extends Said {
  readonly id: number;
}

/** How a program came to its end. */
export type End =
  | { readonly why: "done"; readonly atUs: SimUs }
  | {
      readonly why: "failed";
      readonly atUs: SimUs;
      readonly text: string;
      readonly line: number | undefined;
    }
  | { readonly why: "refused"; readonly text: string }
  | { readonly why: "stopped" | "messages" | Exclude<EndReason, "left"> | Broken };

export interface ProgramState {
  readonly phase: "none" | "starting" | "running" | "over";
  /** The name it runs, or ran, under. */
  readonly name: string;
  readonly lines: readonly Line[];
  /** Lines before these that were not kept. */
  readonly dropped: number;
  readonly end: End | undefined;
}

export interface Program {
  readonly store: StoreApi<ProgramState>;
  run(name: string, text: string): Promise<void>;
  stop(): void;
}

const SHOW_MS = 80;

const AT_REST: ProgramState = { phase: "none", name: "", lines: [], dropped: 0, end: undefined };

const loadParser = () => import("./faultLine.ts").catch(() => undefined);

class PageProgram implements Program {
  readonly store = createStore<ProgramState>(() => AT_REST);
  readonly #runtime: Runtime;
  #close: (() => void) | undefined;
  #messages = 0;
  #printed: Line[] = [];
  #printedAll = 0;
  /** Lines left out by the sandbox and not shown as such yet. */
  #dropped = 0;
  /** Counts runs: what belongs to an older one is not heard. */
  #turn = 0;
  /** Time stands until the program has joined: it begins at the moment where Run was pressed. */
  #resumes = false;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async run(name: string, text: string): Promise<void> {
    // An endpoint's run takes no program of the page's.
    if (this.#runtime.endpoint !== undefined) return;
    this.stop();
    const turn = ++this.#turn;
    this.store.setState({ ...AT_REST, phase: "starting", name });
    const { actions: page, ui } = this.#runtime;
    this.#resumes = ui.getState().goalMode === "play";
    if (this.#resumes) page.pause();
    const { default: bundle } = await import("../../sandbox/main.ts?inline");
    const actors = await this.#addActors(name, text);
    if (turn !== this.#turn) return;
    if (!actors.ok) {
      this.#end({ why: "refused", text: actors.why });
      return;
    }
    this.#start(turn, bundle, text, actors.ids);
  }

  stop(): void {
    if (this.#close || this.store.getState().phase === "starting") this.#end({ why: "stopped" });
  }

  async #addActors(name: string, text: string) {
    const { actions, session, ui } = this.#runtime;
    const ids = { producer: 0, consumer: 0 };
    for (const [place, role] of rolesOf(text).entries()) {
      const kept = place === 0 ? keptText(text) : "";
      const { stream } = ui.getState();
      const plan = planActor(role, name, kept, session.log(), session.topology(), stream);
      ids[role] = plan.id;
      for (const command of plan.commands) {
        const outcome = await actions.send(command);
        if (outcome.ok) continue;
        const { error } = outcome;
        return { ok: false, why: `${error.name}: ${error.message}` } as const;
      }
    }
    if (ids.consumer > 0) actions.setFocus(ids.consumer);
    return { ok: true, ids } as const;
  }

  #start(
    turn: number,
    bundle: string,
    text: string,
    ids: { readonly producer: number; readonly consumer: number },
  ): void {
    const { session } = this.#runtime;
    const engine = new MessageChannel();
    this.#messages = 0;
    const detach = session.attach(engine.port1, (reason) => {
      if (turn === this.#turn && reason !== "left") this.#end({ why: reason });
    });
    const remove = openSandbox({
      bundle,
      start: { text, region: session.log().region, ...ids },
      toEngine: engine.port2,
      hear: (message) => {
        if (turn === this.#turn) this.#hear(message, text);
      },
      broke: (why) => {
        if (turn === this.#turn) this.#end({ why });
      },
    });
    this.#close = () => {
      remove();
      detach();
    };
  }

  #begin(): void {
    if (this.store.getState().phase !== "starting") return;
    this.#resumes = false;
    this.store.setState({ phase: "running" });
    const { actions, ui } = this.#runtime;
    if (ui.getState().goalMode !== "play") actions.play();
  }

  #hear(data: unknown, source: string): void {
    this.#messages += 1;
    if (this.#messages > SANDBOX_LIMITS.messages) {
      this.#end({ why: "messages" });
      return;
    }
    const message = readFromSandbox(data);
    if (message?.type === "ready") this.#begin();
    if (message?.type === "line") this.#print([message]);
    else if (message?.type === "tail") this.#print(message.lines, message.dropped);
    else if (message?.type === "done") this.#end({ why: "done", atUs: message.atUs });
    else if (message?.type === "failed") {
      void this.#fail(message, source);
    }
  }

  #print(lines: readonly Said[], dropped = 0): void {
    if (this.#printed.length === 0) setTimeout(() => this.#show(), SHOW_MS);
    this.#dropped += dropped;
    for (const { tone, text, atUs } of lines) {
      this.#printed.push({ id: this.#printedAll, tone, text, atUs });
      this.#printedAll += 1;
    }
  }

  /** Lines come by the thousand; they are shown some times a second. */
  #show(): void {
    const printed = this.#printed.splice(0);
    if (printed.length === 0 && this.#dropped === 0) return;
    const { lines, dropped } = this.store.getState();
    this.store.setState(keptLines({ lines, dropped: dropped + this.#dropped }, printed));
    this.#dropped = 0;
  }

  /** Engines do not say where an evaluated text cannot be read; a parser does. */
  async #fail(
    { atUs, text, line, syntax }: FromSandbox & { readonly type: "failed" },
    source: string,
  ): Promise<void> {
    const turn = this.#turn;
    const parser = syntax && line === undefined ? await loadParser() : undefined;
    if (turn !== this.#turn) return;
    this.#end({ why: "failed", atUs, text, line: line ?? parser?.faultLine(source) });
  }

  #end(end: End): void {
    this.#turn += 1;
    const close = this.#close;
    this.#close = undefined;
    this.#show();
    this.store.setState({ phase: "over", end });
    close?.();
    if (this.#resumes) this.#runtime.actions.play();
    this.#resumes = false;
  }
}

const programs = new WeakMap<Runtime, Program>();

/** The page's one program; it goes on while its panel is closed. */
export const programOf = (runtime: Runtime): Program => {
  const known = programs.get(runtime);
  if (known) return known;
  const made = new PageProgram(runtime);
  programs.set(runtime, made);
  return made;
};
