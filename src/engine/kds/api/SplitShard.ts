import { shardNotFound, streamNotActive } from "../../../aws/errors.ts";
import {
  shardAlreadyResharded,
  shardLimitOfAccount,
  splitKeyOutOfRange,
  streamIsOnDemand,
} from "../../../aws/errorsControl.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { SplitShardInput } from "../../../aws/shapes.ts";
import { parseShardId, shardIdOf } from "../../../aws/shardId.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { beginSteps, endOf, startOf } from "../reshard.ts";
import { isExpired, type Stream } from "../stream.ts";
import {
  done,
  findStream,
  openShardsOf,
  refOf,
  refused,
  shardRefOf,
  targetsOf,
  type Operation,
} from "./answer.ts";

type Checked =
  | { readonly stream: Stream; readonly shard: number; readonly error?: undefined }
  | { readonly error: EngineError };

/** What SplitShard would split, or why it would refuse; changes nothing. */
export const checkSplitShard = (run: Run, input: SplitShardInput): Checked => {
  const { world } = run;
  const shard = parseShardId(input.ShardToSplit);
  const { stream, error } = findStream(world, input);
  if (error) return { error };
  const { name } = stream;
  if (shard === undefined)
    return { error: shardNotFound(shardRefOf(world, name, input.ShardToSplit)) };
  const ref = shardRefOf(world, name, shardIdOf(shard));
  if (stream.mode === "ON_DEMAND") return { error: streamIsOnDemand(ref) };
  if (stream.status !== "ACTIVE")
    return { error: streamNotActive(refOf(world, name), stream.status) };
  if (shard >= stream.shards.count || isExpired(stream, shard, world.nowUs)) {
    return { error: shardNotFound(ref) };
  }
  if (stream.shards.closedUs[shard]! >= 0) return { error: shardAlreadyResharded(ref) };
  const { account, region } = world;
  const current = openShardsOf(world);
  const limit = LIMIT.shardsPerAccount;
  if (current + 1 > limit) {
    return { error: shardLimitOfAccount({ account, region, current, limit, additional: 1 }) };
  }
  const range = { start: startOf(stream, shard), end: endOf(stream, shard) };
  const key = BigInt(input.NewStartingHashKey);
  if (key <= range.start + 1n || key >= range.end) {
    return { error: splitKeyOutOfRange(ref, input.NewStartingHashKey, range) };
  }
  return { stream, shard };
};

/** Begins a split: [start, key - 1] and [key, end] open when the step ends. */
export const SplitShard: Operation<"SplitShard"> = (run, input) => {
  const checked = checkSplitShard(run, input);
  if (checked.error) return refused(checked.error);
  const { stream, shard } = checked;
  const at = input.NewStartingHashKey;
  beginSteps(run, stream, [{ type: "split", shard, at }]);
  note(
    run,
    "call",
    { operation: "SplitShard", stream: stream.name, shard, at },
    targetsOf([shard]),
  );
  return done<"SplitShard">({});
};
