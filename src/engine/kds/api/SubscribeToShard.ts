import { dryRun, shardNotFound } from "../../../aws/errors.ts";
import { consumerNotActive, rateExceededForSubscription } from "../../../aws/errorsMore.ts";
import { shardDoesNotExist } from "../../../aws/errorsRead.ts";
import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import { parseShardId, shardIdOf } from "../../../aws/shardId.ts";
import { countSubscribe } from "../../cloudwatch/fanOut.ts";
import { note } from "../../core/state.ts";
import { takeCall } from "../callRates.ts";
import { consumerCreatedS, consumerWithArn } from "../consumers.ts";
import { makeCursor } from "../cursor.ts";
import { rivalOf, subscribe } from "../push.ts";
import { isExpired } from "../stream.ts";
import { done, refOf, refused, shardRefOf, targetsOf, type Operation } from "./answer.ts";
import { seek } from "./position.ts";

/**
 * Pushes a shard's records from a position on for five minutes; its answer is the number that
 * `Run.onPush` names. Texts about positions are GetShardIterator's: AWS publishes none.
 */
export const SubscribeToShard: Operation<"SubscribeToShard"> = (run, input, caller) => {
  const { world } = run;
  const found = consumerWithArn(world, input.ConsumerARN);
  if (found.error) return refused(found.error);
  const { stream, consumer } = found;
  const shard = parseShardId(input.ShardId);
  if (shard === undefined) {
    return refused(shardNotFound(shardRefOf(world, stream.name, input.ShardId)));
  }
  const ref = shardRefOf(world, stream.name, shardIdOf(shard));
  const bucket = `SubscribeToShard ${consumer.number} ${shard}`;
  if (!takeCall(world, bucket, LIMIT_MORE.subscribeToShardCallsPerSecond)) {
    countSubscribe(run, stream.name, consumer.name, false);
    return refused(rateExceededForSubscription(ref));
  }
  if (consumer.status !== "ACTIVE") {
    const of = { ...refOf(world, stream.name), consumer: consumer.name };
    return refused(consumerNotActive(of, consumerCreatedS(world, consumer)));
  }
  if (shard >= stream.shards.count || isExpired(stream, shard, world.nowUs)) {
    return refused(shardDoesNotExist(ref));
  }
  const { Type, SequenceNumber, Timestamp } = input.StartingPosition;
  const position = { type: Type, sequence: SequenceNumber, timestamp: Timestamp };
  const cursor = makeCursor();
  const fault = seek(world, stream, shard, position, cursor);
  if (fault) return refused(fault);
  const rival = rivalOf(run, stream, consumer, shard);
  if (rival) {
    countSubscribe(run, stream.name, consumer.name, false);
    return refused(rival);
  }
  if (input.DryRun) return refused(dryRun("SubscribeToShard"));
  countSubscribe(run, stream.name, consumer.name, true);
  const subscription = subscribe(run, stream, consumer, shard, cursor, caller.actor ?? 0);
  const values = { stream: stream.name, shard, consumer: consumer.name };
  note(run, "call", { operation: "SubscribeToShard", ...values }, targetsOf([shard]));
  return done<"SubscribeToShard">({ subscription });
};
