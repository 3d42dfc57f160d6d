/** The ready pieces, in the order they are offered. */
import { fanOut } from "./fanOut.ts";
import { naiveReader, parentsFirst } from "./naiveReader.ts";
import type { Piece } from "./piece.ts";
import { putOne } from "./putOne.ts";
import { putRecords } from "./putRecords.ts";
import { replay } from "./replay.ts";
import { splitHottest } from "./splitHottest.ts";

export type { Piece } from "./piece.ts";

export const PIECES = [
  putOne,
  putRecords,
  naiveReader,
  parentsFirst,
  replay,
  splitHottest,
  fanOut,
] as const satisfies readonly Piece[];

export const pieceNamed = (name: string): Piece | undefined =>
  PIECES.find((each) => each.name === name);
