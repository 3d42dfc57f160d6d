import { Worker } from "node:worker_threads";
import type { Command, Log } from "../protocol/log.ts";
import type { FromEngine, ToEngine } from "../protocol/outside.ts";
import type { FromSandbox, SandboxStart } from "../protocol/sandbox.ts";
import { Rig, SECOND_US } from "../worker/rig.testing.ts";

/** Node's worker thread, made to look like a browser's worker as far as the bundle looks. */
const SCOPE = `
const { parentPort } = require("node:worker_threads");
globalThis.self = globalThis;
globalThis.postMessage = (message) => parentPort.postMessage(message);
const ears = { message: [], error: [], unhandledrejection: [] };
globalThis.addEventListener = (type, ear) => ears[type].push(ear);
parentPort.on("message", ({ data, ports }) => ears.message.forEach((ear) => ear({ data, ports })));
process.on("unhandledRejection", (reason) =>
  ears.unhandledrejection.forEach((ear) => ear({ preventDefault() {}, reason })));
`;

export interface Ran {
  readonly messages: readonly FromSandbox[];
  readonly printed: readonly string[];
  readonly last: FromSandbox | undefined;
  readonly rig: Rig;
}

const { default: bundle } = await import("./main.ts?inline");

/** In whose name a program writes and reads here. */
export const PROGRAM_ACTORS = { producer: 901, consumer: 902 } as const;

const actorOf = (role: "producer" | "consumer", stream: string): Command => ({
  type: "AddActor",
  id: PROGRAM_ACTORS[role],
  role,
  kind: "code",
  name: role,
  letter: role === "producer" ? "W" : "Z",
  stream,
  params: {},
});

/** Runs a program as the page does, on a log from a moment on, for at most `forS` simulated seconds. */
export const runProgram = async (
  text: string,
  { log, atS, stream, forS = 120 }: { log: Log; atS: number; stream: string; forS?: number },
): Promise<Ran> => {
  const rig = new Rig(log, atS * SECOND_US);
  for (const role of ["producer", "consumer"] as const) rig.give(actorOf(role, stream));
  const worker = new Worker(SCOPE + bundle, { eval: true });
  const engine = new MessageChannel();
  const page = new MessageChannel();
  const messages: FromSandbox[] = [];
  let open = true;
  page.port1.onmessage = ({ data }) => messages.push(data as FromSandbox);
  let atWork = true;
  rig.attach(1, (message: FromEngine) => {
    atWork = true;
    engine.port1.postMessage(message);
  });
  engine.port1.onmessage = ({ data }) => {
    rig.post(1, data);
    atWork = (data as ToEngine).type !== "wait";
  };
  const start: SandboxStart = { text, region: "us-east-1", ...PROGRAM_ACTORS };
  const ports = [engine.port2, page.port2];
  worker.postMessage({ data: start, ports }, ports as never);
  const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const untilUs = (atS + forS) * SECOND_US;
  rig.aim({ mode: "play", speed: 20 });
  const over = (): boolean => messages.some(({ type }) => type === "done" || type === "failed");
  while (open) {
    await turn();
    while (rig.carry());
    rig.session.work();
    if (!atWork) rig.pull({}, 5);
    open = !over() && rig.nowUs < untilUs && !rig.ends.has(1);
  }
  await worker.terminate();
  page.port1.close();
  engine.port1.close();
  const printed = messages.flatMap((each) => {
    if (each.type === "tail") return each.lines.map(({ text }) => text);
    return each.type === "line" ? [each.text] : [];
  });
  return { messages, printed, last: messages.at(-1), rig };
};
