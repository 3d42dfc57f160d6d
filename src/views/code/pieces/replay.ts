import type { Piece } from "./piece.ts";

const replayOf = (choice: string): string => `// Replays the last fifteen seconds of every order.
const StreamName = "orders";
const since = new Date(Date.now() - 15_000);
const { Shards } = await client.send(
  new ListShardsCommand({ StreamName }),
);
${choice}

let count = 0;
for (const { ShardId } of chosen) {
  let { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId,
      ShardIteratorType: "AT_TIMESTAMP",
      Timestamp: since,
    }),
  );
  while (ShardIterator) {
    const { Records, NextShardIterator, MillisBehindLatest } =
      await client.send(new GetRecordsCommand({ ShardIterator }));
    count += Records.length;
    const first = Records[0]?.ApproximateArrivalTimestamp;
    if (first) console.log(ShardId, Records.length, "from", first);
    if (MillisBehindLatest === 0) break;
    ShardIterator = NextShardIterator;
    await sleep(250);
  }
}
console.log("replayed", count, "records since", since);
`;

export const replay = {
  name: "replay",
  actor: "replay",
  scenario: "split-while-lagging",
  atS: 40,
  bug: replayOf(`const chosen = Shards.filter(
  (shard) => !shard.SequenceNumberRange.EndingSequenceNumber,
);`),
  fixed: replayOf(`// Closed shards keep their records until retention; parents come first.
const chosen = Shards;`),
} as const satisfies Piece;
