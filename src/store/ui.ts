import { createStore, type StoreApi } from "zustand/vanilla";
import type { Target } from "../protocol/frame.ts";
import type { SimUs } from "../protocol/log.ts";
import type { Selection } from "../protocol/viewport.ts";
import type { Language } from "../i18n/i18n.ts";

export const PANELS = [
  "none",
  "inspector",
  "table",
  "journal",
  "metrics",
  "actors",
  "put",
  "evidence",
  "code",
] as const;
export type PanelName = (typeof PANELS)[number];
export type ThemeName = "system" | "light" | "dark";
export type GoalMode = "play" | "pause" | "seek" | "step" | "event";

/** All that only the page knows: what is looked at and how; never part of the run. */
export interface UiState {
  /** The stream asked for by name; "", or one that is not there, shows the first there is. */
  readonly stream: string;
  /** The consumer in focus (actor id), or 0. */
  readonly focus: number;
  /** Tracked partition keys, at most six; the first is the focused one. */
  readonly tracked: readonly string[];
  /** What was tracked before the page followed a key by itself; undefined once the person chose. */
  readonly given: readonly string[] | undefined;
  readonly selection: Selection | undefined;
  readonly highlight: readonly Target[];
  readonly windowUs: SimUs;
  readonly scale: "linear" | "log";
  readonly zoom: readonly [number, number];
  /** What the run is after now; a reached seek, step or event is a pause. */
  readonly goalMode: GoalMode;
  /** Simulated seconds a wall second that play asks for. */
  readonly speed: number;
  readonly theme: ThemeName;
  readonly present: boolean;
  readonly lang: Language;
  readonly panel: PanelName;
  readonly lens: 1 | 60;
  /** Name of the stock scenario the log began as, or "" for one of the person's own. */
  readonly scenario: string;
  /** Controls a link has locked or taken off the page, by name. */
  readonly locked: readonly string[];
  readonly hidden: readonly string[];
  /** CSS pixels of the stage's key axis and the dots it can draw; the stage sets them. */
  readonly heightPx: number;
  readonly dotsMax: number;
}

/** The part of the page's state that a link carries. */
export type ViewState = Partial<
  Pick<
    UiState,
    | "stream"
    | "focus"
    | "tracked"
    | "selection"
    | "windowUs"
    | "scale"
    | "zoom"
    | "speed"
    | "panel"
    | "lens"
    | "present"
    | "locked"
    | "hidden"
  >
>;

export const TRACKED_MAX = 6;
export const SPEED_MIN = 0.01;
export const SPEED_MAX = 1_000;

export const initialUi: UiState = {
  stream: "",
  focus: 0,
  tracked: [],
  given: undefined,
  selection: undefined,
  highlight: [],
  windowUs: 30_000_000,
  scale: "linear",
  zoom: [0, 1],
  goalMode: "pause",
  speed: 1,
  theme: "system",
  present: false,
  lang: "en",
  panel: "none",
  lens: 1,
  scenario: "",
  locked: [],
  hidden: [],
  heightPx: 600,
  dotsMax: 5_000,
};

export type UiStore = StoreApi<UiState>;

export const createUiStore = (start: Partial<UiState> = {}): UiStore =>
  createStore<UiState>(() => ({ ...initialUi, ...start }));
