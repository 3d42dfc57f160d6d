/** A program's worker: waits for its text, joins the engine, runs it, and tells how it ends. */
import * as kinesis from "@aws-sdk/client-kinesis";
import {
  type FromSandbox,
  type LineTone,
  SANDBOX_LIMITS,
  type SandboxStart,
} from "../protocol/sandbox.ts";
import { wireSdk } from "./client.ts";
import { simulatedClock } from "./clock.ts";
import { Engine, type Drain, type Port } from "./engine.ts";
import { inspect } from "./inspect.ts";
import { Printer } from "./printer.ts";
import { asScript, foreignImport, lineIn } from "./source.ts";
import { notAModule, raiseWalls, requireOf } from "./walls.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = scope.postMessage.bind(scope);
/** Taken before the program's scope gets the simulated clock. */
const wall = {
  nowMs: performance.now.bind(performance),
  later: scope.setTimeout.bind(scope) as (does: () => void, ms: number) => unknown,
};
/** Frames of a stack trace, so that the program's own line is among them. */
const STACK_LINES = 100;

/** A turn of the event loop: whatever was promised before has been kept by then. */
const createDrain = (): Drain => {
  const channel = new MessageChannel();
  const turns: (() => void)[] = [];
  channel.port1.onmessage = () => turns.shift()?.();
  return (drained) => {
    turns.push(drained);
    channel.port2.postMessage(0);
  };
};

const begin = (start: SandboxStart, toEngine: MessagePort, toPage: MessagePort): void => {
  const engine = new Engine(toEngine as unknown as Port, createDrain());
  const tell = (message: FromSandbox): void => {
    toPage.postMessage(message);
  };
  const printer = new Printer(tell, wall);
  let over = false;
  const fail = (error: unknown): void => {
    if (over) return;
    over = true;
    const syntax = error instanceof SyntaxError;
    const line = lineIn(error instanceof Error ? error.stack : undefined);
    const place = line === undefined ? {} : { line };
    printer.flush();
    tell({ type: "failed", text: inspect(error), syntax, ...place, atUs: engine.nowUs });
    engine.leave();
  };
  const run = (does: () => void): void => {
    try {
      does();
    } catch (error) {
      fail(error);
    }
  };
  scope.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail(event.reason);
  });
  scope.addEventListener("error", (event) => {
    event.preventDefault();
    fail(event.error ?? event.message);
  });
  engine.join(start, () => {
    run(() => {
      furnish(engine, start.region, run, printer);
      const foreign = foreignImport(start.text);
      if (foreign !== undefined) {
        throw new SyntaxError(notAModule(foreign));
      }
      let main: "running" | "ended" = "running";
      engine.onIdle = () => {
        if (main === "running" || over) return;
        over = true;
        printer.flush();
        tell({ type: "done", atUs: engine.nowUs });
        engine.leave();
      };
      // An indirect eval: the text sees the worker's scope and nothing of this one.
      const evaluate = Reflect.get(scope, "eval") as typeof globalThis.eval;
      const whole = evaluate(asScript(start.text)) as Promise<void>;
      tell({ type: "ready", atUs: engine.nowUs });
      void whole.then(() => {
        main = "ended";
      }, fail);
    });
  });
};

type Run = (does: () => void) => void;

/** Puts into the worker's scope all that a program finds there. */
const furnish = (engine: Engine, region: string, run: Run, printer: Printer): void => {
  const print =
    (tone: LineTone) =>
    (...values: unknown[]): void => {
      const text = values.map(inspect).join(" ").slice(0, SANDBOX_LIMITS.charactersOfLine);
      printer.print({ tone, text, atUs: engine.nowUs });
    };
  const sdk = wireSdk(kinesis, engine, region);
  const globals: Record<string, unknown> = {
    ...simulatedClock(engine, run),
    ...sdk,
    sdk,
    require: requireOf(sdk),
    console: {
      log: print("log"),
      info: print("log"),
      debug: print("log"),
      table: print("log"),
      warn: print("warn"),
      error: print("error"),
    },
  };
  raiseWalls(scope);
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true });
  }
  const client = new sdk.KinesisClient({});
  Object.defineProperty(scope, "client", { value: client, writable: true, configurable: true });
};

Object.assign(Error, { stackTraceLimit: STACK_LINES });
scope.addEventListener("message", ({ data, ports }: MessageEvent<SandboxStart | "alive?">) => {
  if (data === "alive?") return post("alive");
  const [toEngine, toPage] = ports;
  if (toEngine && toPage) begin(data, toEngine, toPage);
});
// From now on the frame expects an answer whenever it asks.
post("alive");
