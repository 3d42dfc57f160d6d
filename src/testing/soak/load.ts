import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import { draw, streamOf } from "../../base/prng.ts";
import { spawnEndpoint, type Spawned } from "../../endpoint/spawn.testing.ts";

export interface SoakOptions {
  readonly folder: string;
  /** How long to go on killing, wall milliseconds. */
  readonly ms: number;
  readonly writers: number;
  readonly seed: number;
}

export interface SoakResult {
  readonly kills: number;
  readonly answered: number;
  /** Records that were answered and are not there. */
  readonly lost: readonly string[];
  /** Sequence numbers given or read more than once. */
  readonly twice: readonly string[];
}

const StreamName = "soak";
const SHARDS = 4;
const RECORDS = 20;
/** Simulated time runs ahead, so that limits seldom stand in the way. */
const SPEED = "20";
const LIFE_MS = { least: 150, most: 1_200 };

const clientOf = (url: string): KinesisClient =>
  new KinesisClient({
    endpoint: url,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "soak", secretAccessKey: "any" },
  });

type Answered = Map<string, string>;

/** Puts until the endpoint is gone; keeps what was answered, text by sequence number. */
const write = async (url: string, writer: string, answered: Answered, twice: string[]) => {
  const client = clientOf(url);
  for (let n = 0; ; n++) {
    const texts = Array.from({ length: RECORDS }, (_, at) => `${writer}/${n}/${at}`);
    try {
      const { Records = [] } = await client.send(
        new PutRecordsCommand({
          StreamName,
          Records: texts.map((text) => ({ Data: Buffer.from(text), PartitionKey: text })),
        }),
      );
      Records.forEach(({ SequenceNumber: number }, at) => {
        if (number === undefined) return;
        if (answered.has(number)) twice.push(number);
        answered.set(number, texts[at]!);
      });
    } catch {
      break;
    }
  }
  client.destroy();
};

const readAll = async (url: string): Promise<{ found: Answered; twice: string[] }> => {
  const client = clientOf(url);
  const found: Answered = new Map();
  const twice: string[] = [];
  for (let shard = 0; shard < SHARDS; shard++) {
    const ShardId = `shardId-${String(shard).padStart(12, "0")}`;
    let { ShardIterator } = await client.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    for (let left = 1; left > 0;) {
      const answer = await client.send(new GetRecordsCommand({ ShardIterator }));
      for (const { SequenceNumber: number = "", Data = new Uint8Array() } of answer.Records ?? []) {
        if (found.has(number)) twice.push(number);
        found.set(number, Buffer.from(Data).toString());
      }
      ShardIterator = answer.NextShardIterator;
      left = answer.MillisBehindLatest ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
  client.destroy();
  return { found, twice };
};

const start = (folder: string): Promise<Spawned> =>
  spawnEndpoint("--state", folder, "--speed", SPEED);

const firstStart = async (folder: string): Promise<Spawned> => {
  const endpoint = await start(folder);
  const client = clientOf(endpoint.url);
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: SHARDS }));
  client.destroy();
  const body = JSON.stringify({ ms: 2_000 });
  await fetch(`${endpoint.url}/__advance`, { method: "POST", body });
  return endpoint;
};

export const soak = async ({ folder, ms, writers, seed }: SoakOptions): Promise<SoakResult> => {
  const answered: Answered = new Map();
  const twice: string[] = [];
  const chance = streamOf(seed, 0, 0);
  const untilMs = performance.now() + ms;
  let kills = 0;
  let endpoint = await firstStart(folder);
  do {
    const { url } = endpoint;
    const writing = Array.from({ length: writers }, (_, at) =>
      write(url, `${kills}-${at}`, answered, twice),
    );
    const part = draw(chance, kills) / 4_294_967_296;
    const lifeMs = LIFE_MS.least + part * (LIFE_MS.most - LIFE_MS.least);
    await new Promise((resolve) => setTimeout(resolve, lifeMs));
    await endpoint.kill();
    await Promise.all(writing);
    kills += 1;
    endpoint = await start(folder);
  } while (performance.now() < untilMs);
  const read = await readAll(endpoint.url);
  await endpoint.end();
  const lost = [...answered].filter(([number, text]) => read.found.get(number) !== text);
  return {
    kills,
    answered: answered.size,
    lost: lost.map(([number, text]) => `${number} ${text}`),
    twice: [...twice, ...read.twice],
  };
};
