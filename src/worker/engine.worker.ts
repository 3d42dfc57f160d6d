import * as Comlink from "comlink";
import { models } from "../kinds/registry.engine.ts";
import type { Frame } from "../protocol/frame.ts";
import type { EngineSession, PullRequest } from "../protocol/session.ts";
import { WorkerSession } from "./session.ts";

const session = new WorkerSession(models, () => performance.now());
const channel = new MessageChannel();
let pumping = false;

/** Works in slices; between two of them the next pull gets through. */
channel.port1.onmessage = () => {
  if (session.work()) pumping = false;
  else channel.port2.postMessage(0);
};

const buffersOf = (parts: readonly object[]): ArrayBuffer[] =>
  parts.flatMap((part) =>
    Object.values(part).flatMap((column: unknown) =>
      ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [],
    ),
  );

const face: EngineSession = {
  async pull(request: PullRequest): Promise<Frame> {
    const frame = session.pull(request);
    if (!pumping) {
      pumping = true;
      channel.port2.postMessage(0);
    }
    const { bands, dots, fronts, rings, ticks, topology } = frame;
    const parts = [bands, dots, fronts, rings, ticks, ...(topology ? [topology.shards] : [])];
    return Comlink.transfer(frame, buffersOf(parts));
  },
};

Comlink.expose(face);
