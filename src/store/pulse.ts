import type { Frame, Topology } from "../protocol/frame.ts";
import type { Session } from "../session/session.ts";
import { createSignal } from "../session/signal.ts";

export type Draw = (frame: Frame, topology: Topology) => void;
type Listen = (listener: () => void) => () => void;

/** React sees at most this many frames a second; canvases see every one. */
export const SLOW_HZ = 8;
const SLOW_MS = 1_000 / SLOW_HZ;

/** Hands frames on: to drawings at once, to React at a calm pace. */
export interface Pulse {
  /** The frame React shows; changes only when `onSlow` fires. */
  readonly shown: () => Frame | undefined;
  readonly onSlow: Listen;
  /** As `onSlow`, and at once for answers to a changed question and for a new topology. */
  readonly onPrompt: Listen;
  /** Draws now if a frame is there, then on every new frame, until the returned function is called. */
  addDraw(draw: Draw): () => void;
  /** Resolves once a frame is there. */
  firstFrame(): Promise<void>;
  /** Resolves when the run stands and the frame for it has been drawn. */
  idle(): Promise<void>;
  /** Frame loop, second phase. */
  beat(nowMs: number, arrived: boolean): void;
  /** Frame loop, last phase, after the pull. */
  rest(): void;
}

export const createPulse = (session: Session): Pulse => {
  const slow = createSignal<undefined>();
  const prompt = createSignal<undefined>();
  const draws = new Map<object, { readonly draw: Draw; fresh: boolean }>();
  const waiting: (() => void)[] = [];
  let shown: Frame | undefined;
  let topology: Topology | undefined;
  let urgent = false;
  let slowMs = -SLOW_MS;
  /** The newest beat had nothing to draw, so places that a drawing moved have been drawn too. */
  let quiet = false;

  session.onFrame.on(({ asked }) => {
    urgent ||= asked || session.topology() !== topology;
    topology = session.topology();
  });
  const drawAll = (arrived: boolean): void => {
    const frame = session.frame();
    quiet = !arrived;
    if (!frame || !topology) return;
    for (const each of draws.values()) {
      if (!arrived && !each.fresh) continue;
      quiet = false;
      each.fresh = false;
      each.draw(frame, topology);
    }
  };
  const publish = (nowMs: number): void => {
    const frame = session.frame();
    const due = frame !== shown && (nowMs - slowMs >= SLOW_MS || session.standing());
    if (due) {
      shown = frame;
      slowMs = nowMs;
      slow.fire(undefined);
    }
    if (due || urgent) prompt.fire(undefined);
    urgent = false;
  };
  return {
    shown: () => shown,
    onSlow: (listener) => slow.on(listener),
    onPrompt: (listener) => prompt.on(listener),
    addDraw: (draw) => {
      const key = {};
      draws.set(key, { draw, fresh: true });
      return () => {
        draws.delete(key);
      };
    },
    firstFrame: () =>
      new Promise((resolve) => {
        const off = slow.on(() => {
          off();
          resolve();
        });
      }),
    idle: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    beat: (nowMs, arrived) => {
      drawAll(arrived);
      publish(nowMs);
    },
    rest: () => {
      if (!quiet || !session.standing() || session.frame() !== shown) return;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
};
