import type { Case } from "../case.ts";
import {
  iteratorOf,
  LAST_HASH_KEY,
  lineageOf,
  put,
  rangesOf,
  shardId,
  shardsOf,
} from "./common.ts";

/** First hash keys of the shards after the first. */
const STARTS: readonly (readonly string[])[] = [
  [],
  ["170141183460469231731687303715884105728"],
  ["113427455640312821154458202477256070485", "226854911280625642308916404954512140970"],
  [
    "85070591730234615865843651857942052864",
    "170141183460469231731687303715884105728",
    "255211775190703847597530955573826158592",
  ],
  [
    "68056473384187692692674921486353642291",
    "136112946768375385385349842972707284582",
    "204169420152563078078024764459060926873",
    "272225893536750770770699685945414569164",
  ],
];

const rangesFrom = (starts: readonly string[]): string[] => {
  const all = ["0", ...starts];
  return all.map((start, at) => {
    const next = all[at + 1];
    return `${start}-${next === undefined ? LAST_HASH_KEY : BigInt(next) - 1n}`;
  });
};

const rangeCase = (starts: readonly string[]): Case => ({
  name: `hash ranges of ${starts.length + 1} shards`,
  source: ["REC"],
  expected: rangesFrom(starts),
  observe: async (lab) => rangesOf(await shardsOf(lab, await lab.stream(starts.length + 1))),
});

/** MD5 of the key as a number, over four shards. */
const SHARD_OF_KEY: Readonly<Record<string, number>> = {
  a: 0,
  "1": 3,
  "user-1": 3,
  "device-42": 2,
  "partitionKey-1": 1,
  é: 1,
};

const numberOf = (id: string | undefined): number => Number(id?.slice(8));

export const shards: readonly Case[] = [
  ...STARTS.map(rangeCase),
  {
    name: "the MD5 of a partition key picks the shard",
    source: ["GUIDE", "MODEL"],
    expected: SHARD_OF_KEY,
    observe: async (lab) => {
      const StreamName = await lab.stream(4);
      const found: Record<string, number> = {};
      for (const key of Object.keys(SHARD_OF_KEY)) {
        found[key] = numberOf((await put(lab, StreamName, key)).ShardId);
      }
      return found;
    },
  },
  {
    name: "ExplicitHashKey picks it instead, and the key stays as given",
    source: ["MODEL"],
    expected: { shards: [0, 1, 1], key: "a" },
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const found: number[] = [];
      for (const key of ["0", "170141183460469231731687303715884105728", LAST_HASH_KEY]) {
        found.push(numberOf((await put(lab, StreamName, "a", key)).ShardId));
      }
      await lab.pass(1_000);
      const ShardIterator = await iteratorOf(lab, StreamName, 1);
      const { Records } = await lab.sdk.getRecords({ ShardIterator });
      return { shards: found, key: Records?.[0]?.PartitionKey };
    },
  },
  {
    name: "ids are read leniently",
    source: ["REC"],
    expected: ["accepted", "accepted", "accepted"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const told: string[] = [];
      for (const ShardId of ["shardId-000000000000", "shard-0", "0"]) {
        const input = { StreamName, ShardId, ShardIteratorType: "LATEST" } as const;
        told.push(await lab.refusal(lab.sdk.getShardIterator(input)));
      }
      return told;
    },
  },
  {
    name: "an id that cannot be read is not found",
    source: ["REC"],
    expected:
      "ResourceNotFoundException: Could not find shard shardId-x in stream s under account 123456789012.",
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const input = { StreamName, ShardId: "shardId-x", ShardIteratorType: "LATEST" } as const;
      return lab.refusal(lab.sdk.getShardIterator(input));
    },
  },
  {
    name: "a shard that is not there does not exist",
    source: ["REC"],
    expected:
      "ResourceNotFoundException: Shard shardId-000000000007 in stream s under account 123456789012 does not exist",
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const input = { StreamName, ShardId: shardId(7), ShardIteratorType: "LATEST" } as const;
      return lab.refusal(lab.sdk.getShardIterator(input));
    },
  },
  {
    name: "a new stream's shards are open and without parents",
    source: ["MODEL"],
    expected: "0 1 2",
    observe: async (lab) => lineageOf(await shardsOf(lab, await lab.stream(3))),
  },
];
