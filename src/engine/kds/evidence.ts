import { EVIDENCE_ROWS, type EvidenceRing } from "../core/world.ts";

export const REASONS = [
  "child-before-parent",
  "different-shards",
  "position-moved",
  "re-read",
  "producer-copy",
  "write-reorder",
] as const;

export const makeEvidenceRing = (): EvidenceRing => ({
  total: 0,
  key: new Uint32Array(EVIDENCE_ROWS),
  ordinal: new Float64Array(EVIDENCE_ROWS),
  shard: new Int32Array(EVIDENCE_ROWS),
  atUs: new Float64Array(EVIDENCE_ROWS),
  higherOrdinal: new Float64Array(EVIDENCE_ROWS),
  higherShard: new Int32Array(EVIDENCE_ROWS),
  higherUs: new Float64Array(EVIDENCE_ROWS),
  reason: new Uint8Array(EVIDENCE_ROWS),
});

export interface Case {
  readonly key: number;
  readonly ordinal: number;
  readonly shard: number;
  readonly atUs: number;
  readonly higherOrdinal: number;
  readonly higherShard: number;
  /** -1 when it is no longer known. */
  readonly higherUs: number;
  readonly reason: (typeof REASONS)[number];
}

export const keepCase = (ring: EvidenceRing, kept: Case): void => {
  const row = ring.total++ % EVIDENCE_ROWS;
  ring.key[row] = kept.key;
  ring.ordinal[row] = kept.ordinal;
  ring.shard[row] = kept.shard;
  ring.atUs[row] = kept.atUs;
  ring.higherOrdinal[row] = kept.higherOrdinal;
  ring.higherShard[row] = kept.higherShard;
  ring.higherUs[row] = kept.higherUs;
  ring.reason[row] = REASONS.indexOf(kept.reason);
};
