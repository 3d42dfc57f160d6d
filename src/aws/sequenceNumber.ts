/**
 * Sequence numbers: 188 bits written in decimal. From the most significant end: the digit 2,
 * creation time of the shard (36 bits, s), low nibble of the shard index, counter (64 bits),
 * a zero byte, time of the record (36 bits, s), shard index (32 bits), the digit 2.
 * AWS does not document the layout; it was observed on streams made since about 2015.
 */
import { assert } from "../base/assert.ts";
import { SHARD_INDEX_MAX } from "./shardId.ts";

/** The counter in the EndingSequenceNumber of a closed shard. */
export const ENDING_SEQ_IX = 0x7fff_ffff_ffff_ffffn;

/** Creation times from here on are refused, in epoch seconds. */
export const CREATED_S_LIMIT = 16_025_175_000;

const RECORD_S_LIMIT = 68_719_476_736;
const VERSION = 2n;
const DECIMAL = /^[1-9]\d{0,128}$/;

/** What a sequence number holds. Times in epoch seconds. */
export interface SequenceFields {
  readonly createdS: number;
  readonly shardIndex: number;
  readonly seqIx: bigint;
  readonly recordS: number;
}

/** As {@link SequenceFields}; the counter may be a plain number. */
export type SequenceInput = Omit<SequenceFields, "seqIx"> & { readonly seqIx: number | bigint };

/** The decimal text of a sequence number. */
export function encodeSequenceNumber(fields: SequenceInput): string {
  const seqIx = BigInt(fields.seqIx);
  assert(seqIx >= 0n && seqIx <= ENDING_SEQ_IX, `not a sequence counter: ${seqIx}`);
  return String(restOf(fields) + (seqIx << 80n));
}

/** All of the number but its counter. */
function restOf({ createdS, shardIndex, recordS }: SequenceInput): bigint {
  assert(isWhole(createdS, CREATED_S_LIMIT), `not a creation time: ${createdS}`);
  assert(isWhole(recordS, RECORD_S_LIMIT), `not a record time: ${recordS}`);
  assert(isWhole(shardIndex, SHARD_INDEX_MAX + 1), `not a shard index: ${shardIndex}`);
  const head = (VERSION << 40n) | (BigInt(createdS) << 4n) | BigInt(shardIndex & 15);
  const tail = (BigInt(recordS) << 36n) | (BigInt(shardIndex) << 4n) | VERSION;
  return (head << 144n) | tail;
}

/** The fields of a decimal sequence number of this layout; undefined for any other text. */
export function decodeSequenceNumber(text: string): SequenceFields | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = BigInt(text);
  if (value >> 184n !== VERSION || (value & 15n) !== VERSION) return undefined;
  const createdS = bits(value, 148n, 36n);
  const recordS = bits(value, 36n, 36n);
  const shardIndex = bits(value, 4n, 32n);
  const seqIx = (value >> 80n) & 0xffff_ffff_ffff_ffffn;
  const sound =
    createdS < CREATED_S_LIMIT &&
    shardIndex <= SHARD_INDEX_MAX &&
    seqIx <= ENDING_SEQ_IX &&
    bits(value, 144n, 4n) === (shardIndex & 15) &&
    bits(value, 72n, 8n) === 0;
  return sound ? { createdS, shardIndex, seqIx, recordS } : undefined;
}

function bits(value: bigint, from: bigint, count: bigint): number {
  return Number((value >> from) & ((1n << count) - 1n));
}

function isWhole(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < limit;
}
