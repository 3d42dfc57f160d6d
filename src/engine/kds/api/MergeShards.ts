import { shardNotFound, streamNotActive } from "../../../aws/errors.ts";
import {
  shardAlreadyResharded,
  shardsNotAdjacent,
  streamIsOnDemand,
} from "../../../aws/errorsControl.ts";
import type { MergeShardsInput } from "../../../aws/shapes.ts";
import { parseShardId, shardIdOf } from "../../../aws/shardId.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { beginSteps, endOf, startOf } from "../reshard.ts";
import { isExpired, type Stream } from "../stream.ts";
import {
  done,
  findStream,
  refOf,
  refused,
  shardRefOf,
  targetsOf,
  type Operation,
} from "./answer.ts";

type Checked =
  | {
      readonly stream: Stream;
      readonly shard: number;
      readonly adjacent: number;
      readonly error?: undefined;
    }
  | { readonly error: EngineError };

/** What MergeShards would merge, or why it would refuse; changes nothing. */
export const checkMergeShards = (run: Run, input: MergeShardsInput): Checked => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return { error };
  const { name, shards } = stream;
  const ids = [input.ShardToMerge, input.AdjacentShardToMerge];
  const pair = ids.map(parseShardId);
  const unread = pair.indexOf(undefined);
  if (unread >= 0) return { error: shardNotFound(shardRefOf(world, name, ids[unread]!)) };
  const [shard, adjacent] = pair as [number, number];
  const ref = refOf(world, name);
  if (stream.mode === "ON_DEMAND") return { error: streamIsOnDemand(ref) };
  if (stream.status !== "ACTIVE") return { error: streamNotActive(ref, stream.status) };
  for (const each of [shard, adjacent]) {
    const eachRef = shardRefOf(world, name, shardIdOf(each));
    if (each >= shards.count || isExpired(stream, each, world.nowUs)) {
      return { error: shardNotFound(eachRef) };
    }
  }
  for (const each of [shard, adjacent]) {
    if (shards.closedUs[each]! >= 0) {
      return { error: shardAlreadyResharded(shardRefOf(world, name, shardIdOf(each))) };
    }
  }
  if (endOf(stream, shard) + 1n !== startOf(stream, adjacent)) {
    return { error: shardsNotAdjacent(ref, shardIdOf(shard), shardIdOf(adjacent)) };
  }
  return { stream, shard, adjacent };
};

/** Begins a merge: one child of both ranges opens when the step ends. */
export const MergeShards: Operation<"MergeShards"> = (run, input) => {
  const checked = checkMergeShards(run, input);
  if (checked.error) return refused(checked.error);
  const { stream, shard, adjacent } = checked;
  beginSteps(run, stream, [{ type: "merge", shard, adjacent }]);
  const values = { operation: "MergeShards", stream: stream.name, shard, adjacent };
  note(run, "call", values, targetsOf([shard, adjacent]));
  return done<"MergeShards">({});
};
