import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import type { ListChannelsInput } from "../../../aws/shapesMore.ts";
import type { World } from "../../core/world.ts";
import type { Channel } from "../settings.ts";
import { arnOf, done, refused, timestampOf, type Operation } from "./answer.ts";
import { channelSummaryOf } from "./channelShape.ts";
import { pageOf } from "./page.ts";

const passes = (world: World, { streams }: Channel, { StreamFilter: filter }: ListChannelsInput) =>
  !filter ||
  world.streams.some(
    (stream) =>
      streams.includes(stream.number) &&
      filter.some(
        ({ StreamARN, StreamCreationTimestamp: created }) =>
          StreamARN === arnOf(world, stream) &&
          (created === undefined || created === timestampOf(world, stream.createdUs)),
      ),
  );

/** Channels by name, at most 100 a page; only those of the streams asked for. */
export const ListChannels: Operation<"ListChannels"> = ({ world }, input) => {
  const { channels = [] } = world.settings ?? {};
  const page = pageOf(
    world,
    channels.filter((each) => passes(world, each, input)),
    {
      kind: "listChannels",
      of: "account",
      most: LIMIT_MORE.listChannelsPageMax,
      MaxResults: input.MaxResults,
      NextToken: input.NextToken,
    },
  );
  if (page.error) return refused(page.error);
  return done<"ListChannels">({
    ChannelSummaries: page.shown.map((each) => channelSummaryOf(world, each)),
    ...(page.NextToken === undefined ? {} : { NextToken: page.NextToken }),
  });
};
