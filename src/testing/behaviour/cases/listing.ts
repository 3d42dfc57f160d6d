import type { ShardFilter } from "@aws-sdk/client-kinesis";
import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import { shardId, shardsOf, split } from "./common.ts";

/** Shard 0, split into 1 and 2 a good while after its creation; instants before and after. */
const grown = async (lab: Lab) => {
  const StreamName = await lab.stream();
  await lab.pass(2_500);
  const before = new Date(lab.target.nowMs());
  await lab.pass(1_500);
  await split(lab, StreamName);
  await lab.pass(2_500);
  return { StreamName, before, after: new Date(lab.target.nowMs()) };
};

const listed = async (lab: Lab, StreamName: string, filter: ShardFilter): Promise<number[]> => {
  const { Shards = [] } = await lab.sdk.listShards({ StreamName, ShardFilter: filter });
  return Shards.map((each) => Number(each.ShardId?.slice(8)));
};

const filterCase = (
  name: string,
  expected: readonly number[],
  filterOf: (times: { before: Date; after: Date }) => ShardFilter,
): Case => ({
  name: `filter ${name}`,
  source: ["MODEL"],
  expected,
  observe: async (lab) => {
    const { StreamName, ...times } = await grown(lab);
    return listed(lab, StreamName, filterOf(times));
  },
});

const filters: readonly Case[] = [
  filterCase("AFTER_SHARD_ID", [1, 2], () => ({ Type: "AFTER_SHARD_ID", ShardId: shardId(0) })),
  filterCase("AT_TRIM_HORIZON: those open then", [0], () => ({ Type: "AT_TRIM_HORIZON" })),
  filterCase("FROM_TRIM_HORIZON: all", [0, 1, 2], () => ({ Type: "FROM_TRIM_HORIZON" })),
  filterCase("AT_LATEST: those open now", [1, 2], () => ({ Type: "AT_LATEST" })),
  filterCase("AT_TIMESTAMP before the split", [0], ({ before }) => ({
    Type: "AT_TIMESTAMP",
    Timestamp: before,
  })),
  filterCase("AT_TIMESTAMP after it", [1, 2], ({ after }) => ({
    Type: "AT_TIMESTAMP",
    Timestamp: after,
  })),
  filterCase("FROM_TIMESTAMP before the split", [0, 1, 2], ({ before }) => ({
    Type: "FROM_TIMESTAMP",
    Timestamp: before,
  })),
  filterCase("FROM_TIMESTAMP after it", [1, 2], ({ after }) => ({
    Type: "FROM_TIMESTAMP",
    Timestamp: after,
  })),
];

const pages: readonly Case[] = [
  {
    name: "neither a stream nor a token",
    source: ["REC"],
    expected: "InvalidArgumentException: Either NextToken or StreamName should be provided.",
    observe: (lab) => lab.refusal(lab.sdk.listShards({})),
  },
  {
    name: "a stream and a token",
    source: ["REC"],
    expected: "InvalidArgumentException: NextToken and StreamName cannot be provided together.",
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const { NextToken } = await lab.sdk.listShards({ StreamName, MaxResults: 1 });
      return lab.refusal(lab.sdk.listShards({ StreamName, NextToken }));
    },
  },
  {
    name: "shards in pages",
    source: ["MODEL"],
    expected: [["0", "1"], ["2"]],
    observe: async (lab) => {
      const StreamName = await lab.stream(3);
      const first = await lab.sdk.listShards({ StreamName, MaxResults: 2 });
      const { NextToken } = first;
      const second = await lab.sdk.listShards({ NextToken, MaxResults: 2 });
      return [first, second].map(({ Shards = [] }) =>
        Shards.map((each) => String(Number(each.ShardId?.slice(8)))),
      );
    },
  },
  {
    name: "the last page has no token",
    source: ["MODEL"],
    expected: false,
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const { NextToken } = await lab.sdk.listShards({ StreamName, MaxResults: 2 });
      return typeof NextToken === "string";
    },
  },
  {
    name: "a token keeps its filter",
    source: ["MODEL"],
    expected: [2],
    observe: async (lab) => {
      const { StreamName } = await grown(lab);
      const ShardFilter = { Type: "AT_LATEST" } as const;
      const { NextToken } = await lab.sdk.listShards({ StreamName, MaxResults: 1, ShardFilter });
      const { Shards = [] } = await lab.sdk.listShards({ NextToken });
      return Shards.map((each) => Number(each.ShardId?.slice(8)));
    },
  },
  {
    name: "a token is good for 300 s",
    source: ["MODEL"],
    expected: ["accepted", "ExpiredNextTokenException"],
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const { NextToken } = await lab.sdk.listShards({ StreamName, MaxResults: 1 });
      await lab.pass(299_000);
      const before = await lab.refusalName(lab.sdk.listShards({ NextToken }));
      await lab.pass(2_000);
      return [before, await lab.refusalName(lab.sdk.listShards({ NextToken }))];
    },
  },
  {
    name: "ExclusiveStartShardId",
    source: ["MODEL"],
    expected: [1, 2],
    observe: async (lab) => {
      const StreamName = await lab.stream(3);
      const ExclusiveStartShardId = shardId(0);
      const { Shards = [] } = await lab.sdk.listShards({ StreamName, ExclusiveStartShardId });
      return Shards.map((each) => Number(each.ShardId?.slice(8)));
    },
  },
  {
    name: "DescribeStream in pages",
    source: ["MODEL"],
    expected: [
      { ids: [shardId(0), shardId(1)], more: true },
      { ids: [shardId(2)], more: false },
    ],
    observe: async (lab) => {
      const StreamName = await lab.stream(3);
      const first = await lab.sdk.describeStream({ StreamName, Limit: 2 });
      const ExclusiveStartShardId = shardId(1);
      const second = await lab.sdk.describeStream({ StreamName, Limit: 2, ExclusiveStartShardId });
      return [first, second].map(({ StreamDescription: told }) => ({
        ids: told?.Shards?.map((each) => each.ShardId),
        more: told?.HasMoreShards,
      }));
    },
  },
  {
    name: "closed shards are listed until their records have gone",
    source: ["GUIDE"],
    expected: { before: 3, after: 2, horizon: [1, 2] },
    observe: async (lab) => {
      const { StreamName } = await grown(lab);
      await lab.pass(80_000_000);
      const before = (await shardsOf(lab, StreamName)).length;
      await lab.pass(8_000_000);
      const after = (await shardsOf(lab, StreamName)).length;
      return { before, after, horizon: await listed(lab, StreamName, { Type: "AT_TRIM_HORIZON" }) };
    },
  },
];

export const listing: readonly Case[] = [...filters, ...pages];
