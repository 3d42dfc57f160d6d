import { note } from "../../core/state.ts";
import { SERVICE_EVENT } from "../events.ts";
import { scheduleNumber } from "../updates.ts";
import { done, refused, type Operation } from "./answer.ts";
import { findChannel } from "./findChannel.ts";

/** The channel is DELETING for the assumed time, then gone. */
export const DeleteChannel: Operation<"DeleteChannel"> = (run, input) => {
  const found = findChannel(run.world, input.ChannelARN);
  if (found.error) return refused(found.error);
  const { channel } = found;
  if (channel.status !== "DELETING") {
    channel.status = "DELETING";
    scheduleNumber(run, SERVICE_EVENT.channelGone, channel.number);
  }
  note(run, "call", { operation: "DeleteChannel", name: channel.name });
  return done<"DeleteChannel">({});
};
