import type { Case } from "../case.ts";
import { iteratorOf } from "./common.ts";

/** What is wrong with what, in any order, without the values. */
const breachesOf = (refusal: string): unknown => {
  const head = /^(\w+): (\d+) validation errors? detected: /.exec(refusal);
  if (!head) return refusal;
  const found = refusal.matchAll(
    / at '([^']+)' failed to satisfy constraint: (.+?)(?=; Value |$)/gs,
  );
  const breaches = [...found].map(([, path, what]) => `${path}: ${what}`).toSorted();
  return { name: head[1], count: Number(head[2]), breaches };
};

const one = (breach: string) => ({ name: "ValidationException", count: 1, breaches: [breach] });

const PATTERN = "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";

const forms: readonly Case[] = [
  {
    name: "a missing member",
    source: ["REC"],
    expected:
      "ValidationException: 1 validation error detected: Value null at 'streamName' failed to satisfy constraint: Member must not be null",
    observe: (lab) => lab.refusal(lab.sdk.createStream({ StreamName: undefined, ShardCount: 1 })),
  },
  {
    name: "a number too small",
    source: ["REC"],
    expected:
      "ValidationException: 1 validation error detected: Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
    observe: (lab) =>
      lab.refusal(lab.sdk.createStream({ StreamName: lab.name("s"), ShardCount: 0 })),
  },
  {
    name: "a number too large",
    source: ["REC"],
    expected:
      "ValidationException: 1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    observe: async (lab) => {
      const ShardIterator = await iteratorOf(lab, await lab.stream());
      return lab.refusal(lab.sdk.getRecords({ ShardIterator, Limit: 10_001 }));
    },
  },
  {
    name: "a name of other characters",
    source: ["REC"],
    expected: `ValidationException: 1 validation error detected: Value 'a b' at 'streamName' failed to satisfy constraint: ${PATTERN}`,
    observe: (lab) => lab.refusal(lab.sdk.createStream({ StreamName: "a b", ShardCount: 1 })),
  },
  {
    name: "several errors in one, two of one member",
    source: ["REC", "MODEL"],
    expected: {
      name: "ValidationException",
      count: 3,
      breaches: [
        "shardCount: Member must have value greater than or equal to 1",
        "streamName: Member must have length greater than or equal to 1",
        `streamName: ${PATTERN}`,
      ],
    },
    observe: async (lab) =>
      breachesOf(await lab.refusal(lab.sdk.createStream({ StreamName: "", ShardCount: 0 }))),
  },
  {
    name: "at most ten errors are told",
    source: ["REC"],
    expected: { count: 10, told: 10 },
    observe: async (lab) => {
      const Records = Array.from({ length: 12 }, () => ({ Data: undefined, PartitionKey: "k" }));
      const input = { StreamName: await lab.stream(), Records };
      const refusal = breachesOf(await lab.refusal(lab.sdk.putRecords(input)));
      if (typeof refusal === "string") return refusal;
      const { count, breaches } = refusal as { count: number; breaches: string[] };
      return { count, told: breaches.length };
    },
  },
  {
    name: "the path of a list's member",
    source: ["REC"],
    expected:
      "ValidationException: 1 validation error detected: Value null at 'records.2.member.data' failed to satisfy constraint: Member must not be null",
    observe: async (lab) => {
      const Data = new Uint8Array(1);
      const PartitionKey = "k";
      const Records = [
        { Data, PartitionKey },
        { Data: undefined, PartitionKey },
      ];
      return lab.refusal(lab.sdk.putRecords({ StreamName: await lab.stream(), Records }));
    },
  },
  {
    name: "bytes are shown as Java shows them",
    source: ["REC", "MODEL"],
    expected:
      "ValidationException: 1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=10485761 cap=10485761]' at 'data' failed to satisfy constraint: Member must have length less than or equal to 10485760",
    observe: async (lab) => {
      const Data = new Uint8Array(10_485_761);
      return lab.refusal(
        lab.sdk.putRecord({ StreamName: await lab.stream(), Data, PartitionKey: "k" }),
      );
    },
  },
];

