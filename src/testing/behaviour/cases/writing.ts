import type { PutRecordsRequestEntry, PutRecordsResultEntry } from "@aws-sdk/client-kinesis";
import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import { bytes, iteratorOf, LAST_HASH_KEY, put, readAll, shardId } from "./common.ts";

const MIB = 1_048_576;

const keysOf = (entry: object | undefined): string[] =>
  Object.keys(entry ?? {})
    .filter((key) => key !== "$metadata")
    .toSorted();

const small = (ExplicitHashKey: string): PutRecordsRequestEntry => ({
  Data: bytes("x"),
  PartitionKey: "k",
  ExplicitHashKey,
});

const stored = async (lab: Lab, StreamName: string): Promise<number> => {
  await lab.pass(1_000);
  return (await readAll(lab, await iteratorOf(lab, StreamName))).length;
};

const refusedEntries = (all: readonly PutRecordsResultEntry[] = []): PutRecordsResultEntry[] =>
  all.filter((each) => each.ErrorCode !== undefined && each.ErrorCode !== null);

/** Two calls that use up shard 0's second, then one of 499 more records to it and one to shard 1. */
const overload = async (lab: Lab) => {
  const StreamName = await lab.stream(2);
  lab.paced = false;
  const Records = Array.from({ length: 500 }, () => small("0"));
  const call = { StreamName, Records };
  await Promise.all([lab.sdk.putRecords(call), lab.sdk.putRecords(call)]);
  const last = [...Records.slice(1), small(LAST_HASH_KEY)];
  const answer = await lab.sdk.putRecords({ StreamName, Records: last });
  lab.paced = true;
  return answer;
};

