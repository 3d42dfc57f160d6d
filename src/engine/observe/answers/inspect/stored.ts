import type { Unstored } from "../../../core/actor.ts";
import { modelOf } from "../../../core/models.ts";
import type { Run } from "../../../core/state.ts";
import type { Actor } from "../../../core/world.ts";
import type { RecordLog, Segment } from "../../../kds/records.ts";
import { putCallOf, type PutCall } from "./call.ts";

/** Calls looked through for the last one of a producer. */
const CALLS_MOST = 50_000;

/** Records that a producer remembers and no log has. */
export const unstoredOf = (run: Run, actor: Actor): readonly Unstored[] => {
  const model = modelOf(run.models, actor);
  const found: Unstored[] = [];
  if ("unstored" in model) model.unstored?.(run.world, actor, (seat) => found.push(seat));
  return found;
};

export interface Stored {
  readonly call: PutCall;
  readonly number: number;
}

/** The last call of a producer of which anything was stored and is held. */
export const lastStored = (log: RecordLog, producer: number): Stored | undefined => {
  let left = CALLS_MOST;
  for (let at = log.segments.length - 1; at >= 0; at--) {
    const segment = log.segments[at]!;
    const { calls } = segment;
    for (let row = calls.count - 1; row >= 0 && left > 0; row--, left--) {
      if (calls.producer[row] === producer) return storedAt(log, segment, row);
    }
  }
  return undefined;
};

const storedAt = (log: RecordLog, segment: Segment, row: number): Stored => ({
  call: putCallOf(log, segment, segment.calls.first[row]!),
  number: segment.calls.number[row]!,
});
