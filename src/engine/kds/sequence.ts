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

/** Decimal groups of eight digits: two of four, which are looked up. */
const GROUP = 100_000_000;
const HALF = 10_000;
/** 2^80, by which the number grows with its counter, in such groups, the lowest first. */
const STEP = [74_706_176, 96_146_291, 20_892_581, 1] as const;
/** Counters below this keep every product exact. */
const COUNTER_MOST = 67_108_864;

let halves: string[] | undefined;

const digitsOf = (group: number, of: readonly string[]): string => {
  const upper = Math.floor(group / HALF);
  return of[upper]! + of[group - upper * HALF]!;
};

/** A shard's number at one second with counter 0: the digits above the lowest four groups, and those. */
interface Base {
  readonly createdS: number;
  readonly recordS: number;
  readonly upper: string;
  readonly groups: readonly number[];
}
/** The latest of each shard index: a cache outside the state. */
const bases: Base[] = [];

const baseOf = (createdS: number, shardIndex: number, recordS: number): Base => {
  const known = bases[shardIndex];
  if (known?.recordS === recordS && known.createdS === createdS) return known;
  const text = encodeSequenceNumber({ createdS, shardIndex, seqIx: 0, recordS });
  const groups = STEP.map((_, at) => Number(text.slice(-8 * at - 8, text.length - 8 * at)));
  return (bases[shardIndex] = { createdS, recordS, upper: text.slice(0, -32), groups });
};

/** SequenceNumber of the record with this ordinal: its counter is ordinal + 1. */
export const sequenceNumberOf = (
  world: World,
  stream: Stream,
  shard: number,
  ordinal: number,
  arrivalUs: SimUs,
): string => {
  const createdS = clampS(stream.shards.createdS[shard]!);
  const recordS = secondOf(world, arrivalUs);
  const seqIx = ordinal + 1;
  const { upper, groups } = baseOf(createdS, shard, recordS);
  const of = (halves ??= Array.from({ length: HALF }, (_, at) => `${at}`.padStart(4, "0")));
  const a = groups[0]! + STEP[0] * seqIx;
  const carryA = Math.floor(a / GROUP);
  const b = groups[1]! + STEP[1] * seqIx + carryA;
  const carryB = Math.floor(b / GROUP);
  const c = groups[2]! + STEP[2] * seqIx + carryB;
  const carryC = Math.floor(c / GROUP);
  const d = groups[3]! + seqIx + carryC;
  if (d >= GROUP || seqIx >= COUNTER_MOST) {
    return encodeSequenceNumber({ createdS, shardIndex: shard, seqIx, recordS });
  }
  const lower = digitsOf(b - carryB * GROUP, of) + digitsOf(a - carryA * GROUP, of);
  return upper + digitsOf(d, of) + digitsOf(c - carryC * GROUP, of) + lower;
};

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
