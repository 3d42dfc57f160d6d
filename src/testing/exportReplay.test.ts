import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Kinesis, type Shard } from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { spawnEndpoint, type Spawned } from "../endpoint/spawn.testing.ts";
import { advance, command, createRun } from "../engine/public.ts";
import { printCliScript } from "../exchange/export/cli.ts";
import { models } from "../headless/models.ts";
import { call, listed, outgoing } from "./exportRig.ts";
import { emptyLog } from "../protocol/log.ts";

/** As much of `aws kinesis` as a script of ours says, in words of a shell. */
const AWS = `#!${process.execPath}
const [, operation, ...given] = process.argv.slice(2);
const words = given.flatMap((word) => /^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] : [word]);
if (operation === "wait") words.shift();
const pascal = (text) => text.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase());
const input = {};
let query = "";
for (let at = 0; at < words.length; at += 2) {
  const name = words[at].slice(2);
  const value = words[at + 1];
  if (name === "query") query = value;
  else if (name === "stream-mode-details") input.StreamModeDetails = { StreamMode: value.split("=")[1] };
  else if (name !== "output") input[pascal(name)] = /^(shard-count|target-shard-count|retention-period-hours)$/.test(name) ? Number(value) : value;
}
const ask = async (name) => {
  const answer = await fetch(process.env.ENDPOINT, {
    method: "POST",
    headers: {
      "x-amz-target": "Kinesis_20131202." + name,
      "content-type": "application/x-amz-json-1.1",
      authorization: "AWS4-HMAC-SHA256 Credential=cli/20261123/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=00",
      "x-amz-date": "20261123T000000Z",
    },
    body: JSON.stringify(input),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text === "" ? {} : JSON.parse(text);
};
const summary = async () => (await ask("DescribeStreamSummary")).StreamDescriptionSummary;
if (operation === "wait") {
  while ((await summary()).StreamStatus !== "ACTIVE") await new Promise((next) => setTimeout(next, 50));
  process.exit(0);
}
const output = await ask(pascal(operation));
console.log(query === "" ? JSON.stringify(output) : query.split(".").reduce((at, name) => at[name], output));
`;

let folder = "";
let endpoint: Spawned;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aws-"));
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  await writeFile(join(folder, "aws"), AWS);
  await chmod(join(folder, "aws"), 0o755);
  endpoint = await spawnEndpoint("--speed", "100");
});
afterAll(async () => {
  await endpoint.kill();
  await rm(folder, { recursive: true });
});

const shape = ({ ShardId, ParentShardId, AdjacentParentShardId, ...shard }: Shard): object => ({
  ShardId,
  ...(ParentShardId === undefined ? {} : { ParentShardId }),
  ...(AdjacentParentShardId === undefined ? {} : { AdjacentParentShardId }),
  HashKeyRange: shard.HashKeyRange,
  closed: shard.SequenceNumberRange?.EndingSequenceNumber !== undefined,
});

it("makes the same shards at the endpoint, run by a shell as it is", async () => {
  const run = createRun(emptyLog(1), models);
  const StreamName = "orders";
  const steps = [
    call("CreateStream", { StreamName, ShardCount: 2 }),
    call("SplitShard", {
      StreamName,
      ShardToSplit: "shardId-000000000000",
      NewStartingHashKey: "4242",
    }),
    call("UpdateShardCount", {
      StreamName,
      TargetShardCount: 4,
      ScalingType: "UNIFORM_SCALING",
    }),
    call("IncreaseStreamRetentionPeriod", { StreamName, RetentionPeriodHours: 48 }),
  ];
  for (const step of steps) {
    expect(command(run, step).ok).toBe(true);
    advance(run, run.world.nowUs + 600e6);
  }
  const script = join(folder, "script.sh");
  await writeFile(script, printCliScript(outgoing(run, StreamName)));
  await promisify(execFile)("/bin/sh", [script], {
    env: { PATH: `${folder}${delimiter}${process.env["PATH"]}`, ENDPOINT: endpoint.url },
  });
  const client = new Kinesis({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: { accessKeyId: "reader", secretAccessKey: "any" },
  });
  const { Shards = [] } = await client.listShards({ StreamName });
  expect(Shards.length).toBeGreaterThan(6);
  expect(Shards.map(shape)).toEqual(listed(run, StreamName));
  const { StreamDescriptionSummary: summary } = await client.describeStreamSummary({ StreamName });
  expect(summary?.RetentionPeriodHours).toBe(48);
  client.destroy();
});
