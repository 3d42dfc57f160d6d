import type { Piece } from "./piece.ts";

const subscriber = (
  active: string,
): string => `// Enhanced fan-out: records are pushed, nothing is polled.
const StreamName = "telemetry";
const { StreamDescriptionSummary } = await client.send(
  new DescribeStreamSummaryCommand({ StreamName }),
);
const { StreamARN } = StreamDescriptionSummary;
const { Consumer } = await client.send(
  new RegisterStreamConsumerCommand({
    StreamARN,
    ConsumerName: \`pushed-\${Date.now()}\`,
  }),
);
const { ConsumerARN } = Consumer;
${active}
const { Shards } = await client.send(
  new ListShardsCommand({ StreamName }),
);
const untilMs = Date.now() + 8000;
const read = async ({ ShardId }) => {
  const { EventStream } = await client.send(
    new SubscribeToShardCommand({
      ConsumerARN,
      ShardId,
      StartingPosition: { Type: "LATEST" },
    }),
  );
  let count = 0;
  for await (const { SubscribeToShardEvent: event } of EventStream) {
    count += event.Records.length;
    if (Date.now() > untilMs) break;
  }
  console.log(ShardId, count, "records pushed");
};
await Promise.all(
  Shards.filter(
    (shard) => !shard.SequenceNumberRange.EndingSequenceNumber,
  ).map(read),
);
await client.send(
  new DeregisterStreamConsumerCommand({ ConsumerARN }),
);
`;

export const fanOut = {
  name: "fan-out",
  actor: "pushed",
  scenario: "hot-shard",
  atS: 8,
  bug: subscriber('console.log("registered:", Consumer.ConsumerStatus);\n'),
  fixed: subscriber(`for (;;) {
  const { ConsumerDescription } = await client.send(
    new DescribeStreamConsumerCommand({ ConsumerARN }),
  );
  if (ConsumerDescription.ConsumerStatus === "ACTIVE") break;
  await sleep(500);
}
`),
} as const satisfies Piece;
