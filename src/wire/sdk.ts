/** Between the SDK's own request handlers and this room, without importing the SDK. */
import { utf8 } from "./bodies.ts";
import type { WireRequest, WireResponse } from "./types.ts";

/** What the SDK for JavaScript v3 gives a request handler. */
export interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What it wants back; `body` is asynchronous only where events follow. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

export const toWireRequest = (request: SdkRequest): WireRequest => ({
  method: request.method,
  path: request.path + queryText(request.query ?? {}),
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  ),
  body: bytesOf(request.body),
});

/** `events` are the encoded events of `response.stream`, as they come. */
export const toSdkResponse = (
  response: WireResponse,
  events?: AsyncIterable<Uint8Array>,
): SdkResponse => ({
  statusCode: response.status,
  headers: response.headers,
  body: events === undefined ? response.body : after(response.body, events),
});

async function* after(
  first: Uint8Array,
  events: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* events;
}

const queryText = (query: NonNullable<SdkRequest["query"]>): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ""].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`),
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
};

const bytesOf = (body: unknown): Uint8Array => {
  if (body === undefined || body === null) return utf8("");
  if (typeof body === "string") return utf8(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new TypeError("A request's body must be text or bytes.");
};
