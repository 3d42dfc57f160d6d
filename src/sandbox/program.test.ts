import { expect, test } from "vitest";
import { startLog } from "../worker/rig.testing.ts";
import { runProgram } from "./program.testing.ts";

const run = (text: string, forS = 60) =>
  runProgram(text, { log: startLog(1), atS: 2, stream: "s", forS });

test("a program", async () => {
  const { messages } = await run(`
console.log(Date.now(), performance.now());
await sleep(1500);
console.log(Date.now(), performance.now());
const out = await client.send(new PutRecordCommand({StreamName:"s", PartitionKey:"k", Data: new TextEncoder().encode("hi")}));
console.log(out);
`);
  expect(messages).toHaveLength(4);
});
