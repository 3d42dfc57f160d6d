import { encodeAscii } from "../../aws/base64.ts";
import { md5Hex } from "../../base/md5.ts";
import type { World } from "../core/world.ts";

/** What an opaque text may stand for; one kind is never read as another. */
export type OpaqueKind =
  | "iterator"
  | "listShards"
  | "listStreams"
  | "listStreamConsumers"
  | "listChannels";

/** The service's own texts begin with the eight bytes of the number 1. */
export const HEAD = `${"\u0000".repeat(7)}\u0001`;

export const checksum = (world: World, kind: OpaqueKind, body: string): string =>
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
