import { uniformRanges } from "../../../aws/hashKey.ts";
import { streamNotActive } from "../../../aws/errors.ts";
import { shardLimitOfAccount, warmNeedsCommitment } from "../../../aws/errorsControl.ts";
import { warmThroughputTooHigh } from "../../../aws/errorsMore.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { settingsOf } from "../consumers.ts";
import { beginSteps, startOf } from "../reshard.ts";
import type { ReshardStep, Stream } from "../stream.ts";
import { beginUpdate } from "../updates.ts";
import { hasCommitment } from "./account.ts";
import { arnOf, done, findStream, openShardsOf, refOf, refused, type Operation } from "./answer.ts";

const refusalOf = (run: Run, stream: Stream, warm: number): EngineError | undefined => {
  const { world } = run;
  const { account, region } = world;
  const ref = refOf(world, stream.name);
  if (stream.mode !== "ON_DEMAND" || !hasCommitment(world)) return warmNeedsCommitment();
  if (stream.status !== "ACTIVE") return streamNotActive(ref, stream.status);
  const most = LIMIT_MORE.warmThroughputMiBpsMax;
  if (warm > most) return warmThroughputTooHigh(most);
  const current = openShardsOf(world);
  const limit = LIMIT.shardsPerAccount;
  const additional = Math.max(0, warm - stream.open.length);
  if (current + additional <= limit) return undefined;
  return shardLimitOfAccount({ account, region, current, limit, additional });
};

/** Splits at those borders of `count` equal ranges that are none yet. */
const stepsTo = (stream: Stream, count: number): ReshardStep[] => {
  if (count <= stream.open.length) return [];
  const borders = new Set(stream.open.map((shard) => startOf(stream, shard)));
  return uniformRanges(count)
    .map((range) => range.start)
    .filter((start) => !borders.has(start))
    .slice(0, count - stream.open.length)
    .map((start) => ({ type: "splitAt", at: start.toString() }));
};

/**
 * Scales an on-demand stream up to a shard a MiB/s, by splits one after another. A lower value is
 * kept and answered; shards are not merged.
 */
export const UpdateStreamWarmThroughput: Operation<"UpdateStreamWarmThroughput"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const warm = input.WarmThroughputMiBps;
  const refusal = refusalOf(run, stream, warm);
  if (refusal) return refused(refusal);
  settingsOf(stream).warmMiBps = warm;
  note(run, "call", { operation: "UpdateStreamWarmThroughput", stream: stream.name, target: warm });
  const steps = stepsTo(stream, warm);
  if (steps.length > 0) beginSteps(run, stream, steps);
  else beginUpdate(run, stream, {});
  const CurrentMiBps = Math.min(warm, stream.open.length);
  return done<"UpdateStreamWarmThroughput">({
    StreamARN: arnOf(world, stream),
    StreamName: stream.name,
    WarmThroughput: { TargetMiBps: warm, CurrentMiBps },
  });
};
