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

/** A page's message: it wants the run so far. */
export interface AttachCopy {
  readonly n: number;
  readonly copy: true;
}

export type FromEndpoint =
  /** The first message: the header of the run's log (it has no entries here) and its pace. */
  | { readonly type: "hello"; readonly log: Log; readonly speed: number; readonly engine: string }
  | { readonly type: "frame"; readonly n: number; readonly frame: Frame }
  /** The run so far as the text of a file; without one its beginning is not kept any more. */
  | { readonly type: "copy"; readonly n: number; readonly text?: string };

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

export const encodeMessage = (
  message: AttachPull | AttachCopy | FromEndpoint,
): Uint8Array<ArrayBuffer> => encode(message, { extensionCodec: codec, ignoreUndefined: true });

/** Throws when the bytes are no message. */
export const decodeMessage = (bytes: Uint8Array): unknown =>
  decode(bytes, { extensionCodec: codec });
