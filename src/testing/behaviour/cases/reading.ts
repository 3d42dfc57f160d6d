import type { GetRecordsOutput } from "@aws-sdk/client-kinesis";
import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import {
  iteratorOf,
  LAST_HASH_KEY,
  merge,
  MIDDLE,
  put,
  RATE_EXCEEDED,
  rushOf,
  readAll,
  shardId,
  split,
  textsOf,
} from "./common.ts";

/** To where a closed shard ends. */
const readToEnd = async (lab: Lab, StreamName: string, index: number) => {
  const texts: string[] = [];
  let iterator: string | undefined = await iteratorOf(lab, StreamName, index);
  for (let turn = 0; turn < 10; turn++) {
    const answer: GetRecordsOutput = await lab.sdk.getRecords({ ShardIterator: iterator });
    texts.push(...textsOf(answer.Records));
    iterator = answer.NextShardIterator ?? undefined;
    if (iterator === undefined) return { texts, children: answer.ChildShards ?? null };
  }
  return { texts, children: "no end" };
};

const HALVES = [
  {
    ShardId: shardId(1),
    ParentShards: [shardId(0)],
    HashKeyRange: { StartingHashKey: "0", EndingHashKey: String(BigInt(MIDDLE) - 1n) },
  },
  {
    ShardId: shardId(2),
    ParentShards: [shardId(0)],
    HashKeyRange: { StartingHashKey: MIDDLE, EndingHashKey: LAST_HASH_KEY },
  },
];

const MERGED = [
  {
    ShardId: shardId(2),
    ParentShards: [shardId(0), shardId(1)],
    HashKeyRange: { StartingHashKey: "0", EndingHashKey: LAST_HASH_KEY },
  },
];

export const reading: readonly Case[] = [
  {
    name: "a record as it is read",
    source: ["MODEL"],
    expected: { text: "a", PartitionKey: "a", sameNumber: true, timed: true },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const { SequenceNumber } = await put(lab, StreamName, "a");
      await lab.pass(1_000);
      const ShardIterator = await iteratorOf(lab, StreamName);
      const { Records = [] } = await lab.sdk.getRecords({ ShardIterator });
      const [record] = Records;
      return {
        text: textsOf(Records)[0],
        PartitionKey: record?.PartitionKey,
        sameNumber: record?.SequenceNumber === SequenceNumber,
        timed: record?.ApproximateArrivalTimestamp instanceof Date,
      };
    },
  },
  {
    name: "an open shard with nothing to read: an iterator, and 0 behind",
    source: ["MODEL"],
    expected: { Records: [], goesOn: true, MillisBehindLatest: 0, children: false },
    observe: async (lab) => {
      const ShardIterator = await iteratorOf(lab, await lab.stream());
      const answer = await lab.sdk.getRecords({ ShardIterator });
      return {
        Records: answer.Records,
        goesOn: typeof answer.NextShardIterator === "string",
        MillisBehindLatest: answer.MillisBehindLatest,
        children: "ChildShards" in answer && answer.ChildShards !== undefined,
      };
    },
  },
  {
    name: "Limit holds, and the rest comes next",
    source: ["MODEL"],
    expected: { first: ["a", "b"], behind: true, next: ["c"] },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      for (const text of ["a", "b", "c"]) await put(lab, StreamName, text);
      await lab.pass(1_000);
      const ShardIterator = await iteratorOf(lab, StreamName);
      const answer = await lab.sdk.getRecords({ ShardIterator, Limit: 2 });
      return {
        first: textsOf(answer.Records),
        behind: (answer.MillisBehindLatest ?? 0) > 0,
        next: await readAll(lab, answer.NextShardIterator ?? ""),
      };
    },
  },
  {
    name: "an iterator may be read again",
    source: ["MODEL"],
    expected: [["a"], ["a"]],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await put(lab, StreamName, "a");
      await lab.pass(1_000);
      const iterator = await iteratorOf(lab, StreamName);
      return [await readAll(lab, iterator), await readAll(lab, iterator)];
    },
  },
  {
    name: "the end of a split shard: no iterator, both children",
    source: ["MODEL"],
    expected: { texts: ["a"], children: HALVES },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await put(lab, StreamName, "a");
      await split(lab, StreamName);
      return readToEnd(lab, StreamName, 0);
    },
  },
  {
    name: "the end of both merged shards: the same child with two parents",
    source: ["ENG", "MODEL"],
    expected: [MERGED, MERGED],
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      await merge(lab, StreamName, 0, 1);
      const left = await readToEnd(lab, StreamName, 0);
      return [left.children, (await readToEnd(lab, StreamName, 1)).children];
    },
  },
  {
    name: "GetRecords five times a second and shard",
    source: ["MODEL", "REC"],
    expected: { aboutFive: true, refusal: RATE_EXCEEDED },
    observe: async (lab) => {
      const ShardIterator = await iteratorOf(lab, await lab.stream());
      return rushOf(lab, () => lab.sdk.getRecords({ ShardIterator }));
    },
  },
  {
    name: "records leave after 24 hours",
    source: ["MODEL"],
    expected: { before: ["a"], after: [] },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await put(lab, StreamName, "a");
      await lab.pass(86_000_000);
      const before = await readAll(lab, await iteratorOf(lab, StreamName));
      await lab.pass(1_000_000);
      return { before, after: await readAll(lab, await iteratorOf(lab, StreamName)) };
    },
  },
  {
    name: "DryRun of GetRecords",
    source: ["MODEL"],
    expected: "DryRunOperationException",
    observe: async (lab) => {
      const ShardIterator = await iteratorOf(lab, await lab.stream());
      return lab.refusalName(lab.sdk.getRecords({ ShardIterator, DryRun: true }));
    },
  },
];
