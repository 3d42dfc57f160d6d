import { tagSymbol } from "@smithy/core/cbor";
import { utf8 } from "./bodies.ts";
import type { Ask, WireRequest, WireResponse } from "./types.ts";

export const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/us-east-1/kinesis/aws4_request, " +
  "SignedHeaders=host;x-amz-date, Signature=abc";

/** A signed call of an operation. */
export const callOf = (
  operation: string,
  body: Uint8Array | string,
  contentType = "application/x-amz-json-1.1",
): WireRequest => ({
  method: "POST",
  path: "/",
  headers: {
    "content-type": contentType,
    "x-amz-target": `Kinesis_20131202.${operation}`,
    "x-amz-date": "20261123T000000Z",
    authorization: AUTHORIZATION,
  },
  body: typeof body === "string" ? utf8(body) : body,
});

export const textOf = (response: WireResponse): string => new TextDecoder().decode(response.body);

/** Fails the test that gets as far as an operation. */
export const nobody: Ask = (operation) => {
  throw new Error(`${operation} was asked for`);
};

/** As a client's decoder turns CBOR into what the JSON protocol would have said. */
export const asJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== "object" || value === null) return value;
  if (tagSymbol in value) return (value as unknown as { value: number }).value / 1000;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asJson(each)]));
};
