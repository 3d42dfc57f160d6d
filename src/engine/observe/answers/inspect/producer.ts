import { modelOf } from "../../../core/models.ts";
import type { Unstored } from "../../../core/actor.ts";
import type { Run } from "../../../core/state.ts";
import { streamNamed, type Actor } from "../../../core/world.ts";
import { segmentOf } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";
import type { PutCall } from "./call.ts";
import { madeData, type ApiCall } from "./json.ts";
import { lastCallBy, PUTS } from "./program.ts";
import { programPut } from "./programPut.ts";
import { madeEntry, putOf, seatsShown, type Seat } from "./put.ts";
import { lastStored, unstoredOf, type Stored } from "./stored.ts";

/** Bytes of an example of what a program may put. */
const EXAMPLE_BYTES = 60;

/** The put that a producer made last; before its first, the one it makes next. */
export const lastPutOf = (run: Run, actor: Actor): ApiCall => {
  const stream = streamNamed(run.world, actor.stream);
  const made = modelOf(run.models, actor).outside ? lastCallBy(run, actor.id, PUTS) : undefined;
  if (made) return programPut(run, stream, actor, made);
  const unstored = unstoredOf(run, actor);
  const stored = stream && lastStored(stream.log, actor.id);
  const refused = lastRefused(unstored);
  if (stream && refused && (!stored || refused.rejectedUs! > stored.call.atUs)) {
    const seats = unstored.filter((each) => isSameCall(each, refused));
    return putOf(run, stream, refusedCall(actor, refused, seats.length), seatsShown(seats));
  }
  if (stream && stored) return storedPut(run, stream, stored, unstored);
  return nextPut(run, actor, unstored);
};

const lastRefused = (unstored: readonly Unstored[]): Unstored | undefined => {
  let last: Unstored | undefined;
  for (const each of unstored) {
    if (each.rejectedUs === undefined) continue;
    if (!last || each.rejectedUs > last.rejectedUs!) last = each;
  }
  return last;
};

const isSameCall = (each: Unstored, other: Unstored): boolean =>
  each.rejectedUs === other.rejectedUs && each.call === other.call;

/** A call of which nothing was stored. */
const refusedCall = (actor: Actor, seat: Unstored, seats: number): PutCall => ({
  producer: actor.id,
  attempt: seat.attempt,
  seats,
  refused: seats,
  first: 0,
  end: 0,
  atUs: seat.rejectedUs!,
});

/** What was stored and, where the producer still has it, what was refused, by record number. */
const storedPut = (
  run: Run,
  stream: Stream,
  { call, number }: Stored,
  unstored: readonly Unstored[],
): ApiCall => {
  const refused = unstored.filter(
    (each) => each.rejectedUs === call.atUs && (each.call ?? number) === number,
  );
  const seats: Seat[] = refused.length === call.refused ? [...refused] : [];
  for (let each = call.first; each < call.end; each++) {
    if (segmentOf(stream.log, each)) seats.push(each);
  }
  seats.sort((a, b) => numberOf(stream, a) - numberOf(stream, b));
  return putOf(run, stream, call, seatsShown(seats));
};

const numberOf = ({ log }: Stream, seat: Seat): number => {
  if (typeof seat !== "number") return seat.n;
  const segment = segmentOf(log, seat)!;
  return segment.n[seat - segment.firstOrdinal]!;
};

/** Its next record; of a program, which alone knows it, an example. */
const nextPut = ({ world }: Run, actor: Actor, unstored: readonly Unstored[]): ApiCall => {
  const next = unstored.find((each) => each.rejectedUs === undefined);
  const entry = next
    ? madeEntry(world, actor.id, next)
    : { Data: madeData(actor.id, 0, EXAMPLE_BYTES), PartitionKey: actor.name.slice(0, 256) || "k" };
  const StreamName = actor.stream;
  return actor.params["operation"] === "PutRecords"
    ? { operation: "PutRecords", request: { StreamName, Records: [entry] }, next: true }
    : { operation: "PutRecord", request: { StreamName, ...entry }, next: true };
};
