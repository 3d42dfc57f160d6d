import type { Log, SimUs } from "../protocol/log.ts";
import type { Selection } from "../protocol/viewport.ts";

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
export type LinkPanel = (typeof PANELS)[number];

export const LINK_LANGUAGES = ["en", "ko"] as const;

/** What is shown, as far as a link may say it; what is absent is the page's own choice. */
export interface LinkView {
  /** The stream shown, by name; without it the first there is. */
  readonly stream?: string;
  /** The consumer in focus (actor id), or 0. */
  readonly focus?: number;
  /** Followed partition keys, the focused one first. */
  readonly tracked?: readonly string[];
  readonly windowUs?: SimUs;
  readonly scale?: "linear" | "log";
  readonly zoom?: readonly [number, number];
  readonly speed?: number;
  readonly playing?: boolean;
  readonly panel?: LinkPanel;
  readonly present?: boolean;
  /** The period of the metrics, seconds. */
  readonly lens?: 1 | 60;
  readonly lang?: (typeof LINK_LANGUAGES)[number];
}

/** All that a link or a file carries: a log, a moment, what is selected and what is shown. */
export interface LinkState {
  /** The stock scenario that the log grew from. */
  readonly scenario?: string;
  readonly log: Log;
  readonly atUs?: SimUs;
  readonly selection?: Selection;
  readonly view: LinkView;
  /** Controls that a reader of the link may not use. */
  readonly locked?: readonly string[];
  /** Controls that a reader of the link does not see. */
  readonly hidden?: readonly string[];
  /** First 24 bits of the state hash at `atUs`, six hex digits. */
  readonly hash24?: string;
}

/** Hex digits of a state hash that travel. */
export const HASH24_DIGITS = 6;

/** Followed keys at most: as many as there are colours. */
export const TRACKED_MAX = 6;

/** A link shorter than this passes every chat and mail program we know of. */
export const LINK_LENGTH_SAFE = 1_000;
/** A longer link than this may be cut on its way: the person is told. */
export const LINK_LENGTH_MAX = 2_000;

export const FRAGMENT_CHARS_MAX = 262_144;
export const INFLATED_BYTES_MAX = 33_554_432;
export const FILE_CHARS_MAX = 67_108_864;
export const ENTRIES_MAX = 100_000;
