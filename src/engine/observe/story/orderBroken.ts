import type { StoryFact } from "../../../protocol/frame.ts";
import { evidenceAt } from "../answers/evidence.ts";
import { actorTarget, makeFact, recordTarget, shardTarget, whoOf } from "./fact.ts";
import type { Scene } from "./scene.ts";

const SHOWN_US = 30_000_000;

/** The latest late record of the last 30 s, of the consumer in focus before others. */
export const orderBroken = ({ world, nowUs, stream, readers }: Scene): StoryFact[] => {
  for (const { actor, app } of readers) {
    if (app.stream !== stream.number) continue;
    const row = app.evidence.total - 1;
    const found = evidenceAt(world, app, row);
    if (!found || found.atUs < nowUs - SHOWN_US) continue;
    const { key, ordinal, shard, higherOrdinal, higherShard, reason } = found;
    const { late, unverified } = app;
    return [
      makeFact(
        "orderBroken",
        found.atUs,
        {
          ...whoOf(actor),
          key,
          ordinal,
          shard,
          higherOrdinal,
          higherShard,
          reason,
          late,
          unverified,
          row,
        },
        [
          recordTarget(ordinal),
          recordTarget(higherOrdinal),
          { type: "key", key },
          shardTarget(shard),
          shardTarget(higherShard),
          actorTarget(actor),
        ],
      ),
    ];
  }
  return [];
};
