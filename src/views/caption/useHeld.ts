import { useCallback, useState } from "react";
import type { Frame, StoryFact } from "../../protocol/frame.ts";
import { useFrameEffect } from "../../store/hooks.ts";
import { type Held, hold } from "./hold.ts";

/** The fact the caption says now; it changes no faster than people read. */
export const useHeld = (): Held | undefined => {
  const [held, setHeld] = useState<Held | undefined>();
  const onFrame = useCallback(({ story, atUs, goal }: Frame) => {
    const now = performance.now();
    setHeld((before) => hold(before, story, atUs, now, !goal.done));
  }, []);
  useFrameEffect(onFrame);
  return held;
};

export interface Story {
  readonly facts: readonly StoryFact[];
  readonly atUs: number;
  readonly shownMs: number;
}

/** Wall ms between two states of the list while time runs. */
const CALM_MS = 1_000;

/** All that is going on, refreshed at most once a second while time runs. */
export const useStory = (): Story | undefined => {
  const [story, setStory] = useState<Story | undefined>();
  const onFrame = useCallback((frame: Frame) => {
    const now = performance.now();
    setStory((before) => {
      const due = !before || frame.goal.done || now - before.shownMs >= CALM_MS;
      if (!due || before?.facts === frame.story) return before;
      return { facts: frame.story, atUs: frame.atUs, shownMs: now };
    });
  }, []);
  useFrameEffect(onFrame);
  return story;
};
