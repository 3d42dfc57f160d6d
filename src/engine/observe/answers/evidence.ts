import type { Evidence } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import { actorWithId, EVIDENCE_ROWS, type Application, type World } from "../../core/world.ts";
import { REASONS } from "../../kds/deliver.ts";

/** A late record by its number among all of the application's; undefined once it is overwritten. */
export const evidenceAt = (world: World, app: Application, row: number): Evidence | undefined => {
  const { evidence } = app;
  if (!Number.isInteger(row) || row < 0) return undefined;
  if (row >= evidence.total || row < evidence.total - EVIDENCE_ROWS) return undefined;
  const at = row % EVIDENCE_ROWS;
  return {
    row,
    key: world.keys.text[evidence.key[at]!] ?? "",
    ordinal: evidence.ordinal[at]!,
    sub: 0,
    shard: evidence.shard[at]!,
    atUs: evidence.atUs[at]!,
    higherOrdinal: evidence.higherOrdinal[at]!,
    higherShard: evidence.higherShard[at]!,
    higherAtUs: evidence.higherUs[at]!,
    reason: REASONS[evidence.reason[at]!]!,
  };
};

/** The latest late records of a consumer, newest first, at most 256. */
export const answerEvidence = (run: Run, consumer: number): readonly Evidence[] => {
  const app = actorWithId(run.world, consumer)?.application;
  if (!app) return [];
  const out: Evidence[] = [];
  for (let row = app.evidence.total - 1; row >= 0; row--) {
    const found = evidenceAt(run.world, app, row);
    if (!found) break;
    out.push(found);
  }
  return out;
};
