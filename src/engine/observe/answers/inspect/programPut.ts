import type { PutRecordsRequestEntry } from "../../../../aws/shapes.ts";
import type { Run } from "../../../core/state.ts";
import type { Actor } from "../../../core/world.ts";
import { findStream } from "../../../kds/api/answer.ts";
import { recordAt } from "../../../kds/api/recordShape.ts";
import { encryptionOf } from "../../../kds/api/streamShape.ts";
import { segmentOf } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";
import { faultJson, LIST_SHOWN, rest, type ApiCall } from "./json.ts";
import { faultOf, shortInput, type ProgramCall } from "./program.ts";
import { encryptionAt, resultOf, soleResponse, type Seat } from "./put.ts";
import { lastStored, unstoredOf } from "./stored.ts";

/** A program's put: its own request, and the answer as far as the stream and the journal tell. */
export const programPut = (
  run: Run,
  stream: Stream | undefined,
  actor: Actor,
  made: ProgramCall,
): ApiCall => {
  const { atUs, command } = made;
  const { operation, input } = command;
  const asked = { operation, request: shortInput(input), atUs };
  const fault = faultOf(run, made);
  if (fault) return { ...asked, response: faultJson(fault) };
  const target = findStream(run.world, input).stream;
  if (!target || (target !== stream && target.name === actor.stream)) return asked;
  const entries = operation === "PutRecord" ? [input] : (input as { Records: object[] }).Records;
  const seats = seatsOf(run, target, actor, atUs, entries as PutRecordsRequestEntry[]);
  const response = seats && responseOf(run, target, operation, seats);
  return response ? { ...asked, response } : asked;
};

/** What became of each entry; undefined where it is no longer known of one. */
const seatsOf = (
  run: Run,
  stream: Stream,
  actor: Actor,
  atUs: number,
  entries: readonly PutRecordsRequestEntry[],
): readonly Seat[] | undefined => {
  const { world } = run;
  const { log } = stream;
  const call = lastStored(log, stream.name === actor.stream ? actor.id : 0)?.call;
  const kept = call?.atUs === atUs ? call : undefined;
  const refused = unstoredOf(run, actor).filter((each) => each.rejectedUs === atUs);
  const seats: Seat[] = [];
  let ordinal = kept?.first ?? 0;
  for (const { Data, PartitionKey = "" } of entries) {
    const segment = kept && ordinal < kept.end ? segmentOf(log, ordinal) : undefined;
    const stored = segment && recordAt(world, stream, segment, ordinal - segment.firstOrdinal);
    if (stored?.Data === Data && (stored.PartitionKey ?? "") === PartitionKey) {
      seats.push(ordinal++);
      continue;
    }
    const seat = refused.find(
      (each) => each.data === Data && world.keys.text[each.key] === PartitionKey,
    );
    if (!seat) return undefined;
    seats.push(seat);
  }
  return ordinal === (kept?.end ?? 0) ? seats : undefined;
};

const responseOf = (
  { world }: Run,
  stream: Stream,
  operation: string,
  seats: readonly Seat[],
): object => {
  const results = seats.slice(0, LIST_SHOWN).map((seat) => resultOf(world, stream, seat));
  if (operation === "PutRecord") return soleResponse(stream, seats[0]!, results[0]!);
  const first = seats.find((seat) => typeof seat === "number");
  return {
    FailedRecordCount: seats.filter((seat) => typeof seat !== "number").length,
    Records: [...results, ...rest(seats.length - results.length)],
    EncryptionType: first === undefined ? encryptionOf(stream) : encryptionAt(stream, first),
  };
};