export const writing: readonly Case[] = [
  {
    name: "PutRecord's answer",
    source: ["MODEL"],
    expected: { keys: ["EncryptionType", "SequenceNumber", "ShardId"], EncryptionType: "NONE" },
    observe: async (lab) => {
      const answer = await put(lab, await lab.stream(), "a");
      return { keys: keysOf(answer), EncryptionType: answer.EncryptionType };
    },
  },
  {
    name: "PutRecords's answer",
    source: ["MODEL"],
    expected: {
      FailedRecordCount: 0,
      EncryptionType: "NONE",
      keys: ["SequenceNumber", "ShardId"],
      shards: [shardId(1), shardId(0)],
    },
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const Records = [small(LAST_HASH_KEY), small("0")];
      const answer = await lab.sdk.putRecords({ StreamName, Records });
      return {
        FailedRecordCount: answer.FailedRecordCount,
        EncryptionType: answer.EncryptionType,
        keys: keysOf(answer.Records?.[0]),
        shards: answer.Records?.map((each) => each.ShardId),
      };
    },
  },
  {
    name: "a partly failed PutRecords",
    source: ["MODEL", "GUIDE"],
    expected: {
      length: 500,
      someFailed: true,
      countAgrees: true,
      keys: ["ErrorCode", "ErrorMessage"],
      failure: {
        ErrorCode: "ProvisionedThroughputExceededException",
        ErrorMessage:
          "Rate exceeded for shard shardId-000000000000 in stream s under account 123456789012.",
      },
      last: ["SequenceNumber", "ShardId"],
    },
    observe: async (lab) => {
      const { Records = [], FailedRecordCount = 0 } = await overload(lab);
      const failed = refusedEntries(Records);
      return {
        length: Records.length,
        someFailed: failed.length > 0,
        countAgrees: failed.length === FailedRecordCount,
        keys: keysOf(failed[0]),
        failure: failed[0],
        last: keysOf(Records.at(-1)),
      };
    },
  },
  {
    name: "PutRecord beyond the shard's rate",
    source: ["REC", "GUIDE"],
    expected:
      "ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000000 in stream s under account 123456789012.",
    observe: async (lab) => {
      const StreamName = await lab.stream();
      lab.paced = false;
      const Data = new Uint8Array(MIB - 1);
      const record = { StreamName, Data, PartitionKey: "k" };
      await lab.sdk.putRecord(record);
      return lab.refusal(lab.sdk.putRecord(record));
    },
  },
  {
    name: "ExplicitHashKey beyond 2^128-1",
    source: ["REC"],
    expected:
      "InvalidArgumentException: Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was 340282366920938463463374607431768211456",
    observe: async (lab) => {
      const beyond = String(BigInt(LAST_HASH_KEY) + 1n);
      return lab.refusal(put(lab, await lab.stream(), "a", beyond));
    },
  },
  {
    name: "a record of 1 MiB with its key is taken, one byte more is not",
    source: ["MODEL", "QUOTAS"],
    expected: ["accepted", "refused"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const told: string[] = [];
      for (const length of [MIB - 1, MIB]) {
        const record = { StreamName, Data: new Uint8Array(length), PartitionKey: "k" };
        const refusal = await lab.refusal(lab.sdk.putRecord(record));
        told.push(refusal === "accepted" ? refusal : "refused");
        await lab.pass(2_000);
      }
      return told;
    },
  },
  {
    name: "an oversized record fails the whole PutRecords, and nothing is written",
    source: ["MODEL"],
    expected: { refused: true, stored: 0 },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const large = { Data: new Uint8Array(MIB), PartitionKey: "k" };
      const Records = [small("0"), large];
      const refused =
        (await lab.refusal(lab.sdk.putRecords({ StreamName, Records }))) !== "accepted";
      return { refused, stored: await stored(lab, StreamName) };
    },
  },
  {
    name: "PutRecords takes 500 records",
    source: ["MODEL"],
    expected: { FailedRecordCount: 0, stored: 500 },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const Records = Array.from({ length: 500 }, () => small("0"));
      const { FailedRecordCount } = await lab.sdk.putRecords({ StreamName, Records });
      return { FailedRecordCount, stored: await stored(lab, StreamName) };
    },
  },
  {
    name: "PutRecords of more than 5 and less than 10 MiB",
    source: ["MODEL"],
    expected: "accepted",
    observe: async (lab) => {
      const StreamName = await lab.stream(8);
      const step = 2n ** 125n;
      const Records = Array.from({ length: 7 }, (_, at) => ({
        ...small(String(BigInt(at) * step)),
        Data: new Uint8Array(MIB - 1),
      }));
      return lab.refusal(lab.sdk.putRecords({ StreamName, Records }));
    },
  },
  {
    name: "PutRecords of more than 10 MiB",
    source: ["MODEL", "MOTO"],
    expected: "InvalidArgumentException",
    observe: async (lab) => {
      const StreamName = await lab.stream(1);
      const Records = Array.from({ length: 11 }, () => ({
        ...small("0"),
        Data: new Uint8Array(MIB - 50_000),
      }));
      return lab.refusalName(lab.sdk.putRecords({ StreamName, Records }));
    },
  },
  {
    name: "a record without a partition key is refused",
    source: ["GUIDE"],
    expected: true,
    observe: async (lab) => {
      const input = { StreamName: await lab.stream(), Data: bytes("a"), PartitionKey: undefined };
      return (await lab.refusal(lab.sdk.putRecord(input))) !== "accepted";
    },
  },
  {
    name: "DryRun of puts succeeds by an exception, and nothing is written",
    source: ["MODEL"],
    expected: { told: ["DryRunOperationException", "DryRunOperationException"], stored: 0 },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const record = { Data: bytes("a"), PartitionKey: "k" };
      const told = [
        await lab.refusalName(lab.sdk.putRecord({ StreamName, ...record, DryRun: true })),
        await lab.refusalName(lab.sdk.putRecords({ StreamName, Records: [record], DryRun: true })),
      ];
      return { told, stored: await stored(lab, StreamName) };
    },
  },
  {
    name: "DryRun of what would fail fails as it would",
    source: ["MODEL"],
    expected: "ResourceNotFoundException",
    observe: (lab) => {
      const record = { Data: bytes("a"), PartitionKey: "k", DryRun: true };
      return lab.refusalName(lab.sdk.putRecord({ StreamName: lab.name("s"), ...record }));
    },
  },
];
