import { perAccount, perStream, type CallRate } from "./callRates.ts";
import type { MoreOperationName } from "./shapes.ts";

/**
 * Source: Kinesis Data Streams Developer Guide, Quotas and limits, and the API reference of each
 * operation, read on 2026-11-23. Where the quotas page and the model differ between account and stream, the page's.
 */
export const MORE_CALL_RATES = {
  DeleteStream: perAccount(5),
  IncreaseStreamRetentionPeriod: perStream(5),
  DecreaseStreamRetentionPeriod: perStream(5),
  DescribeStream: perAccount(10),
  DescribeStreamSummary: perAccount(20),
  ListStreams: perAccount(5),
  ListShards: perStream(1_000),
  DescribeLimits: perAccount(1),
  AddTagsToStream: perStream(5),
  RemoveTagsFromStream: perStream(5),
  ListTagsForStream: perStream(5),
  TagResource: perAccount(5),
  UntagResource: perAccount(5),
  ListTagsForResource: perAccount(5),
  EnableEnhancedMonitoring: perStream(5),
  DisableEnhancedMonitoring: perStream(5),
  RegisterStreamConsumer: perStream(5),
  DeregisterStreamConsumer: perStream(5),
  DescribeStreamConsumer: perStream(20),
  ListStreamConsumers: perStream(5),
  PutResourcePolicy: perAccount(5),
  GetResourcePolicy: perAccount(5),
  DeleteResourcePolicy: perAccount(5),
  DescribeAccountSettings: perAccount(5),
  UpdateAccountSettings: perAccount(5),
  UpdateStreamWarmThroughput: perAccount(5),
  CreateChannel: perAccount(5),
  UpdateChannel: perAccount(5),
  DeleteChannel: perAccount(5),
  DescribeChannel: perAccount(5),
  ListChannels: perAccount(5),
} as const satisfies Partial<Record<MoreOperationName, CallRate>>;
