import { transfer, wrap } from "comlink";
import type { EngineSession } from "../protocol/session.ts";
import type { Log } from "../protocol/log.ts";
import type { Attached } from "./attached.ts";
import type { EngineHandle, WorkerFactory } from "./line.ts";

/** A fresh engine in a worker of its own. */
export const spawnEngine = (): EngineHandle => {
  const worker = new Worker(new URL("../worker/engine.worker.ts", import.meta.url), {
    type: "module",
    name: "engine",
  });
  const remote = wrap<EngineSession>(worker);
  return {
    engine: {
      pull: (request) => remote.pull(request),
      attach: (program, port) => remote.attach(program, transfer(port, [port as MessagePort])),
      detach: (program) => remote.detach(program),
    },
    terminate: () => {
      worker.terminate();
    },
    onDeath: (listener) => {
      worker.addEventListener("error", (event: Event) => {
        // A script that cannot be loaded is told by an event without a message.
        const message = event instanceof ErrorEvent ? event.message : "";
        listener(message === "" ? "the worker could not be loaded" : message);
      });
      worker.addEventListener("messageerror", () => {
        listener("a message could not be read");
      });
    },
  };
};

/** What an endpoint says of its run first: a log without entries, and its pace. */
export interface Hello {
  readonly log: Log;
  readonly speed: number;
}

const ATTACH = /^#attach=(wss?:\/\/[^#]+)$/;

/** The endpoint that a page's address names, as `#attach=ws://127.0.0.1:4567/__attach?token=...`. */
export const attachAddress = (hash: string): string | undefined => ATTACH.exec(hash)?.[1];

/** Where its API listens: the same place, as programs name it. */
export const endpointOf = (address: string): string =>
  address.replace("ws", "http").replace(/\/__attach.*/, "");

/** An endpoint's run: a line to it, and the run so far as the text of a file if it can be had. */
export interface EndpointRun {
  readonly factory: WorkerFactory;
  readonly hello: Promise<Hello>;
  readonly copy: () => Promise<string | undefined>;
}

/** The code of a line is loaded with the first of them. */
export const attachEngine = (address: string): EndpointRun => {
  const page = crypto.randomUUID();
  let latest: Promise<Attached> | undefined;
  let greet: (hello: Hello) => void = () => undefined;
  const hello = new Promise<Hello>((resolve) => (greet = resolve));
  const factory = (): EngineHandle => {
    const attached = import("./attached.ts").then(({ openAttached }) =>
      openAttached(address, page),
    );
    latest = attached;
    attached.then((line) => line.hello).then(greet, () => undefined);
    return {
      engine: {
        pull: async (request) => (await attached).pull(request),
        attach: () =>
          Promise.reject(new Error("Programs of the page run in the page's own engine.")),
        detach: () => Promise.resolve(),
      },
      terminate: () => void attached.then((line) => line.close()),
      onDeath: () => undefined,
    };
  };
  return { factory, hello, copy: async () => (await latest)?.copy() };
};
