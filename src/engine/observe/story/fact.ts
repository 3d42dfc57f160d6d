import type { StoryFact, StoryId, Target } from "../../../protocol/frame.ts";
import type { SimUs } from "../../../protocol/log.ts";
import type { Actor } from "../../core/world.ts";

/**
 * What comes first when several things go on: loss and broken order, then what a person can do
 * something about, causes before their effects.
 */
const IMPORTANCE: Readonly<Record<StoryId, number>> = {
  noStream: 100,
  orderBroken: 95,
  recordsLost: 90,
  consumerCrashed: 85,
  hotKey: 80,
  resharding: 78,
  hotShard: 75,
  readBlocked: 72,
  reReading: 70,
  producerCopies: 68,
  iteratorExpired: 66,
  writeThrottled: 65,
  readThrottled: 64,
  backlogAbandoned: 62,
  retentionNear: 60,
  waitingForParent: 50,
  fallingBehind: 45,
  noProducers: 20,
  calm: 0,
};

export const makeFact = (
  id: StoryId,
  sinceUs: SimUs,
  values: Readonly<Record<string, string | number | undefined>>,
  targets: readonly Target[],
): StoryFact => ({
  id,
  importance: IMPORTANCE[id],
  sinceUs,
  values: Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as StoryFact["values"],
  targets,
});

/** How a fact names a consumer. */
export const whoOf = ({
  id,
  letter,
  name,
}: Actor): { readonly consumer: number; readonly letter: string; readonly name: string } => ({
  consumer: id,
  letter,
  name,
});

export const shardTarget = (shard: number): Target => ({ type: "shard", shard });
export const actorTarget = ({ id }: Actor): Target => ({ type: "actor", id });
export const recordTarget = (ordinal: number): Target => ({ type: "record", ordinal });
