import { expect, test } from "vitest";
import { advance, createRun, stateHash, type Run } from "../engine/public.ts";
import { models } from "../headless/models.ts";
import type { Command } from "../protocol/log.ts";
import { startLog } from "../worker/rig.testing.ts";
import { PROGRAM_ACTORS, runProgram, type Ran } from "./program.testing.ts";

const LOG = startLog(1);

/** Registers, waits, subscribes by `how`, stays for a second more, and says how it went. */
const program = (how: string): string => `
const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
const { Consumer } = await client.send(
  new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "fan" }));
await sleep(2000);
const subscribe = (by = client, options = {}) => by.send(new SubscribeToShardCommand({
  ConsumerARN: Consumer.ConsumerARN,
  ShardId: "shardId-000000000000",
  StartingPosition: { Type: "TRIM_HORIZON" },
}), options);
let events = 0;
const read = async ({ EventStream }, until = Infinity) => {
  for await (const { SubscribeToShardEvent: event } of EventStream) {
    if (event.Records.length === 0) continue;
    events += 1;
    if (events === until) break;
  }
};
const told = (promise) => promise.then(() => "ended", (error) => error.name);
${how}
await sleep(1000);
console.log("events", events);
`;

const run = (how: string): Promise<Ran> =>
  runProgram(program(how), { log: LOG, atS: 2, stream: "s", forS: 30 });

const endsOf = ({ rig }: Ran) =>
  rig.entries.filter(({ command }) => command.type === "EndSubscription");

const deliveredIn = ({ world }: Run): number =>
  world.actors.find(({ id }) => id === PROGRAM_ACTORS.consumer)!.application!.delivered;

/** The run's log played from the start, to the run's moment. */
const replayed = ({ rig }: Ran): Run => {
  const again = createRun({ ...LOG, entries: rig.entries }, models);
  advance(again, rig.nowUs);
  return again;
};

const check = (ran: Ran, ends: number): void => {
  const { rig, last } = ran;
  expect(last?.type).toBe("done");
  expect(endsOf(ran)).toHaveLength(ends);
  expect(rig.session.run.world.settings?.subscribed).toEqual([]);
  const signals = rig.entries.filter(({ command }) => command.type === "Signal");
  expect(signals).toEqual([]);
  const again = replayed(ran);
  expect(stateHash(again)).toBe(stateHash(rig.session.run));
  const delivered = deliveredIn(again);
  advance(again, rig.nowUs + 10_000_000);
  expect(deliveredIn(again)).toBe(delivered);
};

test("a loop over the events that is left ends the subscription at that moment", async () => {
  const ran = await run(`await read(await subscribe(), 3);\nconst leftMs = performance.now();
console.log("left", leftMs);`);
  check(ran, 1);
  expect(ran.printed.at(-1)).toBe("events 3");
  const leftMs = Number(ran.printed[0]!.replace("left ", ""));
  expect(endsOf(ran)[0]!.atUs).toBe(2_000_000 + Math.round(leftMs * 1_000));
});

test("a loop that throws does too", async () => {
  const ran = await run(`
const { EventStream } = await subscribe();
try {
  for await (const _ of EventStream) throw new RangeError("enough");
} catch (error) {
  console.log(error.name);
}`);
  check(ran, 1);
  expect(ran.printed).toEqual(["RangeError", "events 0"]);
});

test("so does a request that is aborted, while it is read and while it is on its way", async () => {
  const read = await run(`
const controller = new AbortController();
const reading = told(read(await subscribe(client, { abortSignal: controller.signal })));
await sleep(700);
controller.abort();
console.log(await reading);`);
  check(read, 1);
  expect(read.printed[0]).toBe("AbortError");

  const sent = await run(`
const controller = new AbortController();
setTimeout(() => controller.abort(), 1);
console.log(await told(subscribe(client, { abortSignal: controller.signal })));`);
  check(sent, 1);
  expect(sent.printed).toEqual(["AbortError", "events 0"]);
});

test("a client that is destroyed takes its own subscriptions with it, not another's", async () => {
  const ran = await run(`
const other = new KinesisClient({});
const reading = told(read(await subscribe(other)));
await sleep(500);
client.destroy();
await sleep(500);
const before = events;
other.destroy();
console.log(await reading, before > 0);`);
  check(ran, 1);
  expect(ran.printed[0]).toBe("AbortError true");
});

test("the shard is held for five seconds from the call, and then free", async () => {
  const ran = await run(`
await read(await subscribe(), 1);
await sleep(1000);
console.log(await told(subscribe()));
await sleep(4500);
await read(await subscribe(), 2);`);
  check(ran, 2);
  expect(ran.printed).toEqual(["ResourceInUseException", "events 2"]);
});

test("what is no subscription of the program's own is not ended by it", () => {
  const command: Command = { type: "EndSubscription", subscription: 7 };
  const log = { ...LOG, entries: [...LOG.entries, { atUs: 5_000_000, command }] };
  const hashes = [log, LOG].map((each) => {
    const plain = createRun(each, models);
    advance(plain, 4_999_999);
    const before = stateHash(plain);
    advance(plain, 6_000_000);
    expect(plain.world.settings).toBeUndefined();
    return before;
  });
  expect(hashes[0]).toBe(hashes[1]);
});
