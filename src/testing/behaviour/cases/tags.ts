import type { Case } from "../case.ts";

const A_AND_B = [
  { Key: "a", Value: "1" },
  { Key: "b", Value: "" },
];

export const tags: readonly Case[] = [
  {
    name: "tags of a stream: added, listed, removed",
    source: ["MODEL"],
    expected: { added: { Tags: A_AND_B, HasMoreTags: false }, left: A_AND_B.slice(1) },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await lab.sdk.addTagsToStream({ StreamName, Tags: { b: "", a: "1" } });
      const added = await lab.told(lab.sdk.listTagsForStream({ StreamName }));
      await lab.sdk.removeTagsFromStream({ StreamName, TagKeys: ["a", "none"] });
      return { added, left: (await lab.sdk.listTagsForStream({ StreamName })).Tags };
    },
  },
  {
    name: "tags of a stream in pages",
    source: ["MODEL"],
    expected: [
      { Tags: A_AND_B.slice(0, 1), HasMoreTags: true },
      { Tags: A_AND_B.slice(1), HasMoreTags: false },
    ],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await lab.sdk.addTagsToStream({ StreamName, Tags: { a: "1", b: "" } });
      const ExclusiveStartTagKey = "a";
      return [
        await lab.told(lab.sdk.listTagsForStream({ StreamName, Limit: 1 })),
        await lab.told(lab.sdk.listTagsForStream({ StreamName, ExclusiveStartTagKey })),
      ];
    },
  },
  {
    name: "tags by ARN are the same tags",
    source: ["MODEL"],
    expected: { both: A_AND_B, byArn: A_AND_B, left: A_AND_B.slice(0, 1) },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const ResourceARN = await lab.arnOf(StreamName);
      await lab.sdk.addTagsToStream({ StreamName, Tags: { a: "1" } });
      await lab.sdk.tagResource({ ResourceARN, Tags: { b: "" } });
      const both = (await lab.sdk.listTagsForStream({ StreamName })).Tags;
      const byArn = (await lab.sdk.listTagsForResource({ ResourceARN })).Tags;
      await lab.sdk.untagResource({ ResourceARN, TagKeys: ["b"] });
      return { both, byArn, left: (await lab.sdk.listTagsForStream({ StreamName })).Tags };
    },
  },
  {
    name: "a tag given again has the new value",
    source: ["MODEL"],
    expected: [{ Key: "a", Value: "2" }],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await lab.sdk.addTagsToStream({ StreamName, Tags: { a: "1" } });
      await lab.sdk.addTagsToStream({ StreamName, Tags: { a: "2" } });
      return (await lab.sdk.listTagsForStream({ StreamName })).Tags;
    },
  },
  {
    name: "at most 50 tags",
    source: ["QUOTAS"],
    expected: ["accepted", "InvalidArgumentException"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, "v"]));
      return [
        await lab.refusalName(lab.sdk.addTagsToStream({ StreamName, Tags })),
        await lab.refusalName(lab.sdk.addTagsToStream({ StreamName, Tags: { more: "v" } })),
      ];
    },
  },
  {
    name: "tags given to CreateStream",
    source: ["MODEL"],
    expected: [{ Key: "a", Value: "1" }],
    observe: async (lab) => {
      const StreamName = lab.name("s");
      await lab.sdk.createStream({ StreamName, ShardCount: 1, Tags: { a: "1" } });
      await lab.settle(StreamName);
      return (await lab.sdk.listTagsForStream({ StreamName })).Tags;
    },
  },
  {
    name: "tags of a consumer",
    source: ["MODEL"],
    expected: [{ Key: "a", Value: "1" }],
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      const Tags = { a: "1" };
      const input = { StreamARN, ConsumerName: "c", Tags };
      const { Consumer } = await lab.sdk.registerStreamConsumer(input);
      const ResourceARN = Consumer?.ConsumerARN;
      return (await lab.sdk.listTagsForResource({ ResourceARN })).Tags;
    },
  },
  {
    name: "a resource policy is given back as it was put",
    source: ["MODEL"],
    expected: { put: {}, same: true, deleted: {} },
    observe: async (lab) => {
      const ResourceARN = await lab.arnOf(await lab.stream());
      const statement = {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:root" },
        Action: "kinesis:GetRecords",
        Resource: ResourceARN,
      };
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
      const put = await lab.told(lab.sdk.putResourcePolicy({ ResourceARN, Policy }));
      const kept = await lab.sdk.getResourcePolicy({ ResourceARN });
      const deleted = await lab.told(lab.sdk.deleteResourcePolicy({ ResourceARN }));
      return { put, same: kept.Policy === Policy, deleted };
    },
  },
];
