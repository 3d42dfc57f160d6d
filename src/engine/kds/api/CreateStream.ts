import {
  missingShardCount,
  shardLimitOfAccount,
  tooManyCreatingStreams,
  tooManyOnDemandStreams,
  unwantedShardCount,
  warmNeedsCommitment,
} from "../../../aws/errorsControl.ts";
import { autoNeedsOnDemand, streamExists } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { CreateStreamInput } from "../../../aws/shapes.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { streamNamed } from "../../core/world.ts";
import { SERVICE_EVENT } from "../events.ts";
import { schedule } from "../reshard.ts";
import type { StreamSettings } from "../settings.ts";
import { makeStream } from "../stream.ts";
import { done, openShardsOf, refOf, refused, type Operation } from "./answer.ts";
import { hasCommitment, onDemandStreams } from "./account.ts";
import { tagRefusal } from "./tags.ts";

const modeOf = (input: CreateStreamInput): "PROVISIONED" | "ON_DEMAND" =>
  input.StreamModeDetails?.StreamMode ??
  (input.ShardCount === undefined ? "ON_DEMAND" : "PROVISIONED");

const refusalOf = (run: Run, input: CreateStreamInput, count: number): EngineError | undefined => {
  const { world } = run;
  const { account, region } = world;
  const onDemand = modeOf(input) === "ON_DEMAND";
  if (!onDemand) {
    if (input.ShardCount === undefined) return missingShardCount();
    if (input.RecordDistributionStrategy === "AUTO") return autoNeedsOnDemand();
  } else if (input.ShardCount !== undefined) return unwantedShardCount();
  if (input.WarmThroughputMiBps !== undefined && !(onDemand && hasCommitment(world))) {
    return warmNeedsCommitment();
  }
  const ref = refOf(world, input.StreamName);
  const tagged = tagRefusal(ref, {}, input.Tags);
  if (tagged) return tagged;
  if (streamNamed(world, input.StreamName)) return streamExists(ref);
  const creating = world.streams.filter((each) => each.status === "CREATING").length;
  const creatingMost = LIMIT.creatingStreamsMax;
  if (creating >= creatingMost) return tooManyCreatingStreams(account, creatingMost);
  const onDemandMost = LIMIT.onDemandStreamsPerAccount;
  if (onDemand && onDemandStreams(world) >= onDemandMost) {
    return tooManyOnDemandStreams(account, onDemandMost);
  }
  const current = openShardsOf(world);
  const limit = LIMIT.shardsPerAccount;
  if (current + count > limit) {
    return shardLimitOfAccount({ account, region, current, limit, additional: count });
  }
  return undefined;
};

/** What the input sets beside shards and mode; undefined where all is as without it. */
const settingsOf = (input: CreateStreamInput): StreamSettings | undefined => {
  const { Tags, MaxRecordSizeInKiB: kiB, WarmThroughputMiBps: warm } = input;
  const settings: StreamSettings = {};
  if (Tags) settings.tags = { ...Tags };
  if (kiB !== undefined && kiB > LIMIT.maxRecordSizeInKiBMin) settings.maxRecordKiB = kiB;
  if (warm !== undefined) settings.warmMiBps = warm;
  if (input.RecordDistributionStrategy === "AUTO") settings.strategy = "AUTO";
  return Object.keys(settings).length > 0 ? settings : undefined;
};

/** The stream is CREATING, without shards, for the assumed time. */
export const CreateStream: Operation<"CreateStream"> = (run, input) => {
  const { world } = run;
  const least = Math.max(LIMIT.shardsWithoutCount, input.WarmThroughputMiBps ?? 0);
  const count = input.ShardCount ?? least;
  const error = refusalOf(run, input, count);
  if (error) return refused(error);
  const stream = makeStream(world.streamNumber++, input.StreamName, count, world.nowUs);
  stream.mode = modeOf(input);
  const settings = settingsOf(input);
  if (settings) stream.settings = settings;
  world.streams.push(stream);
  schedule(run, stream, SERVICE_EVENT.createDone, world.assumptions.createStreamUs);
  note(run, "call", { operation: "CreateStream", stream: stream.name, shards: count });
  return done<"CreateStream">({});
};
