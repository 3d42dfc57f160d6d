import { expect, test } from "vitest";
import { SANDBOX_LIMITS } from "../protocol/sandbox.ts";
import { startLog } from "../worker/rig.testing.ts";
import { runProgram } from "./program.testing.ts";

const EPOCH_MS = 1_767_225_600_000;
const START_MS = 2_000;

const run = (text: string, forS = 60) =>
  runProgram(text, { log: startLog(1), atS: START_MS / 1_000, stream: "s", forS });

const bytes = `const bytes = (text) => new TextEncoder().encode(text);`;

test("clock, timers and sleep are simulated", async () => {
  const { printed, messages, last } = await run(`
const order = [];
setTimeout((what) => order.push(what), 300, "second");
const first = setTimeout(() => order.push("never"), 100);
clearTimeout(first);
let ticks = 0;
const beat = setInterval(() => { ticks += 1; if (ticks === 4) clearInterval(beat); }, 250);
order.push("first");
await sleep(1500);
console.log(order.join(" "), ticks);
console.log(Date.now(), new Date().toISOString(), performance.now(), new Date(0).getTime());
console.log(new Date() instanceof Date, Math.random() < 1);
`);
  const now = EPOCH_MS + START_MS + 1_500;
  expect(printed).toEqual([
    "first second 4",
    `${now} ${new Date(now).toISOString()} 1500 0`,
    "true true",
  ]);
  expect(messages.slice(0, 2)).toMatchObject([
    { type: "ready", atUs: 2_000_000 },
    { type: "line", atUs: 3_500_000 },
  ]);
  expect(last).toEqual({ type: "done", atUs: 3_500_000 });
});

test("a call takes the network's time and becomes an entry", async () => {
  const { printed, rig } = await run(`${bytes}
const from = Date.now();
const { ShardId } = await client.send(
  new PutRecordCommand({ StreamName: "s", PartitionKey: "k", Data: bytes("hello") }));
console.log(ShardId, Date.now() - from >= 4);
`);
  expect(printed).toEqual(["shardId-000000000002 true"]);
  const puts = rig.entries.filter(
    ({ command }) => command.type === "Call" && command.operation === "PutRecord",
  );
  expect(puts.map(({ command }) => command)).toMatchObject([
    { input: { PartitionKey: "k", Data: btoa("hello") } },
  ]);
});

test("the SDK's own retries and their pauses run in simulated time", async () => {
  const { printed, last } = await run(`${bytes}
const put = (n) => client.send(
  new PutRecordCommand({ StreamName: "s", PartitionKey: "hot", Data: bytes("r" + n) }));
const answers = await Promise.allSettled(Array.from({ length: 1100 }, (_, n) => put(n)));
const retried = answers.filter(({ value }) => value?.$metadata.attempts > 1);
const lost = answers.filter(({ reason }) => reason);
console.log(retried.length > 0 || lost.length > 0);
console.log(lost.every(({ reason }) => reason.name === "ProvisionedThroughputExceededException"));
console.log(lost.every(({ reason }) => reason.$metadata.attempts === 3));
console.log(performance.now() > 100);
`);
  expect(printed).toEqual(["true", "true", "true", "true"]);
  expect(last).toMatchObject({ type: "done" });
});

test("a request is aborted, and not tried again", async () => {
  const { printed, rig } = await run(`${bytes}
const controller = new AbortController();
setTimeout(() => controller.abort(), 1);
const put = new PutRecordCommand({ StreamName: "s", PartitionKey: "k", Data: bytes("late") });
try {
  await client.send(put, { abortSignal: controller.signal });
} catch (error) {
  console.log(error.name, performance.now());
}
await sleep(100);
`);
  expect(printed).toEqual(["AbortError 1"]);
  const puts = rig.entries.filter(
    ({ command }) => command.type === "Call" && command.operation === "PutRecord",
  );
  expect(puts).toHaveLength(1);
});

