import type { Log, SimUs } from "../protocol/log.ts";
import type { ViewState } from "./ui.ts";

export interface BookEntry {
  readonly log: Log;
  readonly view: ViewState;
  readonly startUs: SimUs;
}

/** The stock scenarios, as far as the page needs them. */
export interface Book {
  readonly first: string;
  readonly find: (name: string) => BookEntry | undefined;
}
