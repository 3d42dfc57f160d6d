import type { Outcome, Target } from "../protocol/frame.ts";
import type { Command, Log, SimUs } from "../protocol/log.ts";
import type { Selection } from "../protocol/viewport.ts";
import type { Signal } from "../session/signal.ts";
import type { Language } from "../i18n/i18n.ts";
import type { PanelName, ThemeName, ViewState } from "./ui.ts";

/** All that a control may do. Stable: one object for the life of the page. */
export interface Actions {
  /** Edits the run at its present moment; a refusal carries AWS's own text and is told as a notice. */
  readonly send: (command: Command) => Promise<Outcome>;
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  /** Ends a long journey where it has got to. */
  readonly stop: () => void;
  readonly seek: (us: SimUs) => void;
  readonly step: (direction: 1 | -1) => void;
  readonly event: (direction: 1 | -1) => void;
  /** Simulated seconds a wall second, 0.01 to 1000. */
  readonly setSpeed: (speed: number) => void;
  /** Also opens the inspector. */
  readonly select: (selection: Selection | undefined) => void;
  readonly setFocus: (consumer: number) => void;
  /** Shows another stream of the run; what was selected on the one before is let go. */
  readonly showStream: (name: string) => void;
  /** The key becomes the focused one; the oldest of more than six is let go. */
  readonly track: (key: string) => void;
  readonly untrack: (key: string) => void;
  /** The key comes first, or none does, for as long as the person has tracked none of their own. */
  readonly follow: (key: string | undefined) => void;
  readonly setWindow: (us: SimUs) => void;
  readonly setScale: (scale: "linear" | "log") => void;
  readonly setZoom: (zoom: readonly [number, number]) => void;
  readonly setHighlight: (targets: readonly Target[]) => void;
  readonly setPanel: (panel: PanelName) => void;
  readonly setLens: (lens: 1 | 60) => void;
  readonly setTheme: (theme: ThemeName) => void;
  readonly setLang: (lang: Language) => void;
  readonly setPresent: (present: boolean) => void;
  /** CSS pixels of the stage's key axis and the dots it can draw. */
  readonly setStageSize: (heightPx: number, dotsMax: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Back to the log that was opened, from its start; undo takes it back. */
  readonly reset: () => void;
  /** The same log with another seed, from its start; undo takes it back. */
  readonly reseed: () => void;
  /** Opens a stock scenario from its start. */
  readonly openScenario: (name: string) => void;
  readonly openLog: (log: Log, atUs: SimUs, view?: ViewState, options?: OpenOptions) => void;
  /** Whether the person has changed the run since it was opened. */
  readonly edited: () => boolean;
  /** Called before a run with edits of the person's own gives way to another. */
  readonly onLeaving: Signal<undefined>["on"];
}

export interface OpenOptions {
  readonly playing?: boolean;
  /** The stock scenario the log grew from. */
  readonly scenario?: string;
  /** What reset goes back to, where it is not the log itself. */
  readonly origin?: Log;
  /** The person's own run again: no link or file holds it. */
  readonly mine?: boolean;
  /** The run of the endpoint that the page is attached to; no other is opened there. */
  readonly endpoints?: boolean;
}
