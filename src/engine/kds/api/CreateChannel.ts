import { streamNotActive } from "../../../aws/errors.ts";
import {
  channelExists,
  channelNeedsOnDemand,
  channelNeedsOneDestination,
  channelTakesOneStream,
  tooManyChannels,
} from "../../../aws/errorsMore.ts";
import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import type { CreateChannelInput } from "../../../aws/shapesMore.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { accountOf } from "../consumers.ts";
import { SERVICE_EVENT } from "../events.ts";
import type { Channel } from "../settings.ts";
import type { Stream } from "../stream.ts";
import { scheduleNumber } from "../updates.ts";
import { done, findStream, refOf, refused, timestampOf, type Operation } from "./answer.ts";
import { channelDescriptionOf } from "./channelShape.ts";
import { tagRefusal } from "./tags.ts";

const shapeFault = (input: CreateChannelInput): EngineError | undefined => {
  const toS3 = input.S3DestinationConfiguration !== undefined;
  const toTables = input.S3TablesDestinationConfiguration !== undefined;
  if (toS3 === toTables) return channelNeedsOneDestination();
  return input.StreamConfigurationList.length > 1 ? channelTakesOneStream() : undefined;
};

const refusalOf = (
  run: Run,
  stream: Stream,
  input: CreateChannelInput,
): EngineError | undefined => {
  const { world } = run;
  const ref = refOf(world, stream.name);
  const { channels = [] } = world.settings ?? {};
  if (stream.mode !== "ON_DEMAND") return channelNeedsOnDemand(ref);
  if (stream.status !== "ACTIVE") return streamNotActive(ref, stream.status);
  const name = input.ChannelName;
  if (channels.some((each) => each.name === name)) return channelExists(name, world.account);
  const tagged = tagRefusal({ ...ref, stream: name }, {}, input.Tags);
  if (tagged) return tagged;
  const most = LIMIT_MORE.channelsPerStream;
  const reading = channels.filter((each) => each.streams.includes(stream.number)).length;
  return reading >= most ? tooManyChannels(ref, most) : undefined;
};

/** The parts of the description that are as they were given. */
const describedBy = (run: Run, stream: Stream, input: CreateChannelInput) => {
  const created = timestampOf(run.world, stream.createdUs);
  const DataFreshnessInSeconds = LIMIT_MORE.channelFreshnessSecondsDefault;
  const { S3DestinationConfiguration: s3, S3TablesDestinationConfiguration: tables } = input;
  const { EncryptionConfiguration } = input;
  return {
    ServiceExecutionRoleARN: input.ServiceExecutionRoleARN,
    StreamConfigurationList: input.StreamConfigurationList.map((each) => ({
      ...each,
      StreamCreationTimestamp: created,
    })),
    ...(s3 ? { S3DestinationConfiguration: { DataFreshnessInSeconds, ...s3 } } : {}),
    ...(tables ? { S3TablesDestinationConfiguration: { DataFreshnessInSeconds, ...tables } } : {}),
    ...(EncryptionConfiguration ? { EncryptionConfiguration } : {}),
    LoggingConfiguration: input.LoggingConfiguration ?? { CloudWatchLogs: { Enabled: false } },
  };
};

/** A channel: CREATING for the assumed time, then ACTIVE. It delivers nothing. */
export const CreateChannel: Operation<"CreateChannel"> = (run, input) => {
  const { world } = run;
  const fault = shapeFault(input);
  if (fault) return refused(fault);
  const { stream, error } = findStream(world, input.StreamConfigurationList[0]!);
  if (error) return refused(error);
  const refusal = refusalOf(run, stream, input);
  if (refusal) return refused(refusal);
  const account = accountOf(world);
  const channel: Channel = {
    number: ++account.channelNumbers,
    name: input.ChannelName,
    createdUs: world.nowUs,
    status: "CREATING",
    streams: [stream.number],
    described: describedBy(run, stream, input),
    ...(input.Tags ? { tags: { ...input.Tags } } : {}),
  };
  account.channels.push(channel);
  scheduleNumber(run, SERVICE_EVENT.channelReady, channel.number);
  note(run, "call", { operation: "CreateChannel", stream: stream.name, name: channel.name });
  return done<"CreateChannel">({ ChannelDescription: channelDescriptionOf(world, channel) });
};
