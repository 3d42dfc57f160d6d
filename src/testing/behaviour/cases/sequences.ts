import type { Case } from "../case.ts";
import { LAST_SEQ_IX, partsOf } from "../sequence.ts";
import { iteratorOf, LAST_HASH_KEY, put, shardsOf, split } from "./common.ts";

const secondOf = (date: Date | undefined): number => Math.floor((date?.getTime() ?? 0) / 1_000);

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1;

export const sequences: readonly Case[] = [
  {
    name: "layout of a record's number",
    source: ["REC"],
    expected: {
      digits: 56,
      begins: "49",
      hexDigits: 47,
      rest: ["2", "3", "00"],
      version: "2",
      shard: 3,
      seqIxFits: true,
      timeIsArrival: true,
      createdIsShards: true,
    },
    observe: async (lab) => {
      const StreamName = await lab.stream(4);
      const { SequenceNumber = "0" } = await put(lab, StreamName, "a", LAST_HASH_KEY);
      await lab.pass(1_000);
      const ShardIterator = await iteratorOf(lab, StreamName, 3);
      const { Records } = await lab.sdk.getRecords({ ShardIterator });
      const parts = partsOf(SequenceNumber);
      const first = (await shardsOf(lab, StreamName))[3]?.SequenceNumberRange;
      return {
        digits: SequenceNumber.length,
        begins: SequenceNumber.slice(0, 2),
        hexDigits: BigInt(SequenceNumber).toString(16).length,
        rest: parts.rest,
        version: parts.version,
        shard: parts.shard,
        seqIxFits: parts.seqIx <= LAST_SEQ_IX,
        timeIsArrival: near(parts.timeS, secondOf(Records?.[0]?.ApproximateArrivalTimestamp)),
        createdIsShards: parts.createdS === partsOf(first?.StartingSequenceNumber ?? "0").createdS,
      };
    },
  },
  {
    name: "a shard's first number: counter 0, time of creation",
    source: ["REC"],
    expected: { seqIx: "0", timeIsCreated: true, shard: 1, version: "2", ending: null },
    observe: async (lab) => {
      const range = (await shardsOf(lab, await lab.stream(2)))[1]?.SequenceNumberRange;
      const parts = partsOf(range?.StartingSequenceNumber ?? "0");
      return {
        seqIx: String(parts.seqIx),
        timeIsCreated: parts.timeS === parts.createdS,
        shard: parts.shard,
        version: parts.version,
        ending: range?.EndingSequenceNumber ?? null,
      };
    },
  },
  {
    name: "a stream's shards begin with it",
    source: ["KLI"],
    expected: true,
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const range = (await shardsOf(lab, StreamName))[0]?.SequenceNumberRange;
      const { StreamDescriptionSummary: told } = await lab.sdk.describeStreamSummary({
        StreamName,
      });
      const { createdS } = partsOf(range?.StartingSequenceNumber ?? "0");
      const before = secondOf(told?.StreamCreationTimestamp) - createdS;
      return before >= 0 && before <= 3;
    },
  },
  {
    name: "later records have greater numbers, all above the shard's first",
    source: ["MODEL"],
    expected: true,
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const range = (await shardsOf(lab, StreamName))[0]?.SequenceNumberRange;
      const numbers = [BigInt(range?.StartingSequenceNumber ?? "0")];
      for (const text of ["a", "b", "c", "d"]) {
        numbers.push(BigInt((await put(lab, StreamName, text)).SequenceNumber ?? "0"));
      }
      return numbers.every((each, at) => at === 0 || each > numbers[at - 1]!);
    },
  },
  {
    name: "a closed shard's last number: same creation, counter 7fffffffffffffff",
    source: ["REC"],
    expected: { sameCreation: true, seqIx: "7fffffffffffffff", shard: 0, timeIsLater: true },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await split(lab, StreamName);
      const range = (await shardsOf(lab, StreamName))[0]?.SequenceNumberRange;
      const first = partsOf(range?.StartingSequenceNumber ?? "0");
      const last = partsOf(range?.EndingSequenceNumber ?? "0");
      return {
        sameCreation: first.createdS === last.createdS,
        seqIx: last.seqIx.toString(16),
        shard: last.shard,
        timeIsLater: last.timeS >= first.timeS,
      };
    },
  },
  {
    name: "a child begins a second after its parent's end",
    source: ["KLI"],
    expected: [1, 1],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await split(lab, StreamName);
      const [parent, ...children] = await shardsOf(lab, StreamName);
      const end = partsOf(parent?.SequenceNumberRange?.EndingSequenceNumber ?? "0");
      return children.map(
        (each) =>
          partsOf(each.SequenceNumberRange?.StartingSequenceNumber ?? "0").createdS - end.timeS,
      );
    },
  },
  {
    name: "a child's first number: counter 0, its own index",
    source: ["REC"],
    expected: [
      { seqIx: "0", shard: 1, timeIsCreated: true },
      { seqIx: "0", shard: 2, timeIsCreated: true },
    ],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await split(lab, StreamName);
      const [, ...children] = await shardsOf(lab, StreamName);
      return children.map((each) => {
        const parts = partsOf(each.SequenceNumberRange?.StartingSequenceNumber ?? "0");
        const timeIsCreated = parts.timeS === parts.createdS;
        return { seqIx: String(parts.seqIx), shard: parts.shard, timeIsCreated };
      });
    },
  },
  {
    name: "every number of a child is above its parent's last",
    source: ["REC"],
    expected: true,
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await put(lab, StreamName, "a");
      await split(lab, StreamName);
      const last = (await shardsOf(lab, StreamName))[0]?.SequenceNumberRange?.EndingSequenceNumber;
      await lab.pass(1_000);
      const { SequenceNumber } = await put(lab, StreamName, "a");
      return BigInt(SequenceNumber ?? "0") > BigInt(last ?? "0");
    },
  },
  {
    name: "SequenceNumberForOrdering: a number of the stream is taken, another is invalid",
    source: ["REC"],
    expected: [
      "accepted",
      "InvalidArgumentException: ExclusiveMinimumSequenceNumber 7 used in PutRecord on stream s under account 123456789012 is invalid.",
    ],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const { SequenceNumber } = await put(lab, StreamName, "a");
      const told: string[] = [];
      for (const SequenceNumberForOrdering of [SequenceNumber, "7"]) {
        const record = { StreamName, Data: new Uint8Array(1), PartitionKey: "a" };
        told.push(await lab.refusal(lab.sdk.putRecord({ ...record, SequenceNumberForOrdering })));
      }
      return told;
    },
  },
];
