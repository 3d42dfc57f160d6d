import type { Frame } from "../protocol/frame.ts";
import type { EngineSession, PullRequest } from "../protocol/session.ts";

/** A running engine, wherever it runs, and the way to end it. */
export interface EngineHandle {
  readonly engine: EngineSession;
  terminate(): void;
  /** Called once when the engine dies by itself. */
  onDeath(listener: (reason: string) => void): void;
}
export type WorkerFactory = () => EngineHandle;

export const SILENCE_MS = 5_000;
/** A worker that has never answered may still be loading. */
export const FIRST_SILENCE_MS = 20_000;
/** A longer gap between two ticks is the machine asleep, not the worker silent. */
const TICK_MS_MAX = 250;

/** The line to the worker: one pull in flight; a dead or silent worker is replaced by a new one. */
export interface Line {
  /** A pull is in flight, or what became of it has not been taken. */
  busy(): boolean;
  send(request: PullRequest): void;
  /** The worker at work, made when there is none. */
  engine(): EngineSession;
  /** The frame that arrived since the last call. */
  take(): Frame | undefined;
  /** Why the worker was replaced since the last call, if it was. */
  takeDeath(): string | undefined;
  /** Wall milliseconds passed: what silence is counted by. */
  tick(dtMs: number): void;
  close(): void;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const createLine = (factory: WorkerFactory): Line => {
  let flight: object | undefined;
  let arrived: Frame | undefined;
  let death: string | undefined;
  let silentMs = 0;
  let answered = false;
  let handle: EngineHandle | undefined;

  const die = (of: EngineHandle, reason: string): void => {
    if (of !== handle) return;
    handle.terminate();
    handle = undefined;
    flight = undefined;
    answered = false;
    death = reason;
  };
  const alive = (): EngineHandle => {
    if (handle) return handle;
    const made = factory();
    made.onDeath((reason) => {
      die(made, reason);
    });
    handle = made;
    return made;
  };
  const send = (request: PullRequest): void => {
    const worker = alive();
    const mine = {};
    flight = mine;
    silentMs = 0;
    worker.engine.pull(request).then(
      (frame) => {
        if (flight !== mine) return;
        flight = undefined;
        answered = true;
        arrived = frame;
      },
      (error: unknown) => {
        if (flight === mine) die(worker, textOf(error));
      },
    );
  };
  return {
    busy: () => flight !== undefined || arrived !== undefined || death !== undefined,
    send,
    engine: () => alive().engine,
    take: () => {
      const frame = arrived;
      arrived = undefined;
      return frame;
    },
    takeDeath: () => {
      const reason = death;
      death = undefined;
      return reason;
    },
    tick: (dtMs) => {
      if (!flight || !handle) return;
      silentMs += Math.min(dtMs, TICK_MS_MAX);
      const limit = answered ? SILENCE_MS : FIRST_SILENCE_MS;
      if (silentMs > limit) die(handle, `no answer for ${limit / 1_000} s`);
    },
    close: () => {
      handle?.terminate();
      handle = undefined;
      flight = undefined;
    },
  };
};
