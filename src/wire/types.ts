import type { Outcome } from "../protocol/frame.ts";

/** An HTTP request, read whole. */
export interface WireRequest {
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An HTTP answer. With `stream`, `body` is only its beginning and events follow it. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
  readonly stream?: WireStream;
}

export interface WireStream {
  readonly subscription: number;
  /** How the events' payloads are to be encoded. */
  readonly protocol: Protocol;
}

/** Who signed a request, as far as it says. */
export interface WireCaller {
  readonly accessKeyId?: string;
  readonly userAgent?: string;
}

/**
 * Does an operation. `input` and the output are in AWS JSON shapes: blobs as base64 text, timestamps
 * as epoch seconds. An accepted SubscribeToShard answers `{subscription: number}`.
 */
export type Ask = (operation: string, input: object, caller: WireCaller) => Outcome;

export type Protocol = "json" | "cbor";

/** AWS JSON 1.1 and its CBOR twin. */
export const CONTENT_TYPE: Readonly<Record<Protocol, string>> = {
  json: "application/x-amz-json-1.1",
  cbor: "application/x-amz-cbor-1.1",
};

/** 10 MiB of records in base64, with room for their keys and punctuation. */
export const BODY_BYTES_MAX = 14 * 1_048_576;
