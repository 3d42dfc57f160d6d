import { done, refused, type Operation } from "./answer.ts";
import { channelDescriptionOf } from "./channelShape.ts";
import { findChannel } from "./findChannel.ts";

/** A channel as it was made, and its state. */
export const DescribeChannel: Operation<"DescribeChannel"> = ({ world }, input) => {
  const found = findChannel(world, input.ChannelARN);
  if (found.error) return refused(found.error);
  const ChannelDescription = channelDescriptionOf(world, found.channel);
  return done<"DescribeChannel">({ ChannelDescription });
};
