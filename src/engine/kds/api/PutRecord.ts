import {
  dryRun,
  invalidSequenceNumberForOrdering,
  rateExceededForShard,
} from "../../../aws/errors.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import { placeOfSequenceNumber } from "../sequence.ts";
import type { Stream } from "../stream.ts";
import { done, findStream, refOf, refused, shardRefOf, type Operation } from "./answer.ts";
import { encryptionOf } from "./streamShape.ts";
import { putEntries, refusalOfEntries, sequenceOfSeat } from "./put.ts";

const isKnown = (stream: Stream, sequenceNumber: string): boolean => {
  const place = placeOfSequenceNumber(stream, sequenceNumber);
  return place.type === "place" && place.ordinal < stream.log.total;
};

/** Puts one record; SequenceNumberForOrdering must be of this stream, and order holds without it. */
export const PutRecord: Operation<"PutRecord"> = (run, input, caller) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const refusal = refusalOfEntries(world, stream, [input]);
  if (refusal) return refused(refusal);
  const after = input.SequenceNumberForOrdering;
  if (after !== undefined && !isKnown(stream, after)) {
    return refused(invalidSequenceNumberForOrdering(refOf(world, stream.name), after));
  }
  if (input.DryRun) return refused(dryRun("PutRecord"));
  const seats = putEntries(run, stream, "PutRecord", [input], caller);
  const ShardId = shardIdOf(seats.shard[0]!);
  if (seats.refused[0] !== 0) {
    return refused(rateExceededForShard(shardRefOf(world, stream.name, ShardId)));
  }
  const EncryptionType = encryptionOf(stream);
  const SequenceNumber = sequenceOfSeat(world, stream, seats, 0);
  return done<"PutRecord">({ ShardId, SequenceNumber, EncryptionType });
};
