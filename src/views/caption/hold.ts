import type { StoryFact } from "../../protocol/frame.ts";
import { lineKey } from "./narrate.ts";

/** Wall milliseconds a caption stands at least while time runs. */
export const HOLD_MS = 3_000;
/** How much more important another fact must be to displace one that still holds. */
export const MARGIN = 1.2;

export interface Held {
  readonly fact: StoryFact;
  readonly atUs: number;
  /** When this wording was put up, wall ms. */
  readonly shownMs: number;
}

const subjectOf = ({ id, values }: StoryFact): string =>
  [id, values["consumer"], values["producer"], values["shard"], values["key"]].join(" ");

/** True when both are the same thing going on, whatever their numbers. */
export const sameSubject = (a: StoryFact, b: StoryFact): boolean => subjectOf(a) === subjectOf(b);

const choose = (held: Held, story: readonly StoryFact[]): StoryFact | undefined => {
  const top = story[0];
  const still = story.find((fact) => sameSubject(fact, held.fact));
  if (!top || !still) return top;
  return top.importance > still.importance * MARGIN ? top : still;
};

/**
 * What the caption says next. While time runs it changes at most every HOLD_MS and only for a fact
 * that is clearly more important; while it stands (paused, sought) it always says the top one.
 */
export const hold = (
  held: Held | undefined,
  story: readonly StoryFact[],
  atUs: number,
  nowMs: number,
  running: boolean,
): Held | undefined => {
  const top = story[0];
  if (!top) return held;
  if (!held || !running || atUs < held.atUs) return fresh(held, top, atUs, nowMs);
  if (nowMs - held.shownMs < HOLD_MS) return held;
  return fresh(held, choose(held, story) ?? top, atUs, nowMs);
};

const fresh = (held: Held | undefined, fact: StoryFact, atUs: number, nowMs: number): Held => {
  const same = held && held.atUs === atUs && held.fact === fact;
  return same ? held : { fact, atUs, shownMs: nowMs };
};

/** True when both would read alike but for their numbers. */
export const sameWords = (a: StoryFact, b: StoryFact): boolean =>
  sameSubject(a, b) && lineKey(a) === lineKey(b);
