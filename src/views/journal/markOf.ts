import type { ActorInfo, JournalRow } from "../../protocol/frame.ts";
import type { Selection } from "../../protocol/viewport.ts";

/** The mark a row is about: a record, a consumer's place in a shard, a shard, or an actor. */
export const markOf = (
  { targets }: JournalRow,
  actors: readonly ActorInfo[],
): Selection | undefined => {
  const record = targets.find(({ type }) => type === "record");
  if (record?.type === "record") return record;
  const shard = targets.find((each) => each.type === "shard");
  const actor = targets.find((each) => each.type === "actor");
  if (!shard || !actor) return shard ?? actor;
  const reads = actors.some(({ id, role }) => id === actor.id && role === "consumer");
  return reads ? { type: "front", consumer: actor.id, shard: shard.shard } : shard;
};
