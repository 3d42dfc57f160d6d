import { transfer, wrap } from "comlink";
import type { EngineSession } from "../protocol/session.ts";
import type { EngineHandle } from "./line.ts";

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
