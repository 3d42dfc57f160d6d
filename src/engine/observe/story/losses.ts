import type { StoryFact } from "../../../protocol/frame.ts";
import { actorTarget, makeFact, shardTarget, whoOf } from "./fact.ts";
import { isAbout, shardOf } from "./recent.ts";
import type { Scene } from "./scene.ts";

const LOST_US = 600_000_000;
const GIVEN_UP_US = 10_000_000;
const HOUR_US = 3_600_000_000;

/** Records that expired before a consumer read them, for ten minutes after the last. */
export const recordsLost = ({ recent, readers, stream, nowUs }: Scene): StoryFact[] => {
  const rows = recent.since("lost", nowUs - LOST_US);
  for (const { actor, app } of readers) {
    const row = rows.find(isAbout(actor.id));
    if (!row) continue;
    const shard = shardOf(row);
    const first = rows.findLast(isAbout(actor.id)) ?? row;
    const values = {
      ...whoOf(actor),
      shard,
      records: app.lost,
      retentionHours: stream.retentionUs / HOUR_US,
    };
    return [makeFact("recordsLost", first.atUs, values, [actorTarget(actor), shardTarget(shard)])];
  }
  return [];
};

/** A consumer that has used more than half of retention. */
export const retentionNear = ({ readers, stream, nowUs }: Scene): StoryFact[] => {
  const [worst] = [...readers].sort((a, b) => b.lagMs - a.lagMs);
  const retentionMs = stream.retentionUs / 1000;
  if (!worst || worst.shard < 0 || worst.lagMs * 2 <= retentionMs) return [];
  const { actor, shard, lagMs } = worst;
  const values = {
    ...whoOf(actor),
    shard,
    lagMs,
    retentionHours: stream.retentionUs / HOUR_US,
    share: lagMs / retentionMs,
  };
  const sinceUs = nowUs - (lagMs - retentionMs / 2) * 1000;
  return [makeFact("retentionNear", sinceUs, values, [actorTarget(actor), shardTarget(shard)])];
};

/**
 * A producer that gave records up. Only the first time is in the journal; after it, one counts
 * while the stream goes on refusing its records.
 */
export const backlogAbandoned = ({ recent, writers, load, nowUs }: Scene): StoryFact[] => {
  for (const { actor, gauge } of writers) {
    if (gauge.abandoned === 0) continue;
    const first = recent.last("abandoned", isAbout(actor.id));
    const fresh = first !== undefined && first.atUs >= nowUs - GIVEN_UP_US;
    if (!fresh && (load.throttling < 0 || gauge.backlog === 0)) continue;
    const attempts = actor.params["attempts"];
    const values = {
      producer: actor.id,
      name: actor.name,
      records: gauge.abandoned,
      backlog: gauge.backlog,
      attempts: typeof attempts === "number" ? attempts : undefined,
    };
    return [makeFact("backlogAbandoned", first?.atUs ?? nowUs, values, [actorTarget(actor)])];
  }
  return [];
};
