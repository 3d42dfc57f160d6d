import { shardNotFound } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import { parseShardId } from "../../../aws/shardId.ts";
import { done, findStream, refused, shardRefOf, type Operation } from "./answer.ts";
import { shardShapeOf, shardsAfter } from "./shardShape.ts";
import { streamDescriptionOf } from "./streamShape.ts";

/** The stream and a page of at most 100 of its unexpired shards. */
export const DescribeStream: Operation<"DescribeStream"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const startId = input.ExclusiveStartShardId;
  const after = startId === undefined ? -1 : parseShardId(startId);
  if (after === undefined) {
    return refused(shardNotFound(shardRefOf(world, stream.name, startId ?? "")));
  }
  const most = LIMIT.describeStreamPageMax;
  const page = Math.min(input.Limit ?? most, most);
  const shards = shardsAfter(world, stream, after, page + 1);
  return done<"DescribeStream">({
    StreamDescription: {
      ...streamDescriptionOf(world, stream),
      Shards: shards.slice(0, page).map((shard) => shardShapeOf(world, stream, shard)),
      HasMoreShards: shards.length > page,
    },
  });
};
