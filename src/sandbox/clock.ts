/** The clock, the timers and the chance that a program sees: simulated, from its start on. */
import { drawFraction, streamOf } from "../base/prng.ts";
import type { Engine } from "./engine.ts";

type Callback = (...values: unknown[]) => void;
type Globals = Record<string, unknown>;

/** `run` does the program's own functions and takes care of what they throw. */
export const simulatedClock = (engine: Engine, run: (does: () => void) => void): Globals => {
  const RealDate = Date;
  const now = (): number => Math.floor(engine.nowMs);
  const startUs = engine.nowUs;
  const SimDate = new Proxy(RealDate, {
    construct: (target, values, newTarget: new () => object) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) =>
      key === "now" ? now : (Reflect.get(target, key, receiver) as unknown),
  });
  const stream = streamOf(1, 0, 0);
  let draws = 0;
  Math.random = () => drawFraction(stream, draws++);
  const usOf = (ms: unknown): number => (Number(ms) || 0) * 1000;
  /** Timers take a millisecond at least, as Node's do; sleep takes what it is told. */
  const timerUs = (ms: unknown): number => Math.max(1_000, usOf(ms));
  const intervals = new Map<number, number>();
  const setTimeout = (does: Callback, ms?: number, ...values: unknown[]): number =>
    engine.setTimer(timerUs(ms), () => {
      run(() => {
        does(...values);
      });
    });
  const setInterval = (does: Callback, ms?: number, ...values: unknown[]): number => {
    const tick = (): void => {
      intervals.set(first, engine.setTimer(timerUs(ms), tick));
      run(() => {
        does(...values);
      });
    };
    const first = engine.setTimer(timerUs(ms), tick);
    intervals.set(first, first);
    return first;
  };
  const clear = (id: unknown): void => {
    const timer = intervals.get(Number(id)) ?? Number(id);
    intervals.delete(Number(id));
    engine.clearTimer(timer);
  };
  return {
    Date: SimDate,
    performance: {
      now: () => (engine.nowUs - startUs) / 1000,
      timeOrigin: engine.epochMs + startUs / 1000,
    },
    setTimeout,
    setInterval,
    clearTimeout: clear,
    clearInterval: clear,
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        engine.setTimer(usOf(ms), resolve);
      }),
  };
};
