import type { Piece } from "./piece.ts";

const withKey = (line: string): string => `// One temperature of each of twelve devices.
const StreamName = "telemetry";
const bytes = (text) => new TextEncoder().encode(text);
const shards = new Set();

for (let device = 0; device < 12; device++) {
  const { ShardId, SequenceNumber } = await client.send(
    new PutRecordCommand({
      StreamName,
      ${line}
      Data: bytes(\`device \${device}: 21.\${device} °C\`),
    }),
  );
  shards.add(ShardId);
  console.log(ShardId, SequenceNumber);
  await sleep(100);
}
console.log("shards used:", shards.size);
`;

export const putOne = {
  name: "put-one",
  actor: "thermometers",
  scenario: "merge-cold",
  atS: 5,
  bug: withKey('PartitionKey: "temperature",'),
  fixed: withKey("PartitionKey: `device-${device}`,"),
} as const satisfies Piece;
