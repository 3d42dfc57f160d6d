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
  return {
    SequenceNumber: sequenceNumberOf(world, stream, segment.shard[local]!, ordinal, arrivalUs),
    ApproximateArrivalTimestamp: timestampOf(world, arrivalUs),
    Data: dataOf(stream.log, segment, local, PartitionKey),
    ...(PartitionKey === "" ? {} : { PartitionKey }),
    ...(isEncrypted(stream, ordinal) ? { EncryptionType: "KMS" } : {}),
  };
};

/** Encryption begins and ends at ordinals in turn. */
export const isEncrypted = ({ settings }: Stream, ordinal: number): boolean => {
  const turns = settings?.encrypted?.filter((each) => each <= ordinal) ?? [];
  return turns.length % 2 === 1;
};

const dataOf = (log: RecordLog, segment: Segment, local: number, key: string): string => {
  if ((segment.flags[local]! & FLAG_BY_HAND) !== 0) {
    return givenData(log, segment.firstOrdinal + local);
  }
  const producer = segment.calls.producer[segment.call[local]!]!;
  const bytes = Math.max(0, segment.size[local]! - utf8Length(key));
  return payloadOf(producer, segment.n[local]!, bytes);
};

/** Data put by hand or by code, found by ordinal. */
const givenData = (log: RecordLog, ordinal: number): string => {
  const { ordinal: ordinals, data } = log.payloads;
  let low = 0;
  let high = ordinals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordinals[middle]! < ordinal) low = middle + 1;
    else high = middle;
  }
  return ordinals[low] === ordinal ? data[low]! : "";
};
