import { decodeAscii, encodeAscii } from "../../aws/base64.ts";
import { md5Hex } from "../../base/md5.ts";
import type { World } from "../core/world.ts";

/** What an opaque text may stand for; one kind is never read as another. */
export type OpaqueKind = "iterator" | "listShards" | "listStreams";

/** The service's own texts begin with the eight bytes of the number 1. */
const HEAD = `${"\u0000".repeat(7)}\u0001`;

const checksum = (world: World, kind: OpaqueKind, body: string): string =>
  md5Hex(`${kind}/${world.seed}/${body}`).slice(0, 16);

/**
 * Fields as one base64 text that shows tampering and belongs to one seed. Fields hold no `/`. It is
 * a guard against mistakes, not a secret.
 */
export const seal = (
  world: World,
  kind: OpaqueKind,
  fields: readonly (string | number)[],
): string => {
  const body = fields.join("/");
  return encodeAscii(`${HEAD}${body}/${checksum(world, kind, body)}`);
};

/** The fields of a text that `seal` made for this kind and seed; undefined for any other. */
export const unseal = (world: World, kind: OpaqueKind, text: string): string[] | undefined => {
  const plain = decodeAscii(text);
  if (plain === undefined || !plain.startsWith(HEAD)) return undefined;
  const end = plain.lastIndexOf("/");
  const body = plain.slice(HEAD.length, Math.max(HEAD.length, end));
  return plain.slice(end + 1) === checksum(world, kind, body) ? body.split("/") : undefined;
};
