import type { ChannelDescription, ChannelSummary } from "../../../aws/shapesMore.ts";
import type { World } from "../../core/world.ts";
import type { Channel } from "../settings.ts";
import { arnOf, timestampOf } from "./answer.ts";

/** AWS does not publish what follows `channel/`; here it is the name. */
export const channelArnOf = ({ region, account }: World, { name }: Channel): string =>
  `arn:aws:kinesis:${region}:${account}:channel/${name}`;

const headOf = (world: World, channel: Channel) => ({
  ChannelName: channel.name,
  ChannelARN: channelArnOf(world, channel),
  ChannelId: String(channel.number),
  ChannelStatus: channel.status,
  ChannelCreationTimestamp: timestampOf(world, channel.createdUs),
});

export const channelDescriptionOf = (world: World, channel: Channel): ChannelDescription => ({
  ...headOf(world, channel),
  ...channel.described,
});

export const channelSummaryOf = (world: World, channel: Channel): ChannelSummary => ({
  ...headOf(world, channel),
  ChannelDestinationType: "S3DestinationConfiguration" in channel.described ? "S3" : "S3_TABLES",
  Streams: world.streams
    .filter((stream) => channel.streams.includes(stream.number))
    .map((stream) => ({
      StreamARN: arnOf(world, stream),
      StreamCreationTimestamp: timestampOf(world, stream.createdUs),
    })),
});
