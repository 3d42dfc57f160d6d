import type { Run } from "../../../core/state.ts";
import { actorWithId } from "../../../core/world.ts";

export interface ActorName {
  readonly role: "producer" | "consumer";
  readonly name: string;
  readonly letter: string;
}

/** How an actor is called, also when it has been removed since. */
export const actorCalled = (run: Run, id: number): ActorName | undefined => {
  const actor = actorWithId(run.world, id);
  if (actor) return actor;
  for (let at = run.world.entriesApplied - 1; at >= 0; at--) {
    const given = run.entries[at]?.command;
    if (given?.type === "AddActor" && given.id === id) return given;
  }
  return undefined;
};

/** Name of a record's producer; actor 0 is a person or a program at the API. */
export const actorNameOf = (run: Run, id: number): string =>
  id === 0 ? "console" : (actorCalled(run, id)?.name ?? "");
