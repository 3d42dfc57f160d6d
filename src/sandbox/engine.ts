/** The program's side of `protocol/outside.ts`: calls, timers and events, and when it waits. */
import type { Outcome } from "../protocol/frame.ts";
import type { SimUs } from "../protocol/log.ts";
import type { FromEngine, ToEngine } from "../protocol/outside.ts";
import type { SandboxStart } from "../protocol/sandbox.ts";

/** The part of a MessagePort that is used. */
export interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: ToEngine): void;
}

/** Calls back when all that was promised so far has been kept. */
export type Drain = (drained: () => void) => void;

interface Pushed {
  events: object[];
  ended: boolean;
  /** Why it ended, where the reader is to be told. */
  fault: Error | undefined;
  wake: (() => void) | undefined;
}

export class Engine {
  /** The moment of the last message. */
  nowUs: SimUs = 0;
  /** Wall time of simulated time 0. */
  epochMs = 0;
  /** Told whenever the program has nothing left to wait for. */
  onIdle: (() => void) | undefined;
  readonly #port: Port;
  readonly #calls = new Map<number, (outcome: Outcome) => void>();
  readonly #timers = new Map<number, () => void>();
  readonly #pushed = new Map<number, Pushed>();
  #joined: (() => void) | undefined;
  #nextId = 1;
  #left = false;

  constructor(port: Port, drain: Drain) {
    this.#port = port;
    port.onmessage = ({ data }) => {
      this.#take(data as FromEngine);
      drain(() => {
        this.#rest();
      });
    };
  }

  get nowMs(): number {
    return this.epochMs + this.nowUs / 1000;
  }

  /** Calls back at the engine's moment, from which on time is simulated. */
  join({ producer, consumer }: SandboxStart, joined: () => void): void {
    this.#joined = joined;
    this.#port.postMessage({ type: "join", producer, consumer });
  }

  call(operation: string, input: object): Promise<Outcome> {
    return new Promise((resolve) => {
      const callId = this.#nextId++;
      this.#calls.set(callId, resolve);
      this.#port.postMessage({ type: "call", callId, operation, input });
    });
  }

  /** Runs `done` after `us` of simulated time, at least 1; returns what clears it. */
  setTimer(us: number, done: () => void): number {
    const timerId = this.#nextId++;
    this.#timers.set(timerId, done);
    this.#port.postMessage({ type: "timer", timerId, us: Math.max(1, Math.round(us)) });
    return timerId;
  }

  clearTimer(timerId: number): void {
    if (!this.#timers.delete(timerId)) return;
    this.#port.postMessage({ type: "clearTimer", timerId });
  }

  /** Closes a subscription's connection; who still reads its events is thrown `fault`. */
  close(subscription: number, fault?: Error): void {
    const pushed = this.#pushedOf(subscription);
    if (pushed.ended) return;
    Object.assign(pushed, { ended: true, events: [], fault });
    if (!this.#left) this.#port.postMessage({ type: "close", subscription });
    pushed.wake?.();
    pushed.wake = undefined;
  }

  /** Events of a subscription in their order, until it is over; closed when no more are wanted. */
  async *pushes(subscription: number): AsyncGenerator<object> {
    const pushed = this.#pushedOf(subscription);
    try {
      for (;;) {
        const event = pushed.events.shift();
        if (event) yield event;
        else if (pushed.fault) throw pushed.fault;
        else if (pushed.ended) return;
        else {
          await new Promise<void>((resolve) => {
            pushed.wake = resolve;
          });
        }
      }
    } finally {
      this.close(subscription);
    }
  }

  /** The program is over. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#port.postMessage({ type: "leave" });
  }

  #pushedOf(subscription: number): Pushed {
    const known = this.#pushed.get(subscription);
    if (known) return known;
    const made: Pushed = { events: [], ended: false, fault: undefined, wake: undefined };
    this.#pushed.set(subscription, made);
    return made;
  }

  #take(message: FromEngine): void {
    if (message.type === "stopped") {
      this.#left = true;
      return;
    }
    this.nowUs = message.atUs;
    if (message.type === "joined") {
      this.epochMs = message.epochMs;
      this.#joined?.();
    } else if (message.type === "answer") {
      const answer = this.#calls.get(message.callId);
      this.#calls.delete(message.callId);
      answer?.(message.outcome);
    } else if (message.type === "timer") {
      const done = this.#timers.get(message.timerId);
      this.#timers.delete(message.timerId);
      done?.();
    } else {
      const pushed = this.#pushedOf(message.subscription);
      if (!pushed.ended && message.event) pushed.events.push(message.event);
      if (message.end) pushed.ended = true;
      pushed.wake?.();
      pushed.wake = undefined;
    }
  }

  /** Gives time back; with nothing to wait for, nothing will happen any more. */
  #rest(): void {
    if (this.#left) return;
    const listening = [...this.#pushed.values()].some((each) => each.wake !== undefined);
    if (this.#calls.size + this.#timers.size === 0 && !listening) this.onIdle?.();
    if (!this.#left) this.#port.postMessage({ type: "wait" });
  }
}
