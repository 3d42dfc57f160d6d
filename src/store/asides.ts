import { createStore } from "zustand/vanilla";
import type { LinkState } from "../scenario/state.ts";

/** Runs with the person's own edits that gave way to others, the newest first. */
export const asides = createStore<readonly LinkState[]>(() => []);