const members: readonly Case[] = [
  {
    name: "a value that is none of its set",
    source: ["REC", "MODEL"],
    expected: [
      "shardIteratorType",
      "AFTER_SEQUENCE_NUMBER",
      "AT_SEQUENCE_NUMBER",
      "AT_TIMESTAMP",
      "LATEST",
      "TRIM_HORIZON",
    ],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const ShardIteratorType = "NOWHERE" as "LATEST";
      const refusal = await lab.refusal(
        lab.sdk.getShardIterator({ StreamName, ShardId: "0", ShardIteratorType }),
      );
      const form = /Value 'NOWHERE' at '(\w+)' .*: Member must satisfy enum value set: \[(.*)\]$/;
      const [, path, values] = form.exec(refusal) ?? [];
      return path === undefined ? refusal : [path, ...(values ?? "").split(", ").toSorted()];
    },
  },
  {
    name: "a partition key too long",
    source: ["REC"],
    expected: one("partitionKey: Member must have length less than or equal to 256"),
    observe: async (lab) => {
      const record = { Data: new Uint8Array(1), PartitionKey: "k".repeat(257) };
      const StreamName = await lab.stream();
      return breachesOf(await lab.refusal(lab.sdk.putRecord({ StreamName, ...record })));
    },
  },
  {
    name: "501 records",
    source: ["REC"],
    expected: one("records: Member must have length less than or equal to 500"),
    observe: async (lab) => {
      const Records = Array.from({ length: 501 }, () => ({
        Data: new Uint8Array(1),
        PartitionKey: "k",
      }));
      const StreamName = await lab.stream();
      return breachesOf(await lab.refusal(lab.sdk.putRecords({ StreamName, Records })));
    },
  },
  {
    name: "no records",
    source: ["REC"],
    expected: one("records: Member must have length greater than or equal to 1"),
    observe: async (lab) => {
      const StreamName = await lab.stream();
      return breachesOf(await lab.refusal(lab.sdk.putRecords({ StreamName, Records: [] })));
    },
  },
  {
    name: "a hash key that is no number",
    source: ["MODEL", "REC"],
    expected: one(
      "explicitHashKey: Member must satisfy regular expression pattern: ^(0|([1-9]\\d{0,38}))$",
    ),
    observe: async (lab) => {
      const record = { Data: new Uint8Array(1), PartitionKey: "k", ExplicitHashKey: "01" };
      const StreamName = await lab.stream();
      return breachesOf(await lab.refusal(lab.sdk.putRecord({ StreamName, ...record })));
    },
  },
  {
    name: "keys of a map",
    source: ["REC"],
    expected: one(
      "tags: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
    ),
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const Tags = { ["k".repeat(129)]: "v" };
      return breachesOf(await lab.refusal(lab.sdk.addTagsToStream({ StreamName, Tags })));
    },
  },
  {
    name: "values of a map",
    source: ["REC"],
    expected: one(
      "tags: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]",
    ),
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const Tags = { k: "v".repeat(257) };
      return breachesOf(await lab.refusal(lab.sdk.addTagsToStream({ StreamName, Tags })));
    },
  },
  {
    name: "texts of a list",
    source: ["REC"],
    expected: one(
      "tagKeys: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
    ),
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const TagKeys = ["a", "k".repeat(129)];
      return breachesOf(await lab.refusal(lab.sdk.removeTagsFromStream({ StreamName, TagKeys })));
    },
  },
  {
    name: "a scaling type that is none",
    source: ["MODEL"],
    expected: one("scalingType: Member must satisfy enum value set: [UNIFORM_SCALING]"),
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const ScalingType = "OTHER" as "UNIFORM_SCALING";
      const call = lab.sdk.updateShardCount({ StreamName, TargetShardCount: 2, ScalingType });
      return breachesOf(await lab.refusal(call));
    },
  },
];

export const validation: readonly Case[] = [...forms, ...members];
