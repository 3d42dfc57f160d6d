import * as Comlink from "comlink";
import { isCore } from "../engine/kds/api/index.ts";
import { models } from "../kinds/registry.engine.ts";
import type { Command } from "../protocol/log.ts";
import type { Frame } from "../protocol/frame.ts";
import type { EngineSession, PullRequest } from "../protocol/session.ts";
import type { Port, Programs } from "./outside.ts";
import { WorkerSession } from "./session.ts";

const clock = (): number => performance.now();
const session = new WorkerSession(models, clock);
const channel = new MessageChannel();
let pumping = false;

/** Works in slices; between two of them the next pull gets through. */
channel.port1.onmessage = () => {
  if (session.work()) pumping = false;
  else channel.port2.postMessage(0);
};

const pump = (): void => {
  if (pumping) return;
  pumping = true;
  channel.port2.postMessage(0);
};

/** Kinds and operations beyond the core come with the first log or command that needs one. */
const loadMore = async (): Promise<void> => {
  if (!models.operations) (await import("./more.ts")).addMore(models);
};

const needsMore = (given: Command): boolean =>
  given.type === "AddActor"
    ? !(given.kind in models[`${given.role}s`])
    : given.type === "Call" && (given.caller !== undefined || !isCore(given.operation));

const asksForMore = ({ open, commands }: PullRequest): boolean =>
  [...commands, ...(open?.log.entries ?? [])].some(({ command }) => needsMore(command));

let loading: Promise<Programs> | undefined;
/** What programs outside need comes with the first of them. */
const loadPrograms = async (): Promise<Programs> => {
  const [{ Programs }] = await Promise.all([import("./outside.ts"), loadMore()]);
  session.programs = new Programs({ run: () => session.run, clock, wake: pump });
  return session.programs;
};

const buffersOf = (parts: readonly object[]): ArrayBuffer[] =>
  parts.flatMap((part) =>
    Object.values(part).flatMap((column: unknown) =>
      ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [],
    ),
  );

const face: EngineSession = {
  async pull(request: PullRequest): Promise<Frame> {
    if (asksForMore(request)) await loadMore();
    else if (request.viewport.queries.inspect) await loadMore().catch(() => undefined);
    const frame = session.pull(request);
    pump();
    const { bands, dots, fronts, rings, ticks, topology } = frame;
    const parts = [bands, dots, fronts, rings, ticks, topology?.shards ?? {}];
    return Comlink.transfer(frame, buffersOf(parts));
  },

  async attach(program, port) {
    const programs = await (loading ??= loadPrograms());
    return new Promise((resolve) => {
      programs.attach(program, port as Port, resolve);
    });
  },

  async detach(program) {
    (await loading)?.detach(program);
  },
};

Comlink.expose(face);
