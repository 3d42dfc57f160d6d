import { useCallback, useRef, useState } from "react";
import type { Frame, StoryFact } from "../../protocol/frame.ts";
import { useActions, useFrameEffect } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { type Held, hold } from "./hold.ts";

/** The key whose order broke, if the caption says so. */
const brokenKey = ({ fact }: Held): string | undefined => {
  const key = fact.values["key"];
  return fact.id === "orderBroken" && typeof key === "string" ? key : undefined;
};

/**
 * The fact the caption says now; what stays true changes no faster than people read. The lanes
 * follow the key it names.
 */
export const useHeld = (): Held | undefined => {
  const { session } = useRuntime();
  const actions = useActions();
  const last = useRef<Held>(undefined);
  const of = useRef("");
  const [held, setHeld] = useState<Held | undefined>();
  const onFrame = useCallback(
    ({ story, atUs, stream }: Frame) => {
      const now = performance.now();
      // What was said of one stream says nothing of another.
      if (stream.name !== of.current) last.current = undefined;
      of.current = stream.name;
      const running = !session.standing();
      last.current = hold(last.current, story, atUs, now, running);
      setHeld(last.current);
      if (last.current) actions.follow(brokenKey(last.current));
    },
    [session, actions],
  );
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
  const { session } = useRuntime();
  const [story, setStory] = useState<Story | undefined>();
  const onFrame = useCallback(
    (frame: Frame) => {
      const now = performance.now();
      const stands = session.standing();
      setStory((before) => {
        const due = !before || stands || now - before.shownMs >= CALM_MS;
        if (!due || before?.facts === frame.story) return before;
        return { facts: frame.story, atUs: frame.atUs, shownMs: now };
      });
    },
    [session],
  );
  useFrameEffect(onFrame);
  return story;
};
