import type { Piece } from "./piece.ts";

const withRetry = (
  retry: string,
): string => `// 300 readings, none lost: what is refused is sent again.
const StreamName = "telemetry";
const bytes = (text) => new TextEncoder().encode(text);
const reading = (n) => ({
  PartitionKey: \`device-\${n % 12}\`,
  Data: bytes(\`reading \${n}\`),
});

let batch = Array.from({ length: 300 }, (_, n) => reading(n));
for (let attempt = 1; batch.length > 0; attempt++) {
  const answer = await client.send(
    new PutRecordsCommand({ StreamName, Records: batch }),
  );
  console.log(
    \`attempt \${attempt}: \${batch.length} sent,\`,
    \`\${answer.FailedRecordCount} refused\`,
  );
${retry}
  await sleep(200 * attempt * (1 + Math.random()));
}
console.log("all stored");
`;

export const putRecords = {
  name: "put-records",
  actor: "meter readings",
  scenario: "hot-shard",
  atS: 8,
  bug: withRetry(`  if (answer.FailedRecordCount === 0) break;
  if (attempt === 8) throw new Error("given up");`),
  fixed: withRetry("  batch = batch.filter((_, seat) => answer.Records[seat].ErrorCode);"),
} as const satisfies Piece;
