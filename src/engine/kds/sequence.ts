import {
  CREATED_S_LIMIT,
  decodeSequenceNumber,
  encodeSequenceNumber,
  ENDING_SEQ_IX,
  type SequenceFields,
} from "../../aws/sequenceNumber.ts";
import type { SimUs } from "../../protocol/log.ts";
import type { World } from "../core/world.ts";
import type { Stream } from "./stream.ts";

/** Epoch second of a simulated instant. */
const secondOf = (world: World, atUs: SimUs): number =>
  clampS(Math.floor((world.epochMs * 1000 + atUs) / 1_000_000));

const clampS = (second: number): number => Math.min(Math.max(second, 0), CREATED_S_LIMIT - 1);

/** SequenceNumber of the record with this ordinal: its counter is ordinal + 1. */
export const sequenceNumberOf = (
  world: World,
  stream: Stream,
  shard: number,
  ordinal: number,
  arrivalUs: SimUs,
): string =>
  encodeSequenceNumber({
    createdS: clampS(stream.shards.createdS[shard]!),
    shardIndex: shard,
    seqIx: ordinal + 1,
    recordS: secondOf(world, arrivalUs),
  });

/** StartingSequenceNumber of a shard: counter 0, below every record of it. */
export const startingSequenceNumber = (stream: Stream, shard: number): string => {
  const createdS = clampS(stream.shards.createdS[shard]!);
  return encodeSequenceNumber({ createdS, shardIndex: shard, seqIx: 0, recordS: createdS });
};

/** EndingSequenceNumber of a closed shard: the highest counter, at the time it closed. */
export const endingSequenceNumber = (world: World, stream: Stream, shard: number): string =>
  encodeSequenceNumber({
    createdS: clampS(stream.shards.createdS[shard]!),
    shardIndex: shard,
    seqIx: ENDING_SEQ_IX,
    recordS: secondOf(world, stream.shards.closedUs[shard]!),
  });

/** What a text given as a SequenceNumber turns out to be; foreign: of no shard of this stream. */
export type SequencePlace =
  | { readonly type: "malformed" }
  | { readonly type: "foreign"; readonly fields: SequenceFields }
  /** `ordinal` -1 stands for the shard's start, Infinity for its end. */
  | { readonly type: "place"; readonly shard: number; readonly ordinal: number };

/** The inverse of the three above, for texts from anywhere. */
export const placeOfSequenceNumber = (stream: Stream, text: string): SequencePlace => {
  const fields = decodeSequenceNumber(text);
  if (!fields) return { type: "malformed" };
  const { shardIndex: shard, seqIx } = fields;
  const known =
    shard < stream.shards.count && clampS(stream.shards.createdS[shard]!) === fields.createdS;
  if (!known) return { type: "foreign", fields };
  const ordinal = seqIx === ENDING_SEQ_IX ? Infinity : Number(seqIx) - 1;
  return { type: "place", shard, ordinal };
};
