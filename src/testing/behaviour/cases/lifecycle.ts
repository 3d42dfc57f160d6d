import type { Case } from "../case.ts";
import { NOT_FOUND, put, shardId } from "./common.ts";

export const lifecycle: readonly Case[] = [
  {
    name: "CreateStream answers with nothing; the stream is CREATING, then ACTIVE",
    source: ["MODEL"],
    expected: { answer: {}, first: "CREATING", later: "ACTIVE" },
    observe: async (lab) => {
      const StreamName = lab.name("s");
      const answer = await lab.told(lab.sdk.createStream({ StreamName, ShardCount: 1 }));
      const first = await lab.status(StreamName);
      await lab.settle(StreamName);
      return { answer, first, later: await lab.status(StreamName) };
    },
  },
  {
    name: "a stream in CREATING takes no records",
    source: ["REC"],
    expected: NOT_FOUND,
    observe: async (lab) => {
      const StreamName = lab.name("s");
      await lab.sdk.createStream({ StreamName, ShardCount: 1 });
      return lab.refusal(put(lab, StreamName, "a"));
    },
  },
  {
    name: "a stream in CREATING has no shards yet",
    source: ["REC"],
    expected: [],
    observe: async (lab) => {
      const StreamName = lab.name("s");
      await lab.sdk.createStream({ StreamName, ShardCount: 1 });
      return (await lab.sdk.describeStream({ StreamName })).StreamDescription?.Shards;
    },
  },
  {
    name: "a stream in CREATING cannot be split",
    source: ["REC"],
    expected:
      "ResourceInUseException: Stream s under account 123456789012 not ACTIVE, instead in state CREATING",
    observe: async (lab) => {
      const StreamName = lab.name("s");
      await lab.sdk.createStream({ StreamName, ShardCount: 1 });
      const ShardToSplit = shardId(0);
      return lab.refusal(lab.sdk.splitShard({ StreamName, ShardToSplit, NewStartingHashKey: "9" }));
    },
  },
  {
    name: "a name is taken once",
    source: ["REC"],
    expected: "ResourceInUseException: Stream s under account 123456789012 already exists.",
    observe: async (lab) => {
      const StreamName = await lab.stream();
      return lab.refusal(lab.sdk.createStream({ StreamName, ShardCount: 1 }));
    },
  },
  {
    name: "at most five streams are CREATING at once",
    source: ["QUOTAS", "MODEL"],
    expected: { accepted: 5, refusal: "LimitExceededException" },
    observe: async (lab) => {
      await lab.pass(2_000);
      const told = await lab.burst(6, (n) =>
        lab.sdk.createStream({ StreamName: lab.name(String(n)), ShardCount: 1 }),
      );
      for (let n = 0; n < 6; n++) await lab.settle(lab.name(String(n)));
      return { ...told, refusal: told.refusal.replace(/:.*/s, "") };
    },
  },
  {
    name: "an unknown stream is not found, whatever is asked",
    source: ["REC", "LS"],
    expected: Array<string>(6).fill(NOT_FOUND),
    observe: async (lab) => {
      const StreamName = lab.name("s");
      const { sdk } = lab;
      return [
        await lab.refusal(sdk.describeStream({ StreamName })),
        await lab.refusal(sdk.describeStreamSummary({ StreamName })),
        await lab.refusal(sdk.deleteStream({ StreamName })),
        await lab.refusal(sdk.listShards({ StreamName })),
        await lab.refusal(put(lab, StreamName, "a")),
        await lab.refusal(sdk.listTagsForStream({ StreamName })),
      ];
    },
  },
  {
    name: "a new stream's description",
    source: ["MODEL", "GUIDE"],
    expected: {
      StreamName: "s",
      StreamARN: "arn:aws:kinesis:us-east-1:123456789012:stream/s",
      StreamStatus: "ACTIVE",
      StreamMode: "PROVISIONED",
      HasMoreShards: false,
      RetentionPeriodHours: 24,
      EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
      EncryptionType: "NONE",
      shards: 2,
    },
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const { StreamDescription: told } = await lab.sdk.describeStream({ StreamName });
      return {
        StreamName: told?.StreamName,
        StreamARN: told?.StreamARN,
        StreamStatus: told?.StreamStatus,
        StreamMode: told?.StreamModeDetails?.StreamMode,
        HasMoreShards: told?.HasMoreShards,
        RetentionPeriodHours: told?.RetentionPeriodHours,
        EnhancedMonitoring: told?.EnhancedMonitoring,
        EncryptionType: told?.EncryptionType,
        shards: told?.Shards?.length,
      };
    },
  },
  {
    name: "a summary counts open shards and consumers",
    source: ["MODEL"],
    expected: { OpenShardCount: 3, ConsumerCount: 0, shards: false },
    observe: async (lab) => {
      const StreamName = await lab.stream(3);
      const { StreamDescriptionSummary: told } = await lab.sdk.describeStreamSummary({
        StreamName,
      });
      const { OpenShardCount, ConsumerCount } = told ?? {};
      return { OpenShardCount, ConsumerCount, shards: "Shards" in (told ?? {}) };
    },
  },
  {
    name: "without a count and a mode there are four shards",
    source: ["LS"],
    expected: 4,
    observe: async (lab) => {
      const StreamName = lab.name("s");
      await lab.sdk.createStream({ StreamName });
      await lab.settle(StreamName);
      return (await lab.sdk.listShards({ StreamName })).Shards?.length;
    },
  },
  {
    name: "a stream may be named by its ARN",
    source: ["MODEL"],
    expected: "s",
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      const { StreamDescriptionSummary: told } = await lab.sdk.describeStreamSummary({ StreamARN });
      return told?.StreamName;
    },
  },
  {
    name: "DeleteStream: DELETING, then gone",
    source: ["MODEL"],
    expected: { answer: {}, first: "DELETING", later: NOT_FOUND },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const answer = await lab.told(lab.sdk.deleteStream({ StreamName }));
      const first = await lab.status(StreamName);
      await lab.settle(StreamName);
      return { answer, first, later: await lab.status(StreamName) };
    },
  },
  {
    name: "a stream with a consumer is deleted only when told so",
    source: ["MODEL"],
    expected: ["ResourceInUseException", "accepted"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const StreamARN = await lab.arnOf(StreamName);
      await lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName: "c" });
      await lab.pass(2_000);
      return [
        await lab.refusalName(lab.sdk.deleteStream({ StreamName })),
        await lab.refusalName(lab.sdk.deleteStream({ StreamName, EnforceConsumerDeletion: true })),
      ];
    },
  },
  {
    name: "streams are listed by name, in pages",
    source: ["MODEL"],
    expected: { names: ["a", "b"], more: true, summaries: ["a", "b"] },
    observe: async (lab) => {
      for (const label of ["c", "a", "b"]) await lab.stream(1, label);
      const told = await lab.sdk.listStreams({ Limit: 2, ExclusiveStartStreamName: lab.name("A") });
      return {
        names: told.StreamNames,
        more: told.HasMoreStreams,
        summaries: told.StreamSummaries?.map((each) => each.StreamName),
      };
    },
  },
  {
    name: "a page of streams goes on by its token",
    source: ["MODEL"],
    expected: ["b"],
    observe: async (lab) => {
      for (const label of ["a", "b"]) await lab.stream(1, label);
      const first = await lab.sdk.listStreams({
        Limit: 1,
        ExclusiveStartStreamName: lab.name("A"),
      });
      const next = await lab.sdk.listStreams({ Limit: 1, NextToken: first.NextToken });
      return next.StreamNames;
    },
  },
];
