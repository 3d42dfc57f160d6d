import {
  expiredIterator,
  invalidShardIterator,
  shardDoesNotExist,
} from "../../../aws/errorsRead.ts";
import { dryRun, rateExceededForShard } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { GetRecordsOutput, KinesisRecord } from "../../../aws/shapes.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import { utcText } from "../../../aws/time.ts";
import type { SimUs } from "../../../protocol/log.ts";
import type { World } from "../../core/world.ts";
import { copyCursor, makeCursor, nextLocal } from "../cursor.ts";
import { writeIterator } from "../iterator.ts";
import { fitsStream, isIteratorExpired, readIterator, streamOfIterator } from "../readIterator.ts";
import { actorBehind, expireFor, readFor } from "../outside.ts";
import { makeReadResult, serveGetRecords, type ReadResult } from "../read.ts";
import { isExpired, type Stream } from "../stream.ts";
import { arnOf, done, refused, shardRefOf, type Operation } from "./answer.ts";
import { recordAt } from "./recordShape.ts";
import { childShardsOf } from "./shardShape.ts";

const result = makeReadResult();

/**
 * Records from an iterator on, with a fresh iterator: none at a closed shard's end, where ChildShards
 * tell what follows. Records that the run holds as counts only are passed over.
 */
export const GetRecords: Operation<"GetRecords"> = (run, input, caller) => {
  const { world } = run;
  const place = readIterator(world, input.ShardIterator);
  if (!place || place.shard < 0) return refused(invalidShardIterator());
  const { shard } = place;
  const stream = streamOfIterator(world, place);
  const actor = stream && actorBehind(run, caller.actor, stream);
  if (isIteratorExpired(world, place)) {
    if (actor) expireFor(actor, shard);
    const text = (atUs: SimUs): string => utcText(Math.max(0, epochMsOf(world, atUs)));
    return refused(expiredIterator(text(place.issuedUs), text(world.nowUs)));
  }
  const ref = shardRefOf(world, place.streamName, shardIdOf(shard));
  if (!stream) return refused(shardDoesNotExist(ref));
  if (input.StreamARN !== undefined && input.StreamARN !== arnOf(world, stream)) {
    return refused(invalidShardIterator());
  }
  if (!fitsStream(stream, place)) return refused(invalidShardIterator());
  if (isExpired(stream, shard, world.nowUs)) return refused(shardDoesNotExist(ref));
  if (input.DryRun) return refused(dryRun("GetRecords"));
  const cursor = makeCursor();
  copyCursor(cursor, place.cursor);
  if (cursor.index < stream.shards.foldedRecords[shard]!) {
    cursor.index = stream.shards.foldedRecords[shard]!;
    cursor.segment = stream.log.lowest;
    cursor.local = -1;
  }
  const limit = input.Limit ?? LIMIT.getRecordsResultRecordsMax;
  if (actor?.application) readFor(run, actor, shard, cursor, limit, result);
  else serveGetRecords(world, stream, shard, cursor, limit, result);
  if (result.throttled) return refused(rateExceededForShard(ref));
  return done<"GetRecords">(outputOf(world, stream, shard));
};

const epochMsOf = (world: World, atUs: SimUs): number => world.epochMs + Math.floor(atUs / 1000);

const outputOf = (world: World, stream: Stream, shard: number): GetRecordsOutput => {
  const { atEnd } = result;
  return {
    Records: recordsOf(world, stream, shard, result),
    ...(atEnd ? {} : { NextShardIterator: writeIterator(world, stream, shard, result.to) }),
    MillisBehindLatest: result.millisBehindLatest,
    ...(atEnd ? { ChildShards: childShardsOf(world, stream, shard) } : {}),
  };
};

const recordsOf = (
  world: World,
  stream: Stream,
  shard: number,
  { from, count }: ReadResult,
): KinesisRecord[] => {
  const { log } = stream;
  const cursor = makeCursor();
  copyCursor(cursor, from);
  const records: KinesisRecord[] = [];
  while (records.length < count) {
    const local = nextLocal(log, shard, cursor);
    if (local < 0) break;
    const segment = log.segments[cursor.segment - log.lowest]!;
    records.push(recordAt(world, stream, segment, local));
    cursor.local = local;
  }
  return records;
};
