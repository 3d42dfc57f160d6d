import type { Outcome } from "./frame.ts";
import type { SimUs } from "./log.ts";

/**
 * How a program outside the engine (SDK code in its own worker) meets simulated time. While a program
 * is runnable the engine does not pass its moment; it becomes runnable when something it waits for
 * comes, and gives time back with `wait`. Every call becomes an entry of the log.
 */
export type ToEngine =
  /** First message: whom the program's calls count for; actor ids, 0 for neither. */
  | { readonly type: "join"; readonly producer: number; readonly consumer: number }
  /** A call made now; its answer comes after the network's drawn latency. */
  | {
      readonly type: "call";
      readonly callId: number;
      readonly operation: string;
      readonly input: object;
    }
  /** Wakes the program after `us` of simulated time, at least 1. */
  | { readonly type: "timer"; readonly timerId: number; readonly us: number }
  | { readonly type: "clearTimer"; readonly timerId: number }
  /** Its connection is closed: the subscription ends at this moment, and nothing of it comes any more. */
  | { readonly type: "close"; readonly subscription: number }
  /** Nothing left to do at this moment: the engine may go on. */
  | { readonly type: "wait" }
  | { readonly type: "leave" };

/**
 * Each of these makes the program runnable again; `atUs` is the engine's moment. They come one at a
 * time: the next one only after the program's `wait`.
 */
export type FromEngine =
  | { readonly type: "joined"; readonly atUs: SimUs; readonly epochMs: number }
  | {
      readonly type: "answer";
      readonly callId: number;
      readonly atUs: SimUs;
      readonly outcome: Outcome;
    }
  /** A SubscribeToShardEvent, or the error (`name`, `message`) that ends the subscription; or its end. */
  | {
      readonly type: "push";
      readonly subscription: number;
      readonly atUs: SimUs;
      readonly event?: object;
      readonly end: boolean;
    }
  | { readonly type: "timer"; readonly timerId: number; readonly atUs: SimUs }
  /** The program may do nothing more, and why. */
  | { readonly type: "stopped"; readonly reason: StopReason };

/**
 * The run went back; was replaced; the program kept it standing for two seconds of wall time without
 * a word; it asked for more than it may: messages a simulated second, or characters in all.
 */
export type StopReason = "rewound" | "replaced" | "silent" | "calls";

/** Why a program is over: it was stopped, left or was taken out, or the engine died. */
export type EndReason = StopReason | "left" | "died";

/** A MessagePort, as far as this room knows one. */
export interface ProgramPort {
  postMessage(message: FromEngine): void;
}

/** What a program may ask for. A message counts its characters as JSON. */
export const OUTSIDE_LIMITS = {
  messagesPerSimulatedS: 10_000,
  charactersOfMessage: 16_777_216,
  characters: 67_108_864,
  silenceMs: 2_000,
} as const;
