import type { KinesisRecord } from "../../../aws/shapes.ts";
import { utf8Length } from "../../../base/utf8.ts";
import type { World } from "../../core/world.ts";
import { payloadOf } from "../payload.ts";
import { arrivalIn, FLAG_BY_HAND, type RecordLog, type Segment } from "../records.ts";
import { sequenceNumberOf } from "../sequence.ts";
import type { Stream } from "../stream.ts";
import { timestampOf } from "./answer.ts";

/** A held record as GetRecords answers it. */
export const recordAt = (
  world: World,
  stream: Stream,
  segment: Segment,
  local: number,
): KinesisRecord => {
  const ordinal = segment.firstOrdinal + local;
  const arrivalUs = arrivalIn(segment, local);
  const PartitionKey = world.keys.text[segment.key[local]!]!;
  const SequenceNumber = sequenceNumberOf(world, stream, segment.shard[local]!, ordinal, arrivalUs);
  const ApproximateArrivalTimestamp = timestampOf(world, arrivalUs);
  const Data = dataOf(stream.log, segment, local, PartitionKey);
  const record: KinesisRecord =
    PartitionKey === ""
      ? { SequenceNumber, ApproximateArrivalTimestamp, Data }
      : { SequenceNumber, ApproximateArrivalTimestamp, Data, PartitionKey };
  if (isEncrypted(stream, ordinal)) record.EncryptionType = "KMS";
  return record;
};

/** Encryption begins and ends at ordinals in turn. */
export const isEncrypted = ({ settings }: Stream, ordinal: number): boolean => {
  const turns = settings?.encrypted;
  return turns !== undefined && turns.filter((each) => each <= ordinal).length % 2 === 1;
};

const dataOf = (log: RecordLog, segment: Segment, local: number, key: string): string => {
  if ((segment.flags[local]! & FLAG_BY_HAND) !== 0) {
    return givenData(log, segment.firstOrdinal + local);
  }
  const producer = segment.calls.producer[segment.call[local]!]!;
  const bytes = Math.max(0, segment.size[local]! - utf8Length(key));
  return payloadOf(producer, segment.n[local]!, bytes);
};

/**
 * Data put by hand or by code, found by ordinal. Ordinals rise by at least one from row to row, which
 * leaves few rows to search: one where all records were put so.
 */
const givenData = (log: RecordLog, ordinal: number): string => {
  const { ordinal: ordinals, data } = log.payloads;
  const last = ordinals.length - 1;
  if (last < 0) return "";
  let low = Math.max(0, last - (ordinals[last]! - ordinal));
  let high = Math.min(last + 1, ordinal - ordinals[0]! + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordinals[middle]! < ordinal) low = middle + 1;
    else high = middle;
  }
  return ordinals[low] === ordinal ? data[low]! : "";
};
