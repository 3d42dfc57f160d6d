/** The engine behind the wire's own functions, in this process: no socket, no clock but its own. */
import { randomUUID } from "node:crypto";
import { advance, createLive, obeyLive } from "../../engine/public.ts";
import { models } from "../../headless/models.ts";
import { emptyLog } from "../../protocol/log.ts";
import { answer, encodeEvent, encodeStreamException, type WireStream } from "../../wire/index.ts";
import { toSdkResponse, toWireRequest, type SdkRequest } from "../../wire/sdk.ts";
import type { Target } from "./target.ts";

const EPOCH_MS = Date.UTC(2026, 10, 23, 9);

/** Bytes that one side puts in and the other takes out. */
class Pipe {
  private readonly waiting: Uint8Array[] = [];
  private over = false;
  private wake: () => void = () => undefined;

  put(bytes: Uint8Array, last: boolean): void {
    this.waiting.push(bytes);
    this.over = last;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.waiting.shift();
      if (next) yield next;
      else if (this.over) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

const encoded = (event: object, { protocol }: WireStream): Uint8Array => {
  const { name, message } = event as { name?: string; message?: string };
  return name === undefined
    ? encodeEvent("SubscribeToShardEvent", event, protocol)
    : encodeStreamException(name, message ?? "", protocol);
};

export const startHere = (): Target => {
  const run = createLive({ ...emptyLog(1), epochMs: EPOCH_MS, payloadBudget: 1e8 }, models);
  const nowMs = (): number => EPOCH_MS + Math.floor(run.world.nowUs / 1_000);
  const pipes = new Map<number, { readonly pipe: Pipe; readonly stream: WireStream }>();
  run.onPush = (subscription, event, last) => {
    const open = pipes.get(subscription);
    if (event) open?.pipe.put(encoded(event, open.stream), last);
  };
  const handle = (request: SdkRequest) => {
    const ask = (operation: string, input: object) =>
      obeyLive(run, { type: "Call", operation, input });
    const response = answer(toWireRequest(request), ask, randomUUID(), nowMs());
    const { stream } = response;
    if (!stream) return Promise.resolve({ response: toSdkResponse(response) });
    const pipe = new Pipe();
    pipes.set(stream.subscription, { pipe, stream });
    return Promise.resolve({ response: toSdkResponse(response, pipe) });
  };
  return {
    name: "here",
    client: { requestHandler: { handle } } as unknown as Target["client"],
    movable: true,
    pass: (ms) => {
      advance(run, run.world.nowUs + ms * 1_000);
      return Promise.resolve();
    },
    nowMs,
    end: () => Promise.resolve(),
  };
};
