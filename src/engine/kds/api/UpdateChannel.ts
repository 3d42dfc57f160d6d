import { channelNotActive, channelOfOtherDestination } from "../../../aws/errorsMore.ts";
import type { UpdateChannelInput } from "../../../aws/shapesMore.ts";
import { note } from "../../core/state.ts";
import { SERVICE_EVENT } from "../events.ts";
import type { Channel } from "../settings.ts";
import { scheduleNumber } from "../updates.ts";
import { done, refused, type Operation } from "./answer.ts";
import { channelDescriptionOf } from "./channelShape.ts";
import { findChannel } from "./findChannel.ts";

const DESTINATIONS = ["S3DestinationConfiguration", "S3TablesDestinationConfiguration"] as const;

const changed = (channel: Channel, input: UpdateChannelInput): Channel["described"] => {
  const out: Record<string, unknown> = { ...channel.described };
  for (const name of DESTINATIONS) {
    if (input[name]) out[name] = { ...(out[name] as object), ...input[name] };
  }
  const logs = input.LoggingConfiguration?.CloudWatchLogs;
  if (logs) out["LoggingConfiguration"] = { CloudWatchLogs: logs };
  return out;
};

/** Sets how fresh deliveries are, and logging; UPDATING for the assumed time, then ACTIVE. */
export const UpdateChannel: Operation<"UpdateChannel"> = (run, input) => {
  const { world } = run;
  const found = findChannel(world, input.ChannelARN);
  if (found.error) return refused(found.error);
  const { channel } = found;
  if (DESTINATIONS.some((name) => input[name] && !(name in channel.described))) {
    return refused(channelOfOtherDestination());
  }
  if (channel.status !== "ACTIVE") {
    return refused(channelNotActive(channel.name, world.account, channel.status));
  }
  channel.described = changed(channel, input);
  channel.status = "UPDATING";
  scheduleNumber(run, SERVICE_EVENT.channelReady, channel.number);
  note(run, "call", { operation: "UpdateChannel", name: channel.name });
  return done<"UpdateChannel">({ ChannelDescription: channelDescriptionOf(world, channel) });
};
