/** Answers of each form AWS gives, still without the headers all of them carry. */
import type { EngineError } from "../protocol/frame.ts";
import { utf8, writeBody } from "./bodies.ts";
import { CONTENT_TYPE, type Protocol, type WireResponse } from "./types.ts";

const withLength = (
  status: number,
  headers: Record<string, string>,
  body: Uint8Array,
): WireResponse => ({
  status,
  headers: { ...headers, "content-length": String(body.length) },
  body,
});

export const answered = (protocol: Protocol, output: object, status = 200): WireResponse =>
  withLength(status, { "content-type": CONTENT_TYPE[protocol] }, writeBody(protocol, output));

/** An answer outside both protocols: XML without a content type, or nothing. */
export const raw = (status: number, text: string): WireResponse =>
  withLength(status, {}, utf8(text));

/** An error without a text: the body holds its name alone. */
export const bare = (protocol: Protocol, name: string): WireResponse =>
  answered(protocol, { __type: name }, 400);

/** SerializationException spells its `Message` with a capital, and UnknownOperation has none. */
export const refused = (protocol: Protocol, { name, message }: EngineError): WireResponse => {
  if (name === "UnknownOperationException") return bare(protocol, name);
  const text = name === "SerializationException" ? { Message: message } : { message };
  return answered(protocol, { __type: name, ...text }, statusOf(name));
};

const statusOf = (name: string): number => (name === "InternalFailureException" ? 500 : 400);

export const accessDenied = (): WireResponse =>
  raw(
    403,
    "<AccessDeniedException>\n" +
      "  <Message>Unable to determine service/operation name to be authorized</Message>\n" +
      "</AccessDeniedException>\n",
  );

export const unknownOperation = (): WireResponse => raw(404, "<UnknownOperationException/>\n");

/** `application/json`, which the service once took: it no longer knows any operation by it. */
export const formerJson = (status: number, name: string): WireResponse =>
  withLength(
    status,
    { "content-type": "application/json" },
    utf8(
      JSON.stringify({ Output: { __type: `com.amazon.coral.service#${name}` }, Version: "1.0" }),
    ),
  );
