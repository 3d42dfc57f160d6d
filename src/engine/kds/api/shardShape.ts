import type { ChildShard, HashKeyRange, Shard } from "../../../aws/shapes.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import type { World } from "../../core/world.ts";
import { endOf, startOf } from "../reshard.ts";
import { endingSequenceNumber, startingSequenceNumber } from "../sequence.ts";
import { isExpired, type Stream } from "../stream.ts";

export const hashKeyRangeOf = (stream: Stream, shard: number): HashKeyRange => ({
  StartingHashKey: startOf(stream, shard).toString(),
  EndingHashKey: endOf(stream, shard).toString(),
});

/** A shard as ListShards and DescribeStream describe it. */
export const shardShapeOf = (world: World, stream: Stream, shard: number): Shard => {
  const { parent, adjacentParent, closedUs } = stream.shards;
  const out: Shard = {
    ShardId: shardIdOf(shard),
    HashKeyRange: hashKeyRangeOf(stream, shard),
    SequenceNumberRange: { StartingSequenceNumber: startingSequenceNumber(stream, shard) },
  };
  if (parent[shard]! >= 0) out.ParentShardId = shardIdOf(parent[shard]!);
  if (adjacentParent[shard]! >= 0) out.AdjacentParentShardId = shardIdOf(adjacentParent[shard]!);
  if (closedUs[shard]! >= 0) {
    out.SequenceNumberRange.EndingSequenceNumber = endingSequenceNumber(world, stream, shard);
  }
  return out;
};

/** Indices above `after` of shards that are open or closed but not expired, at most `most`. */
export const shardsAfter = (
  world: World,
  stream: Stream,
  after: number,
  most: number,
  keep: (shard: number) => boolean = () => true,
): number[] => {
  const found: number[] = [];
  for (let shard = after + 1; shard < stream.shards.count && found.length < most; shard++) {
    if (!isExpired(stream, shard, world.nowUs) && keep(shard)) found.push(shard);
  }
  return found;
};

/** Children of a shard, each with all its parents. */
export const childShardsOf = (world: World, stream: Stream, shard: number): ChildShard[] => {
  const { parent, adjacentParent } = stream.shards;
  const isChild = (each: number): boolean =>
    parent[each] === shard || adjacentParent[each] === shard;
  return shardsAfter(world, stream, shard, 2, isChild).map((child) => ({
    ShardId: shardIdOf(child),
    ParentShards: [parent[child]!, adjacentParent[child]!]
      .filter((each) => each >= 0)
      .map(shardIdOf),
    HashKeyRange: hashKeyRangeOf(stream, child),
  }));
};
