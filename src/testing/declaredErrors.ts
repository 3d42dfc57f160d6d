/**
 * Exceptions that the service model of 2026-11-23 declares by operation. Source: botocore 1.43.107,
 * kinesis/2013-12-02. Letters stand for names.
 */
import type { AwsErrorName } from "../aws/errors.ts";
import type { OperationName } from "../aws/shapes.ts";

const NAMES: Readonly<Record<string, readonly AwsErrorName[]>> = {
  A: ["AccessDeniedException"],
  D: ["DryRunOperationException"],
  E: ["ExpiredIteratorException"],
  F: ["InternalFailureException"],
  I: ["InvalidArgumentException"],
  K: [
    "KMSAccessDeniedException",
    "KMSDisabledException",
    "KMSInvalidStateException",
    "KMSNotFoundException",
    "KMSOptInRequired",
    "KMSThrottlingException",
  ],
  L: ["LimitExceededException"],
  N: ["ResourceNotFoundException"],
  P: ["ProvisionedThroughputExceededException"],
  T: ["ExpiredNextTokenException"],
  U: ["ResourceInUseException"],
  V: ["ValidationException"],
};

const LETTERS: Readonly<Record<OperationName, string>> = {
  AddTagsToStream: "AILNU",
  CreateChannel: "AIKLNUV",
  CreateStream: "ILUV",
  DecreaseStreamRetentionPeriod: "AILNU",
  DeleteChannel: "AILNV",
  DeleteResourcePolicy: "AILNU",
  DeleteStream: "AILNU",
  DeregisterStreamConsumer: "ILN",
  DescribeAccountSettings: "L",
  DescribeChannel: "AILNV",
  DescribeLimits: "L",
  DescribeStream: "AILN",
  DescribeStreamConsumer: "ILN",
  DescribeStreamSummary: "AILN",
  DisableEnhancedMonitoring: "AILNU",
  EnableEnhancedMonitoring: "AILNU",
  GetRecords: "ADEFIKNP",
  GetResourcePolicy: "AILNU",
  GetShardIterator: "ADFINP",
  IncreaseStreamRetentionPeriod: "AILNU",
  ListChannels: "AILTV",
  ListShards: "AILNTU",
  ListStreamConsumers: "ILNTU",
  ListStreams: "ILT",
  ListTagsForResource: "AILNU",
  ListTagsForStream: "AILN",
  MergeShards: "AILNUV",
  PutRecord: "ADFIKNP",
  PutRecords: "ADFIKNP",
  PutResourcePolicy: "AILNU",
  RegisterStreamConsumer: "ILNU",
  RemoveTagsFromStream: "AILNU",
  SplitShard: "AILNUV",
  StartStreamEncryption: "AIKLNU",
  StopStreamEncryption: "AILNU",
  SubscribeToShard: "ADILNU",
  TagResource: "AILNU",
  UntagResource: "AILNU",
  UpdateAccountSettings: "ILV",
  UpdateChannel: "AILNUV",
  UpdateMaxRecordSize: "AILNUV",
  UpdateShardCount: "AILNUV",
  UpdateStreamMode: "ILNUV",
  UpdateStreamRecordDistributionStrategy: "AILNUV",
  UpdateStreamWarmThroughput: "AILNUV",
};

export const declaredErrors = (operation: OperationName): ReadonlySet<string> =>
  new Set(LETTERS[operation].split("").flatMap((letter) => NAMES[letter]!));
