import type { Piece } from "./piece.ts";

const split = (
  middle: string,
): string => `// Finds the shard that took most in the last second, and splits it.
const StreamName = "telemetry";
const { Shards } = await client.send(
  new ListShardsCommand({ StreamName }),
);
const open = Shards.filter(
  (shard) => !shard.SequenceNumberRange.EndingSequenceNumber,
);
let hottest = { taken: -1 };
for (const shard of open) {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: shard.ShardId,
      ShardIteratorType: "AT_TIMESTAMP",
      Timestamp: new Date(Date.now() - 1000),
    }),
  );
  const { Records } = await client.send(
    new GetRecordsCommand({ ShardIterator }),
  );
  console.log(shard.ShardId, Records.length, "records");
  if (Records.length > hottest.taken)
    hottest = { ...shard, taken: Records.length };
}

const { StartingHashKey, EndingHashKey } = hottest.HashKeyRange;
${middle}
await client.send(
  new SplitShardCommand({
    StreamName,
    ShardToSplit: hottest.ShardId,
    NewStartingHashKey: String(middle),
  }),
);
console.log("splitting", hottest.ShardId, "at", middle);
`;

export const splitHottest = {
  name: "split-hottest",
  actor: "autoscaler",
  scenario: "hot-shard",
  atS: 10,
  bug: split("const middle = (Number(StartingHashKey) + Number(EndingHashKey)) / 2;"),
  fixed: split(`// Hash keys are 128-bit: a Number holds 53 bits of them.
const middle =
  (BigInt(StartingHashKey) + BigInt(EndingHashKey) + 1n) / 2n;`),
} as const satisfies Piece;
