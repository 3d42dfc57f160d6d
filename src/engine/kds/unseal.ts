import { decodeAscii } from "../../aws/base64.ts";
import type { World } from "../core/world.ts";
import { checksum, HEAD, type OpaqueKind } from "./opaque.ts";

/** The fields of a text that `seal` made for this kind and seed; undefined for any other. */
export const unseal = (world: World, kind: OpaqueKind, text: string): string[] | undefined => {
  const plain = decodeAscii(text);
  if (plain === undefined || !plain.startsWith(HEAD)) return undefined;
  const end = plain.lastIndexOf("/");
  const body = plain.slice(HEAD.length, Math.max(HEAD.length, end));
  return plain.slice(end + 1) === checksum(world, kind, body) ? body.split("/") : undefined;
};
