import { useEffect, useRef, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { Answers, Frame, Topology } from "../protocol/frame.ts";
import type { Log } from "../protocol/log.ts";
import type { Queries } from "../protocol/viewport.ts";
import type { SessionStatus } from "../session/session.ts";
import type { TickBook } from "../session/tickBook.ts";
import type { Actions } from "./actions.ts";
import type { Control } from "./controls.ts";
import type { Draw } from "./pulse.ts";
import { useRuntime } from "./runtime.ts";
import { shownStream } from "./shown.ts";
import type { UiState } from "./ui.ts";

interface Memo<T> {
  readonly frame: Frame;
  readonly select: (frame: Frame) => T;
  readonly value: T;
}

/** A part of the frame; re-renders at most 8 times a second, and only when the part changed. */
export const useFrame = <T>(
  select: (frame: Frame) => T,
  equal: (a: T, b: T) => boolean = Object.is,
): T | undefined => {
  const { pulse } = useRuntime();
  const memo = useRef<Memo<T>>(undefined);
  const read = (): T | undefined => {
    const frame = pulse.shown();
    if (!frame) return undefined;
    const last = memo.current;
    if (last?.frame === frame && last.select === select) return last.value;
    const next = select(frame);
    const value = last && equal(last.value, next) ? last.value : next;
    memo.current = { frame, select, value };
    return value;
  };
  return useSyncExternalStore(pulse.onSlow, read);
};

/** The last topology received. */
export const useTopology = (): Topology | undefined => {
  const { pulse, session } = useRuntime();
  return useSyncExternalStore(pulse.onPrompt, session.topology);
};

/** Name of the stream shown, or "" where there is none. */
export const useStream = (): string =>
  shownStream(
    useUi((ui) => ui.stream),
    useTopology(),
  );

/** Draws every new frame, and once after each render whose `draw` is a new function. */
export const useFrameEffect = (draw: Draw): void => {
  const { pulse } = useRuntime();
  useEffect(() => pulse.addDraw(draw), [pulse, draw]);
};

/** Asks while mounted (and while `query` is given); the last answer, or undefined until one is there. */
export const useQuery = <K extends keyof Queries>(
  name: K,
  query: Queries[K] | undefined,
): Answers[K] | undefined => {
  const { pulse, session } = useRuntime();
  const text = query === undefined ? undefined : JSON.stringify(query);
  useEffect(
    () => (text === undefined ? undefined : session.asks.add(name, JSON.parse(text) as Queries[K])),
    [session, name, text],
  );
  const answer = useSyncExternalStore(pulse.onPrompt, () => session.frame()?.answers[name]);
  return text === undefined ? undefined : answer;
};

export const useUi = <T>(select: (ui: UiState) => T): T => useStore(useRuntime().ui, select);

/** Whether a link has locked the control. */
export const useLocked = (control: Control): boolean => useUi((ui) => ui.locked.includes(control));

/** Whether a link has taken the control off the page. */
export const useHidden = (control: Control): boolean => useUi((ui) => ui.hidden.includes(control));

export const useActions = (): Actions => useRuntime().actions;

/** Phase, undo and redo, and what became of the worker. */
export const useStatus = (): SessionStatus => {
  const { session } = useRuntime();
  return useSyncExternalStore(session.onStatus.on, session.status);
};

export const useLog = (): Log => {
  const { session } = useRuntime();
  return useSyncExternalStore(session.onLog.on, session.log);
};

/** Every mark of the time bar so far. */
export const useTicks = (): TickBook => {
  const { pulse, session } = useRuntime();
  return useSyncExternalStore(pulse.onSlow, session.ticks);
};
