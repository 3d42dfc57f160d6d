import type { CallRate } from "../../../aws/callRates.ts";
import { MORE_CALL_RATES } from "../../../aws/callRatesMore.ts";
import { MORE_CONSTRAINTS } from "../../../aws/constraintsMore.ts";
import type { MoreOperationName } from "../../../aws/shapes.ts";
import { fanOutMetrics } from "../../cloudwatch/fanOut.ts";
import { actorBehind, numberSeats, settleSeats } from "../outside.ts";
import { closeSubscription } from "../push.ts";
import { onMoreEvent } from "../updates.ts";
import type { AnyOperation, MoreOperations, Operation } from "./answer.ts";
import { AddTagsToStream } from "./AddTagsToStream.ts";
import { CreateChannel } from "./CreateChannel.ts";
import { DeleteChannel } from "./DeleteChannel.ts";
import { DeleteResourcePolicy } from "./DeleteResourcePolicy.ts";
import { DeregisterStreamConsumer } from "./DeregisterStreamConsumer.ts";
import { DescribeAccountSettings } from "./DescribeAccountSettings.ts";
import { DeleteStream } from "./DeleteStream.ts";
import { IncreaseStreamRetentionPeriod } from "./IncreaseStreamRetentionPeriod.ts";
import { DecreaseStreamRetentionPeriod } from "./DecreaseStreamRetentionPeriod.ts";
import { DescribeChannel } from "./DescribeChannel.ts";
import { DescribeLimits } from "./DescribeLimits.ts";
import { DescribeStream } from "./DescribeStream.ts";
import { DescribeStreamConsumer } from "./DescribeStreamConsumer.ts";
import { DescribeStreamSummary } from "./DescribeStreamSummary.ts";
import { DisableEnhancedMonitoring } from "./DisableEnhancedMonitoring.ts";
import { EnableEnhancedMonitoring } from "./EnableEnhancedMonitoring.ts";
import { GetRecords } from "./GetRecords.ts";
import { GetResourcePolicy } from "./GetResourcePolicy.ts";
import { GetShardIterator } from "./GetShardIterator.ts";
import { ListChannels } from "./ListChannels.ts";
import { ListShards } from "./ListShards.ts";
import { ListStreamConsumers } from "./ListStreamConsumers.ts";
import { ListStreams } from "./ListStreams.ts";
import { ListTagsForResource } from "./ListTagsForResource.ts";
import { ListTagsForStream } from "./ListTagsForStream.ts";
import { PutResourcePolicy } from "./PutResourcePolicy.ts";
import { RegisterStreamConsumer } from "./RegisterStreamConsumer.ts";
import { RemoveTagsFromStream } from "./RemoveTagsFromStream.ts";
import { StartStreamEncryption } from "./StartStreamEncryption.ts";
import { StopStreamEncryption } from "./StopStreamEncryption.ts";
import { SubscribeToShard } from "./SubscribeToShard.ts";
import { TagResource } from "./TagResource.ts";
import { UntagResource } from "./UntagResource.ts";
import { UpdateAccountSettings } from "./UpdateAccountSettings.ts";
import { UpdateChannel } from "./UpdateChannel.ts";
import { UpdateMaxRecordSize } from "./UpdateMaxRecordSize.ts";
import { UpdateStreamMode } from "./UpdateStreamMode.ts";
import { UpdateStreamRecordDistributionStrategy } from "./UpdateStreamRecordDistributionStrategy.ts";
import { UpdateStreamWarmThroughput } from "./UpdateStreamWarmThroughput.ts";

const OPERATIONS: { readonly [O in MoreOperationName]: Operation<O> } = {
  DeleteStream,
  IncreaseStreamRetentionPeriod,
  DecreaseStreamRetentionPeriod,
  DescribeStream,
  DescribeStreamSummary,
  ListStreams,
  ListShards,
  GetShardIterator,
  GetRecords,
  AddTagsToStream,
  RemoveTagsFromStream,
  ListTagsForStream,
  TagResource,
  UntagResource,
  ListTagsForResource,
  EnableEnhancedMonitoring,
  DisableEnhancedMonitoring,
  StartStreamEncryption,
  StopStreamEncryption,
  UpdateStreamMode,
  UpdateMaxRecordSize,
  UpdateStreamWarmThroughput,
  UpdateStreamRecordDistributionStrategy,
  RegisterStreamConsumer,
  DeregisterStreamConsumer,
  DescribeStreamConsumer,
  ListStreamConsumers,
  SubscribeToShard,
  PutResourcePolicy,
  GetResourcePolicy,
  DeleteResourcePolicy,
  DescribeLimits,
  DescribeAccountSettings,
  UpdateAccountSettings,
  CreateChannel,
  UpdateChannel,
  DeleteChannel,
  DescribeChannel,
  ListChannels,
};
const rates: Partial<Record<string, CallRate>> = MORE_CALL_RATES;

const entryOf = (name: MoreOperationName): [string, AnyOperation] => [
  name,
  { fields: MORE_CONSTRAINTS[name], rate: rates[name], run: OPERATIONS[name] },
];

/**
 * What the worker's first chunk does without: reading, describing, listing and all that came after
 * shards and records, and calls of programs outside the engine.
 */
export const moreOperations: MoreOperations = {
  table: Object.fromEntries((Object.keys(OPERATIONS) as MoreOperationName[]).map(entryOf)),
  onEvent: onMoreEvent,
  endSubscription: closeSubscription,
  fanOut: fanOutMetrics,
  outside: { actorBehind, numberSeats, settleSeats },
};
