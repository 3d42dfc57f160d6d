/** How a page and an endpoint speak over a WebSocket: MessagePack, with typed arrays as they are. */
import { decode, encode, ExtensionCodec } from "@msgpack/msgpack";
import type { Frame } from "./frame.ts";
import type { Log } from "./log.ts";
import type { PullRequest } from "./session.ts";

/** A page's message: pull number `n`. */
export interface AttachPull {
  readonly n: number;
  readonly request: PullRequest;
}

export type FromEndpoint =
  /** The first message: the header of the run's log (it has no entries here) and its pace. */
  | { readonly type: "hello"; readonly log: Log; readonly speed: number; readonly engine: string }
  | { readonly type: "frame"; readonly n: number; readonly frame: Frame };

const KINDS = [
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
] as const;

const codec = new ExtensionCodec();
KINDS.forEach((Kind, type) => {
  codec.register({
    type,
    encode: (value) =>
      value instanceof Kind
        ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        : null,
    decode: (bytes) => new Kind(new Uint8Array(bytes).buffer),
  });
});

export const encodeMessage = (message: AttachPull | FromEndpoint): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec: codec, ignoreUndefined: true });

/** Throws when the bytes are no message. */
export const decodeMessage = (bytes: Uint8Array): unknown =>
  decode(bytes, { extensionCodec: codec });
