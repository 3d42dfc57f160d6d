/** An engine behind a WebSocket: the endpoint's run, by the same contract as the worker's. */
import {
  decodeMessage,
  encodeMessage,
  type AttachCopy,
  type AttachPull,
  type FromEndpoint,
} from "../protocol/attach.ts";
import type { Frame } from "../protocol/frame.ts";
import { ENGINE_VERSION } from "../protocol/log.ts";
import type { PullRequest } from "../protocol/session.ts";
import type { Hello } from "./remote.ts";

export interface Attached {
  readonly hello: Promise<Hello>;
  pull(request: PullRequest): Promise<Frame>;
  /** The run so far as the text of a file; undefined when its beginning is not kept any more. */
  copy(): Promise<string | undefined>;
  close(): void;
}

interface Waiting {
  readonly resolve: (message: FromEndpoint) => void;
  readonly reject: (error: Error) => void;
}

/** `page` tells the endpoint whose commands these are when the line is made again. */
export const openAttached = (address: string, page: string): Attached => {
  const socket = new WebSocket(`${address}&page=${page}`);
  socket.binaryType = "arraybuffer";
  const waiting = new Map<number, Waiting>();
  let n = 0;
  let over: Error | undefined;
  const hello = new Promise<Hello>((resolve, reject) => {
    const end = (reason: string): void => {
      over ??= new Error(reason);
      reject(over);
      for (const each of waiting.values()) each.reject(over);
      waiting.clear();
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      const message = decodeMessage(new Uint8Array(data)) as FromEndpoint;
      if (message.type !== "hello") {
        waiting.get(message.n)?.resolve(message);
        waiting.delete(message.n);
      } else if (message.engine === ENGINE_VERSION) resolve(message);
      else {
        end(`the endpoint runs engine ${message.engine}, this page ${ENGINE_VERSION}`);
        socket.close();
      }
    };
    socket.onclose = ({ reason }) => end(reason === "" ? "the endpoint is not there" : reason);
  });
  const ask = async (
    what: Omit<AttachPull, "n"> | Omit<AttachCopy, "n">,
  ): Promise<FromEndpoint> => {
    await hello;
    if (over) throw over;
    n += 1;
    return new Promise((resolve, reject) => {
      waiting.set(n, { resolve, reject });
      socket.send(encodeMessage({ n, ...what }));
    });
  };
  return {
    hello,
    pull: async (request) => {
      // The run is the endpoint's: what the page would open stays here.
      const { open: _open, ...rest } = request;
      const answer = await ask({ request: rest });
      if (answer.type !== "frame") throw new Error("the endpoint did not answer with a frame");
      return answer.frame;
    },
    copy: async () => {
      const answer = await ask({ copy: true });
      return answer.type === "copy" ? answer.text : undefined;
    },
    close: () => socket.close(),
  };
};
