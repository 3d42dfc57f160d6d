import type { StoryFact } from "../../../protocol/frame.ts";
import { shardHolding } from "../../kds/reshard.ts";
import { isExpired, type ReshardStep, type Stream } from "../../kds/stream.ts";
import { lagIn, parentsUnread, unreadIn } from "../answers/parts/readers.ts";
import { actorTarget, makeFact, shardTarget, whoOf } from "./fact.ts";
import type { Behind, Scene } from "./scene.ts";

/** The reshard step under way. */
export const resharding = ({ stream, recent, nowUs }: Scene): StoryFact[] => {
  const [step] = stream.steps;
  if (stream.status !== "UPDATING" || !step) return [];
  const [shard, adjacentShard] = shardsOf(stream, step);
  const whole = step.type === "splitAt" || step.type === "mergeAt";
  const alone = step.type === "split" ? "SplitShard" : "MergeShards";
  const began = recent.last(
    "status",
    (row) => row.values["status"] === "UPDATING" && row.values["stream"] === stream.name,
  );
  const values = {
    operation: whole ? "UpdateShardCount" : alone,
    shard,
    adjacentShard,
    stepEndsUs: stream.stepEndsUs,
    stepsLeft: stream.steps.length - 1,
    openShards: stream.open.length,
    targetShards: whole ? stream.targetShardCount : undefined,
  };
  const targets = [shard, adjacentShard ?? shard].map(shardTarget);
  return [makeFact("resharding", began?.atUs ?? nowUs, values, targets)];
};

const shardsOf = (stream: Stream, step: ReshardStep): readonly [number, number?] => {
  switch (step.type) {
    case "split":
      return [step.shard];
    case "merge":
      return [step.shard, step.adjacent];
    case "splitAt":
      return [shardHolding(stream, BigInt(step.at))];
    case "mergeAt": {
      const right = shardHolding(stream, BigInt(step.border));
      return [stream.open[stream.open.indexOf(right) - 1] ?? right, right];
    }
  }
};

interface Waiting {
  readonly reader: Behind;
  readonly shard: number;
  readonly parent: number;
  readonly unread: number;
}

/** The child shard that is held back for the parent with most left to read. */
export const waitingForParent = (scene: Scene): StoryFact[] => {
  const { stream, nowUs } = scene;
  let worst: Waiting | undefined;
  for (const reader of scene.readers) {
    if (!reader.places.waits || !reader.running) continue;
    for (const found of waitsOf(stream, reader, nowUs)) {
      if (!worst || found.unread > worst.unread) worst = found;
    }
  }
  if (!worst) return [];
  const { reader, shard, parent, unread } = worst;
  const { actor, places } = reader;
  const lagMs = lagIn(stream, places, shard, nowUs);
  const values = { ...whoOf(actor), shard, parent, unread, lagMs };
  const targets = [shardTarget(shard), shardTarget(parent), actorTarget(actor)];
  return [makeFact("waitingForParent", stream.shards.openedUs[shard]!, values, targets)];
};

const waitsOf = (stream: Stream, reader: Behind, nowUs: number): Waiting[] => {
  const { places } = reader;
  const { shards } = stream;
  const found: Waiting[] = [];
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.parent[shard]! < 0 || (shard < places.count && places.state[shard] !== 0)) continue;
    if (isExpired(stream, shard, nowUs)) continue;
    for (const parent of parentsUnread(stream, places, shard)) {
      if (isExpired(stream, parent, nowUs)) continue;
      found.push({ reader, shard, parent, unread: unreadIn(stream, places, parent) });
    }
  }
  return found;
};
