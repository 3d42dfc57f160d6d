import { rateExceededForShard } from "../../../../aws/errors.ts";
import { shardIdOf } from "../../../../aws/shardId.ts";
import { utf8Length } from "../../../../base/utf8.ts";
import type { Unstored } from "../../../core/actor.ts";
import type { Run } from "../../../core/state.ts";
import type { World } from "../../../core/world.ts";
import { shardRefOf } from "../../../kds/api/answer.ts";
import { isEncrypted } from "../../../kds/api/recordShape.ts";
import { encryptionOf } from "../../../kds/api/streamShape.ts";
import { arrivalIn, segmentOf } from "../../../kds/records.ts";
import { sequenceNumberOf } from "../../../kds/sequence.ts";
import type { Stream } from "../../../kds/stream.ts";
import { explicitHashKeyOf } from "../parts/hash.ts";
import { operationOf, type PutCall } from "./call.ts";
import {
  cut,
  dataOf,
  faultJson,
  keyJson,
  LIST_SHOWN,
  madeData,
  rest,
  type ApiCall,
} from "./json.ts";

/** A record of a call: its ordinal if it was stored and is held, or what is known of it if not. */
export type Seat = number | Unstored;

/** A put as it was sent and answered; seats beyond the given ones are a count. */
export const putOf = (run: Run, stream: Stream, call: PutCall, seats: readonly Seat[]): ApiCall => {
  const operation = operationOf(run, call);
  const { atUs } = call;
  const entries = seats.map((seat) => entryOf(run.world, stream, call.producer, seat));
  const results = seats.map((seat) => resultOf(run.world, stream, seat));
  if (operation === "PutRecord") {
    const request = { StreamName: stream.name, ...entries[0] };
    return { operation, request, response: soleResponse(stream, seats[0]!, results[0]!), atUs };
  }
  const more = rest(call.seats - seats.length);
  const first = seats.find((seat) => typeof seat === "number");
  return {
    operation,
    request: { StreamName: stream.name, Records: [...entries, ...more] },
    response: {
      FailedRecordCount: call.refused,
      Records: [...results, ...more],
      EncryptionType: first === undefined ? encryptionOf(stream) : encryptionAt(stream, first),
    },
    atUs,
  };
};

export const encryptionAt = (stream: Stream, ordinal: number): "KMS" | "NONE" =>
  isEncrypted(stream, ordinal) ? "KMS" : "NONE";

/** The answer to PutRecord. */
export const soleResponse = (stream: Stream, seat: Seat, result: Result): object => {
  if ("ErrorCode" in result) {
    return faultJson({ name: result.ErrorCode, message: result.ErrorMessage });
  }
  const { ShardId, SequenceNumber } = result;
  return { ShardId, SequenceNumber, EncryptionType: encryptionAt(stream, seat as number) };
};

/** Records of a call to be written out: the first ones, and of each outcome at least one. */
export const seatsShown = (seats: readonly Seat[]): readonly Seat[] => {
  const head = seats.slice(0, LIST_SHOWN);
  const other = seats.find((seat) => typeof seat !== typeof head[0]);
  if (other === undefined || head.includes(other)) return head;
  return [...head.slice(0, LIST_SHOWN - 1), other];
};

/** A record as it is put. */
export const entryOf = (world: World, stream: Stream, producer: number, seat: Seat): object => {
  if (typeof seat !== "number") return madeEntry(world, producer, seat);
  const segment = segmentOf(stream.log, seat)!;
  const local = seat - segment.firstOrdinal;
  const explicit = explicitHashKeyOf(stream.log, segment, local);
  return {
    Data: dataOf(world, stream, segment, local),
    ...keyJson(world.keys.text[segment.key[local]!]!),
    ...(explicit === "" ? {} : { ExplicitHashKey: explicit }),
  };
};

export const madeEntry = (world: World, producer: number, seat: Unstored): object => {
  const key = world.keys.text[seat.key]!;
  const { data, n, bytes } = seat;
  return {
    Data: data === undefined ? madeData(producer, n, bytes - utf8Length(key)) : cut(data),
    ...keyJson(key),
  };
};

export type Result =
  | { readonly SequenceNumber: string; readonly ShardId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** What was answered of a record. */
export const resultOf = (world: World, stream: Stream, seat: Seat): Result => {
  if (typeof seat !== "number") return refusalOf(world, stream, seat.shard!);
  const segment = segmentOf(stream.log, seat)!;
  const local = seat - segment.firstOrdinal;
  const shard = segment.shard[local]!;
  return {
    SequenceNumber: sequenceNumberOf(world, stream, shard, seat, arrivalIn(segment, local)),
    ShardId: shardIdOf(shard),
  };
};

const refusalOf = (world: World, stream: Stream, shard: number): Result => {
  const fault = rateExceededForShard(shardRefOf(world, stream.name, shardIdOf(shard)));
  return { ErrorCode: fault.name, ErrorMessage: fault.message };
};
