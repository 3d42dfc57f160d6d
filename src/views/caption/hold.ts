import type { StoryFact, StoryId } from "../../protocol/frame.ts";
import { lineKey } from "./narrate.ts";

/** Wall milliseconds a caption that stays true stands at least while time runs. */
export const HOLD_MS = 3_000;
/** Wall milliseconds between two numbers of a sentence that counts down. */
export const COUNTDOWN_MS = 1_000;
/** How much more important another fact must be to displace one that still holds. */
export const MARGIN = 1.2;

export interface Held {
  readonly fact: StoryFact;
  readonly atUs: number;
  /** When this wording was put up, wall ms. */
  readonly shownMs: number;
  /** When its numbers were. */
  readonly countedMs: number;
}

/** These name one case of many, or the latest: another one does not make the sentence untrue. */
const ONE_OF_MANY: readonly StoryId[] = [
  "orderBroken",
  "recordsLost",
  "iteratorExpired",
  "reReading",
  "producerCopies",
  "waitingForParent",
  "fallingBehind",
  "retentionNear",
  "calm",
];

/** Lines that end with the first record, reader or result. */
const NOT_YET = /\.(empty|unread|down|due|silent)$/;

const isOneOfMany = ({ id, values }: StoryFact): boolean =>
  ONE_OF_MANY.includes(id) || Number(values["shards"]) > 1 || "targetShards" in values;

const namesOf = (fact: StoryFact): string => {
  const { id, values } = fact;
  const [line] = NOT_YET.exec(lineKey(fact)) ?? [""];
  return [id, line, values["consumer"], values["producer"], values["status"]].join(" ");
};

/** True while what was said of one fact holds, given another: its numbers may have changed. */
const stillSaid = (said: StoryFact, now: StoryFact): boolean =>
  namesOf(said) === namesOf(now) &&
  (isOneOfMany(now) ||
    ["operation", "shard", "key"].every((name) => said.values[name] === now.values[name]));

/** The fact of a story that keeps a sentence true. */
export const keeperOf = (said: StoryFact, story: readonly StoryFact[]): StoryFact | undefined =>
  story.find((fact) => stillSaid(said, fact));

/**
 * What the caption says next. While time runs, a sentence that stays true stands for HOLD_MS and
 * then gives way only to a fact that is clearly more important; one that is no longer true goes at
 * once. While time stands (paused, sought), the top fact is told as it is.
 */
export const hold = (
  held: Held | undefined,
  story: readonly StoryFact[],
  atUs: number,
  nowMs: number,
  running: boolean,
): Held | undefined => {
  const [top] = story;
  if (!top) return held;
  const still = held && running && atUs >= held.atUs ? keeperOf(held.fact, story) : undefined;
  if (!held || !still) return fresh(held, top, atUs, nowMs);
  if (nowMs - held.shownMs < HOLD_MS) {
    const counts = countsDown(held) && nowMs - held.countedMs >= COUNTDOWN_MS;
    return counts ? { ...held, fact: still, atUs, countedMs: nowMs } : held;
  }
  return fresh(held, top.importance > still.importance * MARGIN ? top : still, atUs, nowMs);
};

const countsDown = ({ fact: { values }, atUs }: Held): boolean =>
  ["stepEndsUs", "untilUs"].some((name) => Number(values[name] ?? 0) > atUs);

const fresh = (held: Held | undefined, fact: StoryFact, atUs: number, nowMs: number): Held => {
  const same = held && held.atUs === atUs && held.fact === fact;
  return same ? held : { fact, atUs, shownMs: nowMs, countedMs: nowMs };
};
