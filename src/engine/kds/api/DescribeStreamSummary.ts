import { done, findStream, refused, type Operation } from "./answer.ts";
import { MAX_RECORD_KIB, streamDescriptionOf } from "./streamShape.ts";

/** The stream without its shards, which are counted. */
export const DescribeStreamSummary: Operation<"DescribeStreamSummary"> = (run, input) => {
  const { stream, error } = findStream(run.world, input);
  if (error) return refused(error);
  return done<"DescribeStreamSummary">({
    StreamDescriptionSummary: {
      ...streamDescriptionOf(run.world, stream),
      OpenShardCount: stream.open.length,
      ConsumerCount: 0,
      MaxRecordSizeInKiB: MAX_RECORD_KIB,
    },
  });
};
