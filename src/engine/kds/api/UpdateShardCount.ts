import { streamNotActive } from "../../../aws/errors.ts";
import {
  scaleDownTooFar,
  scaleUpTooFar,
  shardLimitOfAccount,
  streamIsOnDemand,
  targetTooLarge,
  tooManyShardCountUpdates,
} from "../../../aws/errorsControl.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { beginSteps, endOf, planUpdateShardCount, startOf } from "../reshard.ts";
import { lastDay } from "../callRates.ts";
import type { Stream } from "../stream.ts";
import {
  arnOf,
  done,
  findStream,
  notOurs,
  openShardsOf,
  refOf,
  refused,
  type Operation,
} from "./answer.ts";

const refusalOf = (run: Run, stream: Stream, target: number): EngineError | undefined => {
  const { world } = run;
  const ref = refOf(world, stream.name);
  const open = stream.open.length;
  if (stream.mode === "ON_DEMAND") return streamIsOnDemand(ref);
  if (stream.status !== "ACTIVE") return streamNotActive(ref, stream.status);
  const most = LIMIT.updateShardCountShardsMax;
  if (target > most) return targetTooLarge(most, open, target);
  if (target > open * LIMIT.updateShardCountUpMax) return scaleUpTooFar(open, target);
  if (target < open * LIMIT.updateShardCountDownMin) return scaleDownTooFar(open, target);
  const { account, region } = world;
  const current = openShardsOf(world);
  const limit = LIMIT.shardsPerAccount;
  const steps = planUpdateShardCount(stream, target);
  const additional = steps.filter((step) => step.type === "splitAt").length;
  if (current + additional > limit) {
    return shardLimitOfAccount({ account, region, current, limit, additional });
  }
  const calls = LIMIT.updateShardCountPerRollingDay;
  if (lastDay(stream.updateCountUs, world.nowUs).length >= calls)
    return tooManyShardCountUpdates(ref, calls);
  return target > open && stream.open.some((shard) => isSingleKey(stream, shard))
    ? notOurs("Shardscope splits every shard to scale up, but one has a single hash key.")
    : undefined;
};

const isSingleKey = (stream: Stream, shard: number): boolean =>
  startOf(stream, shard) === endOf(stream, shard);

/**
 * Scales to equal ranges by splits and merges, one after another. Splits come first, so the account's
 * quota must hold their children for a while: twice the open shards when all are split.
 */
export const UpdateShardCount: Operation<"UpdateShardCount"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const target = input.TargetShardCount;
  const refusal = refusalOf(run, stream, target);
  if (refusal) return refused(refusal);
  const from = stream.open.length;
  stream.updateCountUs = [...lastDay(stream.updateCountUs, world.nowUs), world.nowUs];
  stream.targetShardCount = target;
  const steps = planUpdateShardCount(stream, target);
  if (steps.length > 0) beginSteps(run, stream, steps);
  const operation = "UpdateShardCount";
  note(run, "call", { operation, stream: stream.name, from, target, steps: steps.length });
  return done<"UpdateShardCount">({
    StreamName: stream.name,
    CurrentShardCount: from,
    TargetShardCount: target,
    StreamARN: arnOf(world, stream),
  });
};
