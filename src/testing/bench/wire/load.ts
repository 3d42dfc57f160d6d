/** What is asked of each target: the same requests, byte for byte. */
import { createHash } from "node:crypto";
import { Client, requestOf, type Answer } from "./client.ts";

const STREAM = "bench";
const SHARDS = 8;
const RECORDS = 500;
const RECORD_BYTES = 100;
/** Requests made beforehand, each with partition keys of its own: 32,000 in all. */
const BODIES = 64;
/** Records are told apart by the beginning of their data, written anew before each call. */
const MARK = "AAAA";

/** A round ends after this long, or after this many puts: what is put stays in memory. */
const MEASURE_MS = 1_200;
const WARM_MS = 300;
const PUTS_MOST = 250;

export const CONCURRENCIES = [1, 8] as const;

const call = async (client: Client, request: Buffer): Promise<Answer> => {
  const answer = await client.send(request);
  if (answer.status !== 200)
    throw new Error(`${answer.status} ${answer.head.toString("utf8", 0, 300)}`);
  return answer;
};

const shardIdOf = (shard: number): string => `shardId-${String(shard).padStart(12, "0")}`;

/** The value of a member at either end of a JSON body, without reading the rest of it. */
const memberIn = ({ head, tail }: Answer, name: string): string | undefined => {
  const key = `"${name}":"`;
  const edge = tail.includes(key) ? tail : head;
  const at = edge.indexOf(key);
  if (at < 0) return undefined;
  const from = at + key.length;
  return edge.toString("latin1", from, edge.indexOf('"', from));
};

const noneFailed = ({ head, tail }: Answer): boolean =>
  [tail, head].some((edge) => edge.includes('"FailedRecordCount":0'));

/** A request whose records can be made others in place. */
interface Puts {
  readonly request: Buffer;
  readonly marks: readonly number[];
}

const putsOf = (body: number): Puts => {
  const Data = MARK + Buffer.alloc(RECORD_BYTES - 3, "x").toString("base64");
  const Records = Array.from({ length: RECORDS }, (_, at) => {
    const PartitionKey = createHash("md5").update(`${body}/${at}`).digest("hex");
    return { Data, PartitionKey };
  });
  const request = requestOf("PutRecords", { StreamName: STREAM, Records });
  const marks: number[] = [];
  for (let at = request.indexOf(MARK); at >= 0; at = request.indexOf(MARK, at + 1)) marks.push(at);
  return { request, marks };
};

const all = Array.from({ length: BODIES }, (_, body) => putsOf(body));
let serial = 0;

/** The next request: none of its records was put before. */
const nextPuts = (): Buffer => {
  const { request, marks } = all[serial % BODIES]!;
  serial += 1;
  const mark = Buffer.from([serial >> 16, serial >> 8, serial]).toString("base64");
  for (const at of marks) request.write(mark, at, "latin1");
  return request;
};

export const prepare = async (port: number): Promise<void> => {
  const client = await Client.open(port);
  await call(client, requestOf("CreateStream", { StreamName: STREAM, ShardCount: SHARDS }));
  const describe = requestOf("DescribeStreamSummary", { StreamName: STREAM });
  for (;;) {
    const answer = await call(client, describe);
    if (memberIn(answer, "StreamStatus") === "ACTIVE") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  client.close();
};

export interface Rate {
  /** Records a second of the measured part. */
  readonly perS: number;
  /** All records, with those of the warm-up. */
  readonly records: number;
}

/** Calls of `concurrency` connections that each wait for one answer before the next call. */
const measure = async (
  port: number,
  concurrency: number,
  most: number,
  makeStep: (client: Client, place: number) => () => Promise<void>,
): Promise<Rate> => {
  const clients = await Promise.all(Array.from({ length: concurrency }, () => Client.open(port)));
  const steps = clients.map(makeStep);
  let all = 0;
  const runFor = async (ms: number, limit: number): Promise<number> => {
    let calls = 0;
    const fromMs = performance.now();
    const untilMs = fromMs + ms;
    await Promise.all(
      steps.map(async (step) => {
        while (performance.now() < untilMs && calls < limit) {
          calls += 1;
          await step();
        }
      }),
    );
    all += calls;
    return (calls * 1_000) / (performance.now() - fromMs);
  };
  await runFor(WARM_MS, most / 4);
  const rate = await runFor(MEASURE_MS, most);
  for (const client of clients) client.close();
  return { perS: rate * RECORDS, records: all * RECORDS };
};

/** Records taken by PutRecords. */
export const measurePuts = (port: number, concurrency: number): Promise<Rate> =>
  measure(port, concurrency, PUTS_MOST, (client) => async () => {
    if (!noneFailed(await call(client, nextPuts()))) throw new Error("records were refused");
  });

/** Records given by GetRecords, each connection reading shards of its own round and round. */
export const measureGets = (port: number, concurrency: number): Promise<Rate> =>
  measure(port, concurrency, Infinity, (client, place) => {
    let shard = place;
    let iterator: string | undefined;
    return async () => {
      if (iterator === undefined) {
        const answer = await call(
          client,
          requestOf("GetShardIterator", {
            StreamName: STREAM,
            ShardId: shardIdOf(shard % SHARDS),
            ShardIteratorType: "TRIM_HORIZON",
          }),
        );
        iterator = memberIn(answer, "ShardIterator");
      }
      const request = requestOf("GetRecords", { ShardIterator: iterator, Limit: RECORDS });
      const answer = await call(client, request);
      iterator = memberIn(answer, "NextShardIterator");
      if (answer.bytes < RECORDS * RECORD_BYTES) throw new Error("a shard ran out of records");
      // On to the next shard.
      passes.count(client, () => {
        iterator = undefined;
        shard += concurrency;
      });
    };
  });

/** Every shard holds enough for this many full answers. */
const PASS = 2;
const passes = {
  done: new WeakMap<Client, number>(),
  count(client: Client, again: () => void): void {
    const done = (this.done.get(client) ?? 0) + 1;
    this.done.set(client, done % PASS);
    if (done === PASS) again();
  },
};

const FILL_CALLS = 20;

/** Enough records for the reads, put before them. */
export const fill = async (port: number): Promise<void> => {
  const client = await Client.open(port);
  for (let n = 0; n < FILL_CALLS; n++) await call(client, nextPuts());
  client.close();
};
