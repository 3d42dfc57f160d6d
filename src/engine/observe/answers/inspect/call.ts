import type { Segment } from "../../../kds/records.ts";
import { arrivalIn, type RecordLog } from "../../../kds/records.ts";
import type { Run } from "../../../core/state.ts";
import { actorWithId } from "../../../core/world.ts";
import { segmentNumbered } from "../parts/held.ts";
import { rowsAt } from "../parts/past.ts";

/** The put that stored a record; what it stored are the ordinals [first, end). */
export interface PutCall {
  readonly producer: number;
  readonly attempt: number;
  readonly seats: number;
  readonly refused: number;
  readonly first: number;
  readonly end: number;
  readonly atUs: number;
}

/** The call of a held record, put together again where it lies across two segments. */
export const putCallOf = (log: RecordLog, segment: Segment, local: number): PutCall => {
  const row = segment.call[local]!;
  const number = log.lowest + log.segments.indexOf(segment);
  const before = row === 0 ? segmentNumbered(log, number - 1) : undefined;
  const lastRow = row === segment.calls.count - 1;
  const after = lastRow ? segmentNumbered(log, number + 1) : undefined;
  const { calls } = segment;
  let first = segment.firstOrdinal + calls.first[row]!;
  let end = segment.firstOrdinal + (lastRow ? segment.count : calls.first[row + 1]!);
  let refused = calls.refused[row]!;
  if (before && sameCall(before, before.calls.count - 1, segment, row)) {
    first = before.firstOrdinal + before.calls.first[before.calls.count - 1]!;
  }
  if (after && sameCall(after, 0, segment, row)) {
    end = after.firstOrdinal + (after.calls.count > 1 ? after.calls.first[1]! : after.count);
    refused = after.calls.refused[0]!;
  }
  return {
    producer: calls.producer[row]!,
    attempt: calls.attempt[row]!,
    seats: calls.seats[row]!,
    refused,
    first,
    end,
    atUs: arrivalIn(segment, local),
  };
};

const sameCall = (a: Segment, rowA: number, b: Segment, rowB: number): boolean =>
  a.calls.producer[rowA] === b.calls.producer[rowB] &&
  a.calls.number[rowA] === b.calls.number[rowB] &&
  a.calls.admittedUs[rowA] === b.calls.admittedUs[rowB];

/** The operation of a put: by its seats, else by what the producer uses or the journal noted. */
export const operationOf = (run: Run, call: PutCall): "PutRecord" | "PutRecords" => {
  if (call.seats > 1) return "PutRecords";
  const batched =
    call.producer === 0
      ? rowsAt(run, call.atUs).some((row) => row.values["operation"] === "PutRecords")
      : actorWithId(run.world, call.producer)?.params["operation"] === "PutRecords";
  return batched ? "PutRecords" : "PutRecord";
};
