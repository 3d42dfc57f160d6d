import type { KindMeta } from "../../protocol/kind.ts";

const VERBS = ["crash", "restart", "burst"] as const;
export type Verb = (typeof VERBS)[number];

/** Signals that people give; what a program's own end sends (`disconnect`) is no button. */
export const verbsOf = (meta: KindMeta | undefined): readonly Verb[] =>
  VERBS.filter((verb) => meta?.signals.includes(verb));
