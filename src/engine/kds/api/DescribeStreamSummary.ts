import { done, findStream, refused, type Operation } from "./answer.ts";
import { maxRecordKiBOf, streamDescriptionOf, warmThroughputOf } from "./streamShape.ts";

/** The stream without its shards, which are counted. */
export const DescribeStreamSummary: Operation<"DescribeStreamSummary"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const { settings, mode } = stream;
  const channels = world.settings?.channels.filter((each) => each.streams.includes(stream.number));
  return done<"DescribeStreamSummary">({
    StreamDescriptionSummary: {
      ...streamDescriptionOf(world, stream),
      OpenShardCount: stream.open.length,
      ConsumerCount: settings?.consumers?.length ?? 0,
      MaxRecordSizeInKiB: maxRecordKiBOf(stream),
      ...warmThroughputOf(stream),
      ...(channels?.length ? { ChannelCount: channels.length } : {}),
      ...(mode === "ON_DEMAND"
        ? { RecordDistributionStrategy: settings?.strategy ?? "USER_PARTITION_KEY" }
        : {}),
    },
  });
};
