import {
  missingShardCount,
  shardLimitOfAccount,
  tooManyCreatingStreams,
  unwantedShardCount,
} from "../../../aws/errorsControl.ts";
import { autoNeedsOnDemand, streamExists } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { CreateStreamInput } from "../../../aws/shapes.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { streamNamed } from "../../core/world.ts";
import { SERVICE_EVENT } from "../events.ts";
import { schedule } from "../reshard.ts";
import { makeStream } from "../stream.ts";
import { done, notOurs, openShardsOf, refOf, refused, type Operation } from "./answer.ts";

const modeOf = (input: CreateStreamInput): "PROVISIONED" | "ON_DEMAND" =>
  input.StreamModeDetails?.StreamMode ??
  (input.ShardCount === undefined ? "ON_DEMAND" : "PROVISIONED");

const refusalOf = (run: Run, input: CreateStreamInput, count: number): EngineError | undefined => {
  const { world } = run;
  const { account, region } = world;
  if (modeOf(input) === "PROVISIONED") {
    if (input.ShardCount === undefined) return missingShardCount();
    if (input.RecordDistributionStrategy === "AUTO") return autoNeedsOnDemand();
  } else if (input.ShardCount !== undefined) return unwantedShardCount();
  const unmodelled = unmodelledOf(input);
  if (unmodelled !== undefined) {
    return notOurs(`Kinesis has ${unmodelled}, but Shardscope does not model it.`);
  }
  if (streamNamed(world, input.StreamName)) return streamExists(refOf(world, input.StreamName));
  const creating = world.streams.filter((each) => each.status === "CREATING").length;
  const creatingMost = LIMIT.creatingStreamsMax;
  if (creating >= creatingMost) return tooManyCreatingStreams(account, creatingMost);
  const current = openShardsOf(world);
  const limit = LIMIT.shardsPerAccount;
  if (current + count > limit) {
    return shardLimitOfAccount({ account, region, current, limit, additional: count });
  }
  return undefined;
};

const unmodelledOf = (input: CreateStreamInput): string | undefined => {
  if (input.RecordDistributionStrategy === "AUTO") return "RecordDistributionStrategy AUTO";
  if (input.WarmThroughputMiBps !== undefined) return "WarmThroughputMiBps";
  const size = input.MaxRecordSizeInKiB ?? LIMIT.maxRecordSizeInKiBMin;
  return size > LIMIT.maxRecordSizeInKiBMin ? "records above 1 MiB" : undefined;
};

/** The stream is CREATING, without shards, for the assumed time. Tags have no effect. */
export const CreateStream: Operation<"CreateStream"> = (run, input) => {
  const { world } = run;
  const count = input.ShardCount ?? LIMIT.shardsWithoutCount;
  const error = refusalOf(run, input, count);
  if (error) return refused(error);
  const stream = makeStream(world.streamNumber++, input.StreamName, count, world.nowUs);
  stream.mode = modeOf(input);
  world.streams.push(stream);
  schedule(run, stream, SERVICE_EVENT.createDone, world.assumptions.createStreamUs);
  note(run, "call", { operation: "CreateStream", stream: stream.name, shards: count });
  return done<"CreateStream">({});
};