test.each([
  ["const a = 1;\nawait sleep(5);\nthrow new RangeError('too far');", 3, "RangeError: too far"],
  ["\n\nnothing.here();", 3, "ReferenceError: nothing is not defined"],
  ["\nPromise.reject(new Error('alone'));\nawait sleep(9);", 2, "Error: alone"],
  ["setTimeout(() => {\n  null.x;\n}, 5);", 2, "TypeError: Cannot read properties of null"],
  [
    "\nawait client.send(\n  new DescribeStreamCommand({ StreamName: 'absent' }),\n);",
    2,
    "ResourceNotFoundException: Stream absent under account 123456789012 not found.",
  ],
])("what is thrown is told with the line of the text: %j", async (text, line, said) => {
  const { last } = await run(text);
  expect(last).toMatchObject({ type: "failed", line, syntax: false });
  expect(last?.type === "failed" && last.text).toContain(said);
});

test("a text that is no JavaScript fails as such", async () => {
  expect((await run("const a = ;")).last).toMatchObject({ type: "failed", syntax: true });
});

test("imports of the SDK are its own names, line for line; others are refused", async () => {
  const { printed } = await run(`import { KinesisClient,
  ListStreamsCommand as List } from "@aws-sdk/client-kinesis";
import * as kinesis from '@aws-sdk/client-kinesis';
const client = new KinesisClient({ region: "eu-west-1", endpoint: "https://example.com" });
console.log((await client.send(new List({}))).StreamNames, kinesis.ListShardsCommand === ListShardsCommand);
const whole = new kinesis.Kinesis({});
console.log((await whole.listStreams({})).StreamNames);
`);
  expect(printed).toEqual(['[ "s" ] true', '[ "s" ]']);
  const other = await run('import fs from "node:fs";');
  expect(other.last).toMatchObject({ type: "failed", syntax: true });
  expect(other.last).toMatchObject({ text: expect.stringContaining('"node:fs" is not here') });
});

test("require gives the SDK; any other module is refused as an import of it is", async () => {
  const { printed, last } = await run(`
const { ListStreamsCommand: List } = require("@aws-sdk/client-kinesis");
console.log(List === ListStreamsCommand);
require("node:fs");
`);
  expect(printed).toEqual(["true"]);
  const text = 'NotHere: "node:fs" is not here: only @aws-sdk/client-kinesis is.';
  expect(last).toMatchObject({ type: "failed", syntax: false, line: 4, text });
});

test("what a program may not have answers with words", async () => {
  const { printed } = await run(`
for (const name of ["fetch", "WebSocket", "importScripts", "BroadcastChannel", "Worker"]) {
  try { globalThis[name]("https://example.com"); } catch (error) { console.log(error.name, name); }
}
`);
  expect(printed).toEqual([
    "NotHere fetch",
    "NotHere WebSocket",
    "NotHere importScripts",
    "NotHere BroadcastChannel",
    "NotHere Worker",
  ]);
});

test("of too many lines the last come, with the count of the others; long ones are cut", async () => {
  const { printed, messages, last } = await run(`
console.log("x".repeat(10_000));
for (let n = 1; n < 5000; n++) console.log(n);
console.log("FINISHED");
`);
  const tails = messages.flatMap((each) => (each.type === "tail" ? [each] : []));
  const dropped = tails.reduce((sum, each) => sum + each.dropped, 0);
  expect(printed.length + dropped).toBe(5_001);
  expect(dropped).toBeGreaterThan(0);
  expect(printed[0]).toHaveLength(SANDBOX_LIMITS.charactersOfLine);
  expect(printed[SANDBOX_LIMITS.lines - 1]).toBe(String(SANDBOX_LIMITS.lines - 1));
  const end = Array.from({ length: SANDBOX_LIMITS.tail - 1 }, (_, at) => 4_999 - at).reverse();
  expect(printed.slice(-SANDBOX_LIMITS.tail)).toEqual([...end.map(String), "FINISHED"]);
  expect(last).toMatchObject({ type: "done" });
});

test("values are printed in plain notation", async () => {
  const { printed } = await run(`${bytes}
const round = { a: [1, "two", 3n], "odd key": null, b: undefined };
round.self = round;
console.log("text", round, bytes("né"), new Map([["k", new Set([1])]]), new Error("no"));
console.log({ deep: { er: { and: { deeper: { still: 1 } } } } }, new Uint8Array([255]), []);
`);
  expect(printed).toEqual([
    'text { a: [ 1, "two", 3n ], "odd key": null, self: [itself] } bytes "né" ' +
      'Map(1) { "k" → Set(1) { 1 } } Error: no',
    "{ deep: { er: { and: { deeper: {…} } } } } 1 bytes []",
  ]);
});
