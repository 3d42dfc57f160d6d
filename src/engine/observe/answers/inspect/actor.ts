import type { Inspection } from "../../../../protocol/frame.ts";
import type { Run } from "../../../core/state.ts";
import { actorWithId, streamNamed } from "../../../core/world.ts";
import { rowsByNow } from "../parts/past.ts";
import { readersOf } from "../parts/readers.ts";
import { lastReadOf } from "./consumer.ts";
import { factsOf, known } from "./facts.ts";
import { lastCheckpointUs, nextCallUs, nextPutUs } from "./memory.ts";
import { lastPutOf } from "./producer.ts";

/** Journal rows looked through for the last error. */
const ROWS_MOST = 2_000;

const ERRORS: Readonly<Record<string, string>> = {
  readThrottle: "ProvisionedThroughputExceededException",
  iteratorExpired: "ExpiredIteratorException",
  requestLost: "TimeoutError",
  responseLost: "TimeoutError",
};

export const inspectActor = (run: Run, id: number): Inspection | undefined => {
  const actor = actorWithId(run.world, id);
  if (!actor) return undefined;
  const stream = streamNamed(run.world, actor.stream);
  const reader = stream && readersOf(run, stream).find((each) => each.actor === actor);
  const error = lastErrorOf(run, id);
  const next =
    actor.role === "producer" ? nextPutUs(run, id) : reader && nextCallUs(run, reader, -1);
  return {
    title: actor.name,
    api: [actor.role === "producer" ? lastPutOf(run, actor) : lastReadOf(run, actor)],
    facts: factsOf([
      ["sink", actor.application?.sink],
      ["nextCallUs", known(next)],
      ["checkpointUs", reader && known(lastCheckpointUs(reader))],
      ["lastError", error?.name],
      ["lastErrorUs", error?.atUs],
    ]),
    targets: [{ type: "actor", id }],
  };
};

const lastErrorOf = (
  run: Run,
  id: number,
): { readonly name: string; readonly atUs: number } | undefined => {
  const { rows } = run.chronicle.journal;
  const end = rowsByNow(run);
  for (let at = end - 1; at >= Math.max(0, end - ROWS_MOST); at--) {
    const row = rows[at]!;
    const name = ERRORS[row.type];
    const about = row.targets.some((target) => target.type === "actor" && target.id === id);
    if (name !== undefined && about) return { name, atUs: row.atUs };
  }
  return undefined;
};
