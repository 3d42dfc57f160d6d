import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import {
  LAST_HASH_KEY,
  lineageOf,
  merge,
  MIDDLE,
  put,
  rangesOf,
  shardId,
  shardsOf,
  split,
} from "./common.ts";

const splitTold = async (lab: Lab, StreamName: string, ShardToSplit: string, key: string) =>
  lab.refusal(lab.sdk.splitShard({ StreamName, ShardToSplit, NewStartingHashKey: key }));

const mergeTold = async (lab: Lab, StreamName: string, left: number, right: number) =>
  lab.refusal(
    lab.sdk.mergeShards({
      StreamName,
      ShardToMerge: shardId(left),
      AdjacentShardToMerge: shardId(right),
    }),
  );

const notBetween = (key: string): string =>
  `InvalidArgumentException: NewStartingHashKey ${key} used in SplitShard() on shard ` +
  "shardId-000000000000 in stream s under account 123456789012 is not both greater than one plus " +
  `the shard's StartingHashKey 0 and less than the shard's EndingHashKey ${LAST_HASH_KEY}.`;

const notAdjacent = (first: number, second: number): string =>
  `InvalidArgumentException: Shards ${shardId(first)} and ${shardId(second)} in stream s under ` +
  "account 123456789012 are not an adjacent pair of shards eligible for merging";

const done = (index: number): string =>
  `InvalidArgumentException: Shard ${shardId(index)} in stream s under account 123456789012 has ` +
  "already been merged or split, and thus is not eligible for merging or splitting.";

export const resharding: readonly Case[] = [
  {
    name: "ids and parents after a split and a merge",
    source: ["REC"],
    expected: "0* 1* 2(0) 3(0)* 4(3+1)",
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      await split(lab, StreamName, 0, "9");
      await merge(lab, StreamName, 3, 1);
      return lineageOf(await shardsOf(lab, StreamName));
    },
  },
  {
    name: "the lower half has the smaller id",
    source: ["REC"],
    expected: [`0-${LAST_HASH_KEY}`, "0-8", `9-${LAST_HASH_KEY}`],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await split(lab, StreamName, 0, "9");
      return rangesOf(await shardsOf(lab, StreamName));
    },
  },
  {
    name: "a merged shard has the range of both",
    source: ["REC"],
    expected: { range: `0-${LAST_HASH_KEY}`, ParentShardId: shardId(0), Adjacent: shardId(1) },
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      await merge(lab, StreamName, 0, 1);
      const child = (await shardsOf(lab, StreamName))[2];
      return {
        range: rangesOf(child ? [child] : [])[0],
        ParentShardId: child?.ParentShardId,
        Adjacent: child?.AdjacentParentShardId,
      };
    },
  },
  {
    name: "a split must leave two hash keys below",
    source: ["REC"],
    expected: { "0": notBetween("0"), "1": notBetween("1"), "2": "accepted" },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const told: Record<string, string> = {};
      for (const key of ["0", "1", "2"])
        told[key] = await splitTold(lab, StreamName, shardId(0), key);
      return told;
    },
  },
  {
    name: "a split must leave one hash key above",
    source: ["REC"],
    expected: [notBetween(LAST_HASH_KEY), "accepted"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const below = String(BigInt(LAST_HASH_KEY) - 1n);
      return [
        await splitTold(lab, StreamName, shardId(0), LAST_HASH_KEY),
        await splitTold(lab, StreamName, shardId(0), below),
      ];
    },
  },
  {
    name: "an unknown shard cannot be split",
    source: ["REC"],
    expected:
      "ResourceNotFoundException: Could not find shard shardId-000000000007 in stream s under account 123456789012.",
    observe: async (lab) => splitTold(lab, await lab.stream(), shardId(7), MIDDLE),
  },
  {
    name: "a closed shard cannot be split",
    source: ["MOTO"],
    expected: done(0),
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await split(lab, StreamName);
      return splitTold(lab, StreamName, shardId(0), MIDDLE);
    },
  },
  {
    name: "a closed shard cannot be merged",
    source: ["MOTO"],
    expected: done(0),
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      await split(lab, StreamName, 0, "9");
      return mergeTold(lab, StreamName, 0, 1);
    },
  },
  {
    name: "shards that do not touch are not merged",
    source: ["REC"],
    expected: notAdjacent(0, 2),
    observe: async (lab) => mergeTold(lab, await lab.stream(3), 0, 2),
  },
  {
    name: "nor are neighbours named the other way round",
    source: ["REC"],
    expected: notAdjacent(1, 0),
    observe: async (lab) => mergeTold(lab, await lab.stream(2), 1, 0),
  },
  {
    name: "one reshard at a time",
    source: ["REC"],
    expected: {
      status: "UPDATING",
      second:
        "ResourceInUseException: Stream s under account 123456789012 not ACTIVE, instead in state UPDATING",
    },
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const ShardToSplit = shardId(0);
      await lab.sdk.splitShard({ StreamName, ShardToSplit, NewStartingHashKey: "9" });
      const status = await lab.status(StreamName);
      return { status, second: await splitTold(lab, StreamName, shardId(1), LAST_HASH_KEY) };
    },
  },
  {
    name: "while UPDATING the parent is still written, then a child",
    source: ["REC"],
    expected: [shardId(0), shardId(2)],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const ShardToSplit = shardId(0);
      await lab.sdk.splitShard({ StreamName, ShardToSplit, NewStartingHashKey: MIDDLE });
      const during = await put(lab, StreamName, "a", LAST_HASH_KEY);
      await lab.settle(StreamName);
      const after = await put(lab, StreamName, "a", LAST_HASH_KEY);
      return [during.ShardId, after.ShardId];
    },
  },
];
