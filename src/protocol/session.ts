import type { Frame } from "./frame.ts";
import type { Command, Log, SimUs } from "./log.ts";
import type { EndReason, ProgramPort } from "./outside.ts";
import type { Viewport } from "./viewport.ts";

/** What the worker is to reach. A goal is new when its `id` is new; it then holds until replaced. */
export type Goal =
  | { readonly id: number; readonly mode: "pause" }
  /** Simulated seconds a wall second, 0.01 to 1000. */
  | { readonly id: number; readonly mode: "play"; readonly speed: number }
  | { readonly id: number; readonly mode: "seek"; readonly toUs: SimUs }
  /** To the next instant with a visible event, or to the instant before the last one. */
  | { readonly id: number; readonly mode: "step"; readonly direction: 1 | -1 }
  /** To the next or previous tick of the time bar; forward may run new time. */
  | { readonly id: number; readonly mode: "event"; readonly direction: 1 | -1 };

export interface PullRequest {
  /** Replaces the run; checkpoints before the first differing entry are kept. */
  readonly open?: { readonly log: Log; readonly atUs: SimUs };
  readonly commands: readonly { readonly id: number; readonly command: Command }[];
  readonly goal: Goal;
  /** Wall milliseconds since the last pull. */
  readonly wallDtMs: number;
  readonly viewport: Viewport;
}

/** The worker's face: of `pull`, one is in flight; the page owns the pace. */
export interface EngineSession {
  pull(request: PullRequest): Promise<Frame>;
  /** Takes in a program that speaks `protocol/outside.ts` on the port; answers when it is over. */
  attach(program: number, port: ProgramPort): Promise<EndReason>;
  /** Takes a program out: calls it has made arrive, their answers go nowhere. */
  detach(program: number): Promise<void>;
}
