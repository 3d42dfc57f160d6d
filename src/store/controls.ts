/** Controls that a link may lock (shown, not usable) or hide, besides panels by their own name. */
export const CONTROLS = ["edit", "time", "speed", "scenario", "seed", "share"] as const;
export type Control = (typeof CONTROLS)[number];
