import { dryRun, rateExceededForShard } from "../../../aws/errors.ts";
import type { PutRecordsResultEntry } from "../../../aws/shapes.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import { done, findStream, refused, shardRefOf, type Operation } from "./answer.ts";
import { encryptionOf } from "./streamShape.ts";
import { putEntries, refusalOfEntries, sequenceOfSeat } from "./put.ts";

/** Puts up to 500 records in request order; throttled ones fail alone, in their own entries. */
export const PutRecords: Operation<"PutRecords"> = (run, input, caller) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const refusal = refusalOfEntries(world, stream, input.Records);
  if (refusal) return refused(refusal);
  if (input.DryRun) return refused(dryRun("PutRecords"));
  const seats = putEntries(run, stream, "PutRecords", input.Records, caller);
  let failed = 0;
  const Records = input.Records.map((_, at): PutRecordsResultEntry => {
    const ShardId = shardIdOf(seats.shard[at]!);
    if (seats.refused[at] === 0) {
      return { SequenceNumber: sequenceOfSeat(world, stream, seats, at), ShardId };
    }
    failed += 1;
    const { message } = rateExceededForShard(shardRefOf(world, stream.name, ShardId));
    return { ErrorCode: "ProvisionedThroughputExceededException", ErrorMessage: message };
  });
  const EncryptionType = encryptionOf(stream);
  return done<"PutRecords">({ FailedRecordCount: failed, Records, EncryptionType });
};
