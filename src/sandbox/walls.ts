/**
 * What a program may not have. The frame's policy is the wall (no connection, no script, no storage
 * of an origin); these names answer with words instead of silence.
 */
const ABSENT = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebTransport",
  "EventSource",
  "importScripts",
  "indexedDB",
  "caches",
  "BroadcastChannel",
  "Worker",
  "SharedWorker",
  "requestAnimationFrame",
  "cancelAnimationFrame",
] as const;

/** Ways past the engine's bookkeeping of when a program waits. */
const PAST_TIME = ["MessageChannel", "Atomics", "postMessage", "close"] as const;

export class NotHere extends Error {
  override readonly name = "NotHere";
  constructor(what: string) {
    super(`${what} is not here: a program reaches the simulated Kinesis and nothing else.`);
  }
}

const refusing = (name: string): (() => never) =>
  function refuse() {
    throw new NotHere(name);
  };

/** Puts the walls' words in place of the names. */
export const raiseWalls = (scope: object): void => {
  for (const name of [...ABSENT, ...PAST_TIME]) {
    Object.defineProperty(scope, name, { value: refusing(name), configurable: true });
  }
};
