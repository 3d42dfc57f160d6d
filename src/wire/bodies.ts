/** Bodies of both protocols, to and from AWS JSON shapes. */
import { cbor, tag, tagSymbol } from "@smithy/core/cbor";
import { fromBase64, toBase64 } from "@smithy/core/serde";
import { isReadableCbor } from "./cborCheck.ts";
import { isDeeper } from "./depth.ts";
import { inputKind, outputKind, type Kind } from "./fields.ts";
import { writeJson } from "./jsonBody.ts";
import type { Protocol } from "./types.ts";

type Shape = Record<string, unknown>;

const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

const EMPTY = new Uint8Array(0);
const EPOCH_TAG = 1;

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/**
 * The input an operation's body holds, in AWS JSON shapes; undefined if it cannot be read. A body
 * may be any JSON value: whoever takes the input checks its types.
 */
export const readBody = (protocol: Protocol, operation: string, body: Uint8Array): unknown => {
  try {
    if (protocol === "cbor") return readCbor(operation, body);
    const value: unknown = JSON.parse(decoder.decode(body));
    return isDeeper(value) ? undefined : value;
  } catch {
    return undefined;
  }
};

const readCbor = (operation: string, body: Uint8Array): unknown => {
  if (!isReadableCbor(body)) return undefined;
  return fromCbor(operation, cbor.deserialize(body), "plain");
};

class Unfit extends Error {}

/** Bytes where the model has a blob become base64, milliseconds where it has a time seconds. */
const fromCbor = (operation: string, value: unknown, kind: Kind): unknown => {
  if (typeof value === "bigint") return fromCbor(operation, Number(value), kind);
  if (typeof value === "number") return kind === "time" ? value / 1000 : value;
  if (typeof value === "string" && kind === "blob") throw new Unfit();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) {
    if (kind !== "blob") throw new Unfit();
    return toBase64(value);
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = fromCbor(operation, value[i], "plain");
    return value;
  }
  const shape = value as Shape & { [tagSymbol]?: true };
  if (shape[tagSymbol]) return fromCbor(operation, shape["value"], kind);
  for (const key of Object.keys(shape)) {
    const member = shape[key];
    const plain = typeof member === "string" ? inputKind(operation, key) !== "blob" : false;
    if (!plain) shape[key] = fromCbor(operation, member, inputKind(operation, key));
  }
  return shape;
};

/** The bytes of an output or an error; an output without members has an empty body. */
export const writeBody = (protocol: Protocol, output: object): Uint8Array => {
  if (isEmpty(output)) return EMPTY;
  return writePayload(protocol, output);
};

/** As writeBody, but never empty. */
export const writePayload = (protocol: Protocol, output: object): Uint8Array =>
  protocol === "json" ? writeJson(output) : cbor.serialize(toCbor(output));

const isEmpty = (output: object): boolean => {
  for (const _ in output) return false;
  return true;
};

const toCbor = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toCbor);
  const shape = value as Shape;
  const out: Shape = {};
  for (const key in shape) {
    const member = shape[key];
    if (member !== undefined) out[key] = memberToCbor(key, member);
  }
  return out;
};

const memberToCbor = (key: string, member: unknown): unknown => {
  if (typeof member === "string") return outputKind(key) === "blob" ? fromBase64(member) : member;
  if (typeof member !== "number") return toCbor(member);
  if (outputKind(key) !== "time") return member;
  return tag({ tag: EPOCH_TAG, value: Math.round(member * 1000) });
};
