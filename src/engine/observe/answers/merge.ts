import { shardIdOf } from "../../../aws/shardId.ts";
import type { MergeAnswer } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import { wouldRefuse } from "../../kds/api/index.ts";
import type { Stream } from "../../kds/stream.ts";
import { ratesOf } from "./parts/rates.ts";

/** What is asked of two shards together, and why MergeShards would refuse them. */
export const answerMerge = (
  run: Run,
  stream: Stream | undefined,
  shards: readonly [number, number],
): MergeAnswer | undefined => {
  const known = (shard: number): boolean => stream !== undefined && shard < stream.shards.count;
  if (!stream || !shards.every((shard) => shard >= 0 && known(shard))) return undefined;
  const [one, other] = shards.map((shard) => ratesOf(run.world, stream, shard));
  const refusal = wouldRefuse(run, "MergeShards", {
    StreamName: stream.name,
    ShardToMerge: shardIdOf(shards[0]),
    AdjacentShardToMerge: shardIdOf(shards[1]),
  });
  return {
    shards,
    recordsPerS: one!.offeredRecordsPerS + other!.offeredRecordsPerS,
    bytesPerS: one!.askedBytesPerS + other!.askedBytesPerS,
    ...(refusal ? { refusal: { name: refusal.name, message: refusal.message } } : {}),
  };
};
