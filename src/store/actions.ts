import type { Outcome, Target } from "../protocol/frame.ts";
import type { Command, Log, SimUs } from "../protocol/log.ts";
import type { Selection } from "../protocol/viewport.ts";
import type { Language } from "../i18n/i18n.ts";
import type { PanelName, ThemeName, ViewState } from "./ui.ts";

/** All that a control may do. Stable: one object for the life of the page. */
export interface Actions {
  /** Edits the run at its present moment; a refusal carries AWS's own text and is told as a notice. */
  send(command: Command): Promise<Outcome>;
  play(): void;
  pause(): void;
  toggle(): void;
  seek(us: SimUs): void;
  step(direction: 1 | -1): void;
  event(direction: 1 | -1): void;
  /** Simulated seconds a wall second, 0.01 to 1000. */
  setSpeed(speed: number): void;
  /** Also opens the inspector. */
  select(selection: Selection | undefined): void;
  setFocus(consumer: number): void;
  /** The key becomes the focused one; the oldest of more than six is let go. */
  track(key: string): void;
  untrack(key: string): void;
  setWindow(us: SimUs): void;
  setScale(scale: "linear" | "log"): void;
  setZoom(zoom: readonly [number, number]): void;
  setHighlight(targets: readonly Target[]): void;
  setPanel(panel: PanelName): void;
  setLens(lens: 1 | 60): void;
  setTheme(theme: ThemeName): void;
  setLang(lang: Language): void;
  setPresent(present: boolean): void;
  /** CSS pixels of the stage's key axis and the dots it can draw. */
  setStageSize(heightPx: number, dotsMax: number): void;
  undo(): void;
  redo(): void;
  /** Back to the log that was opened, from its start; undo takes it back. */
  reset(): void;
  /** The same log with another seed, from its start; undo takes it back. */
  reseed(): void;
  /** Opens a stock scenario from its start. */
  openScenario(name: string): void;
  openLog(log: Log, atUs: SimUs, view?: ViewState, options?: OpenOptions): void;
}

export interface OpenOptions {
  readonly playing?: boolean;
  /** The stock scenario the log grew from. */
  readonly scenario?: string;
  /** What reset goes back to, where it is not the log itself. */
  readonly origin?: Log;
}
