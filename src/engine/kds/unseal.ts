import { decodeAscii } from "../../aws/base64.ts";
import type { World } from "../core/world.ts";
import { checksum, HEAD, type OpaqueKind } from "./opaque.ts";

type Fields = readonly string[] | undefined;

/** The latest text and what it is to a seed: a call's iterator is read for its caller and for itself. */
let latest: { seed: number; kind: OpaqueKind; text: string; fields: Fields } | undefined;

/** The fields of a text that `seal` made for this kind and seed; undefined for any other. */
export const unseal = (world: World, kind: OpaqueKind, text: string): Fields => {
  const { seed } = world;
  if (latest?.text === text && latest.seed === seed && latest.kind === kind) return latest.fields;
  const fields = fieldsOf(world, kind, text);
  latest = { seed, kind, text, fields };
  return fields;
};

const fieldsOf = (world: World, kind: OpaqueKind, text: string): Fields => {
  const plain = decodeAscii(text);
  if (plain === undefined || !plain.startsWith(HEAD)) return undefined;
  const end = plain.lastIndexOf("/");
  const body = plain.slice(HEAD.length, Math.max(HEAD.length, end));
  return plain.slice(end + 1) === checksum(world, kind, body) ? body.split("/") : undefined;
};
