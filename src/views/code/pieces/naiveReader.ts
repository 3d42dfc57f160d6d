import type { Piece } from "./piece.ts";

const reader = (words: string, mayRead: string): string => `// ${words}
const StreamName = "orders";
const { Shards } = await client.send(
  new ListShardsCommand({ StreamName }),
);
const readers = [];
for (const shard of Shards) {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: shard.ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    }),
  );
  readers.push({ ...shard, iterator: ShardIterator });
}

${mayRead}

for (let round = 1; round <= 20; round++) {
  for (const reader of readers.filter(mayRead)) {
    const { Records, NextShardIterator } = await client.send(
      new GetRecordsCommand({
        ShardIterator: reader.iterator,
        Limit: 40,
      }),
    );
    // No next iterator: a closed shard, read to its end.
    reader.iterator = NextShardIterator;
    console.log(reader.ShardId, Records.length, "records");
  }
  await sleep(1000);
}
`;

export const naiveReader = {
  name: "naive-reader",
  actor: "own reader",
  scenario: "split-while-lagging",
  atS: 35,
  bug: reader(
    "Reads every shard of the stream from its beginning.",
    "const mayRead = (reader) => reader.iterator;",
  ),
  fixed: reader(
    "Reads every shard of the stream, a parent before its children.",
    `const unfinished = (id) =>
  readers.some((each) => each.ShardId === id && each.iterator);
const mayRead = (reader) =>
  reader.iterator &&
  !unfinished(reader.ParentShardId) &&
  !unfinished(reader.AdjacentParentShardId);`,
  ),
} as const satisfies Piece;

const careful = (
  adjacent: string,
): string => `// Reads a shard when its parent has been read to the end.
const StreamName = "telemetry";
const { Shards } = await client.send(
  new ListShardsCommand({ StreamName }),
);
const readers = [];
for (const shard of Shards) {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: shard.ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    }),
  );
  readers.push({ ...shard, iterator: ShardIterator });
}

const unfinished = (id) =>
  readers.some((each) => each.ShardId === id && each.iterator);
const mayRead = (reader) =>
  reader.iterator &&
  !unfinished(reader.ParentShardId)${adjacent};

for (let round = 1; round <= 30; round++) {
  for (const reader of readers.filter(mayRead)) {
    const { Records, NextShardIterator } = await client.send(
      new GetRecordsCommand({
        ShardIterator: reader.iterator,
        Limit: 60,
      }),
    );
    reader.iterator = NextShardIterator;
    if (!NextShardIterator) console.log(reader.ShardId, "is finished");
  }
  await sleep(1000);
}
`;

export const parentsFirst = {
  name: "parents-first",
  actor: "careful reader",
  scenario: "merge-cold",
  atS: 30,
  bug: careful(""),
  fixed: careful(" &&\n  !unfinished(reader.AdjacentParentShardId)"),
} as const satisfies Piece;
