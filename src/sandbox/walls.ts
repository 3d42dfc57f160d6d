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

/** What is said of any module but the SDK. */
export const notAModule = (name: string): string =>
  `"${name}" is not here: only @aws-sdk/client-kinesis is.`;

/** CommonJS's way to the SDK, and to nothing else. */
export const requireOf =
  (sdk: object) =>
  (name: unknown): object => {
    if (name === "@aws-sdk/client-kinesis") return sdk;
    throw Object.assign(new Error(notAModule(String(name))), { name: "NotHere" });
  };

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
