import { fractionOf } from "../../../base/u128.ts";
import type { Evidence } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import {
  actorWithId,
  EVIDENCE_ROWS,
  type Application,
  type EvidenceRing,
  type World,
} from "../../core/world.ts";
import { REASONS } from "../../kds/evidence.ts";

const caseAt = (world: World, ring: EvidenceRing, row: number): Evidence | undefined => {
  if (!Number.isInteger(row) || row < 0) return undefined;
  if (row >= ring.total || row < ring.total - EVIDENCE_ROWS) return undefined;
  const at = row % EVIDENCE_ROWS;
  return {
    row,
    key: world.keys.text[ring.key[at]!] ?? "",
    y: fractionOf(world.keys.words, ring.key[at]! * 4),
    ordinal: ring.ordinal[at]!,
    sub: 0,
    shard: ring.shard[at]!,
    atUs: ring.atUs[at]!,
    higherOrdinal: ring.higherOrdinal[at]!,
    higherShard: ring.higherShard[at]!,
    higherAtUs: ring.higherUs[at]!,
    reason: REASONS[ring.reason[at]!]!,
  };
};

/** A late record by its number among all of the application's; undefined once it is overwritten. */
export const evidenceAt = (world: World, app: Application, row: number): Evidence | undefined =>
  caseAt(world, app.evidence, row);

/** The cases a ring holds, newest first, at most 256. */
export const casesOf = (world: World, ring: EvidenceRing | undefined): readonly Evidence[] => {
  const out: Evidence[] = [];
  for (let row = (ring?.total ?? 0) - 1; ring && row >= 0; row--) {
    const found = caseAt(world, ring, row);
    if (!found) break;
    out.push(found);
  }
  return out;
};

/** The latest late records of a consumer. */
export const answerEvidence = (run: Run, consumer: number): readonly Evidence[] =>
  casesOf(run.world, actorWithId(run.world, consumer)?.application?.evidence);

/** Its latest re-reads and producer copies. */
export const answerDuplicates = (run: Run, consumer: number): readonly Evidence[] =>
  casesOf(run.world, actorWithId(run.world, consumer)?.application?.duplicates);

/** The latest write reorders of every producer of a stream, newest first. */
export const answerReorders = (run: Run, stream: string): readonly Evidence[] =>
  run.world.actors
    .filter((actor) => actor.stream === stream)
    .flatMap((actor) => casesOf(run.world, actor.reorders))
    .sort((a, b) => b.atUs - a.atUs || b.ordinal - a.ordinal);
