import { encodeAscii, encodedLength } from "../../../../aws/base64.ts";
import type { KinesisRecord } from "../../../../aws/shapes.ts";
import { utf8Length } from "../../../../base/utf8.ts";
import type { EngineError, Inspection } from "../../../../protocol/frame.ts";
import type { World } from "../../../core/world.ts";
import { timestampOf } from "../../../kds/api/answer.ts";
import { isEncrypted, recordAt } from "../../../kds/api/recordShape.ts";
import { childShardsOf } from "../../../kds/api/shardShape.ts";
import { makeCursor, seekEnd } from "../../../kds/cursor.ts";
import { writeIterator } from "../../../kds/iterator.ts";
import { payloadText } from "../../../kds/payload.ts";
import { arrivalIn, FLAG_BY_HAND, SEGMENT, segmentOf, type Segment } from "../../../kds/records.ts";
import { sequenceNumberOf } from "../../../kds/sequence.ts";
import type { Stream } from "../../../kds/stream.ts";
import { cursorBefore } from "../parts/held.ts";

export type ApiCall = Inspection["api"][number];

/** Bytes of a record's data written out; a multiple of three, so that base64 can be cut. */
const DATA_SHOWN = 768;
/** Records of a list that are written out; the rest is a count. */
export const LIST_SHOWN = 3;

/** Characters of base64 that are written out. */
const CHARS_SHOWN = encodedLength(DATA_SHOWN);

/** Base64 cut for reading; it ends with the number of characters left out. */
export const cut = (base64: string): string =>
  base64.length <= CHARS_SHOWN
    ? base64
    : `${base64.slice(0, CHARS_SHOWN)}… +${base64.length - CHARS_SHOWN}`;

/** An error as AWS's JSON has it. */
export const faultJson = ({ name, message }: EngineError): object => ({ __type: name, message });

/** `more` items that are not written out, as the last one of a list. */
export const rest = (more: number): string[] => (more > 0 ? [`… +${more}`] : []);

/** Data of a held record as base64; cut, it ends with the number of characters left out. */
export const dataOf = (world: World, stream: Stream, segment: Segment, local: number): string => {
  const key = world.keys.text[segment.key[local]!]!;
  const bytes = segment.size[local]! - utf8Length(key);
  if (bytes <= DATA_SHOWN) return recordAt(world, stream, segment, local).Data;
  if ((segment.flags[local]! & FLAG_BY_HAND) !== 0) {
    return cut(recordAt(world, stream, segment, local).Data);
  }
  return madeData(segment.calls.producer[segment.call[local]!]!, segment.n[local]!, bytes);
};

/** Data that a producer makes for its record n, cut like any other. */
export const madeData = (producer: number, n: number, bytes: number): string => {
  const head = encodeAscii(payloadText(producer, n, bytes).slice(0, DATA_SHOWN));
  const more = encodedLength(bytes) - CHARS_SHOWN;
  return bytes <= DATA_SHOWN ? head : `${head}… +${more}`;
};

/** A record put without a key has none. */
export const keyJson = (key: string): { PartitionKey?: string } =>
  key === "" ? {} : { PartitionKey: key };

/** A held record as GetRecords answers it, its data cut for reading. */
export const recordJson = (
  world: World,
  stream: Stream,
  ordinal: number,
): KinesisRecord | undefined => {
  const segment = segmentOf(stream.log, ordinal);
  if (!segment) return undefined;
  const local = ordinal - segment.firstOrdinal;
  const arrivalUs = arrivalIn(segment, local);
  const shard = segment.shard[local]!;
  return {
    SequenceNumber: sequenceNumberOf(world, stream, shard, ordinal, arrivalUs),
    ApproximateArrivalTimestamp: timestampOf(world, arrivalUs),
    Data: dataOf(world, stream, segment, local),
    ...keyJson(world.keys.text[segment.key[local]!]!),
    ...(isEncrypted(stream, ordinal) ? { EncryptionType: "KMS" } : {}),
  };
};

/** GetRecords of exactly this record, as it would be answered now. */
export const getRecordsOf = (
  world: World,
  stream: Stream,
  shard: number,
  ordinal: number,
  arrivalUs: number,
): ApiCall => {
  const before = cursorBefore(stream, shard, ordinal);
  const after = { ...before, index: before.index + 1, local: ordinal % SEGMENT };
  const left = stream.shards.records[shard]! - after.index;
  const atEnd = left <= 0 && stream.shards.closedUs[shard]! >= 0;
  return {
    operation: "GetRecords",
    request: { ShardIterator: writeIterator(world, stream, shard, before), Limit: 1 },
    response: {
      Records: [recordJson(world, stream, ordinal)],
      ...(atEnd ? {} : { NextShardIterator: writeIterator(world, stream, shard, after) }),
      MillisBehindLatest: left > 0 ? Math.floor((world.nowUs - arrivalUs) / 1000) : 0,
      ...(atEnd ? { ChildShards: childShardsOf(world, stream, shard) } : {}),
    },
  };
};

/** GetRecords at the end of a closed shard: nothing more, and the shards that follow. */
export const getRecordsAtEnd = (world: World, stream: Stream, shard: number): ApiCall => {
  const cursor = makeCursor();
  seekEnd(stream, shard, cursor);
  return {
    operation: "GetRecords",
    request: { ShardIterator: writeIterator(world, stream, shard, cursor) },
    response: {
      Records: [],
      MillisBehindLatest: 0,
      ChildShards: childShardsOf(world, stream, shard),
    },
  };
};
