import { shardDoesNotExist } from "../../../aws/errorsRead.ts";
import { dryRun, rateExceededForShard, shardNotFound } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import { parseShardId, shardIdOf } from "../../../aws/shardId.ts";
import type { World } from "../../core/world.ts";
import { makeCursor } from "../cursor.ts";
import { writeIterator } from "../iterator.ts";
import { isExpired, READ_CALLS_FULL, type Stream } from "../stream.ts";
import { done, findStream, refused, shardRefOf, type Operation } from "./answer.ts";

import { seek } from "./position.ts";

/** A place in one shard, good for five minutes. */
export const GetShardIterator: Operation<"GetShardIterator"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const shard = parseShardId(input.ShardId);
  if (shard === undefined) {
    return refused(shardNotFound(shardRefOf(world, stream.name, input.ShardId)));
  }
  const ref = shardRefOf(world, stream.name, shardIdOf(shard));
  if (shard >= stream.shards.count || isExpired(stream, shard, world.nowUs)) {
    return refused(shardDoesNotExist(ref));
  }
  const cursor = makeCursor();
  const position = {
    type: input.ShardIteratorType,
    sequence: input.StartingSequenceNumber,
    timestamp: input.Timestamp,
  };
  const fault = seek(world, stream, shard, position, cursor);
  if (fault) return refused(fault);
  if (input.DryRun) return refused(dryRun("GetShardIterator"));
  if (!takeCall(world, stream, shard)) return refused(rateExceededForShard(ref));
  return done<"GetShardIterator">({ ShardIterator: writeIterator(world, stream, shard, cursor) });
};

/** Spends one of the shard's five calls a second; false when none is left. */
const takeCall = (world: World, stream: Stream, shard: number): boolean => {
  const { iteratorTokens, iteratorRefilledUs } = stream.shards;
  const passedUs = world.nowUs - iteratorRefilledUs[shard]!;
  const rate = LIMIT.getShardIteratorCallsPerSecondPerShard;
  const tokens = Math.min(iteratorTokens[shard]! + passedUs * rate, READ_CALLS_FULL);
  if (tokens < 1_000_000) return false;
  iteratorTokens[shard] = tokens - 1_000_000;
  iteratorRefilledUs[shard] = world.nowUs;
  return true;
};
