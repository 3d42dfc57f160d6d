// @vitest-environment node
import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import * as sdk from "@aws-sdk/client-kinesis";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asScript } from "../../sandbox/source.ts";
import { callAsCli, callAsSdk, isCut, whole } from "./callAs.ts";

const base64 = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString("base64"));
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."$`'\"\\\n -!*?~#${};".split("")) }),
);
const put = fc.record({
  StreamName: text,
  Records: fc.array(fc.record({ Data: base64, PartitionKey: text }), { maxLength: 3 }),
});

/** What the client was sent, by running the text as the sandbox does, on the real SDK. */
const sentBy = async (code: string): Promise<{ name: string; input: object }> => {
  let sent: { name: string; input: object } | undefined;
  class KinesisClient {
    send(command: { constructor: { name: string }; input: object }): Promise<object> {
      sent = { name: command.constructor.name, input: command.input };
      return Promise.resolve({});
    }
  }
  const quiet = { log: () => undefined };
  const scope = { sdk: { ...sdk, KinesisClient }, console: quiet, TextEncoder, Uint8Array, atob };
  await runInNewContext(asScript(code), scope);
  return sent!;
};

test("the SDK's code sends just the request", async () => {
  await fc.assert(
    fc.asyncProperty(put, async ({ StreamName, Records }) => {
      const { name, input } = await sentBy(callAsSdk("PutRecords", { StreamName, Records }));
      expect(name).toBe("PutRecordsCommand");
      expect(input).toEqual({
        StreamName,
        Records: Records.map(({ Data, PartitionKey }) => ({
          Data: Uint8Array.from(Buffer.from(Data, "base64")),
          PartitionKey,
        })),
      });
    }),
    { numRuns: 200 },
  );
});

test("a shell gives the CLI just the request's words", () => {
  const plain = text.map((each) => each.replaceAll("\0", "").toWellFormed());
  fc.assert(
    fc.property(plain, fc.array(plain, { minLength: 1, maxLength: 3 }), (name, words) => {
      const command = callAsCli("EnableEnhancedMonitoring", {
        StreamName: name,
        ShardLevelMetrics: words,
      })!;
      const printed = execFileSync("sh", ["-c", `aws() { printf '%s\\0' "$@"; }\n${command}`]);
      const [service, operation, option, ...rest] = printed.toString().split("\0").slice(0, -1);
      expect([service, operation]).toEqual(["kinesis", "enable-enhanced-monitoring"]);
      const joined = name.startsWith("-");
      expect(option).toBe(joined ? `--stream-name=${name}` : "--stream-name");
      expect(joined ? rest : rest.slice(1)).toEqual(["--shard-level-metrics", ...words]);
      if (!joined) expect(rest[0]).toBe(name);
    }),
    { numRuns: 100 },
  );
});

test("names, times, numbers, structures and switches read as each client has them", () => {
  const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
  expect(
    callAsCli("GetShardIterator", {
      StreamARN,
      ShardId: "shardId-000000000001",
      ShardIteratorType: "AT_TIMESTAMP",
      Timestamp: 1767225600.5,
    }),
  ).toBe(
    `aws kinesis get-shard-iterator \\
  --stream-arn ${StreamARN} \\
  --shard-id shardId-000000000001 \\
  --shard-iterator-type AT_TIMESTAMP \\
  --timestamp 1767225600.5`,
  );
  expect(callAsCli("ListShards", { ShardFilter: { Type: "AT_LATEST" }, MaxResults: 5 })).toBe(
    `aws kinesis list-shards \\
  --shard-filter '{"Type":"AT_LATEST"}' \\
  --max-results 5`,
  );
  expect(callAsCli("DeleteStream", { EnforceConsumerDeletion: true })).toContain(
    "--enforce-consumer-deletion",
  );
  expect(callAsCli("UpdateMaxRecordSize", { MaxRecordSizeInKiB: 2048 })).toContain(
    "--max-record-size-in-ki-b 2048",
  );
  expect(callAsCli("SubscribeToShard", {})).toBeUndefined();
  expect(callAsSdk("GetShardIterator", { StreamName: "s", Timestamp: 1767225600.5 }))
    .toBe(`import { KinesisClient, GetShardIteratorCommand } from "@aws-sdk/client-kinesis";

const client = new KinesisClient({});
const output = await client.send(
  new GetShardIteratorCommand({
    StreamName: "s",
    Timestamp: new Date(1767225600500),
  }),
);
console.log(output);
`);
});

test("an address stays a text, which the CLI would else read from there", () => {
  const request = { StreamName: "s", PartitionKey: "file:///etc/hosts", Data: "aGk=" };
  expect(callAsCli("PutRecord", request)).toBe(
    `aws kinesis put-record \\\n  --cli-input-json '${JSON.stringify(request)}'`,
  );
  expect(callAsCli("PutRecord", { ...request, PartitionKey: "file" })).toContain(
    "--partition-key file",
  );
});

test("what was cut short is a shorter call, and a whole one", async () => {
  const Data = btoa("x".repeat(768));
  const entry = { PartitionKey: "… +3", Data: `${Data}… +1024` };
  const request = { StreamName: "s", Records: [entry, "… +497"] };
  expect([isCut(request), isCut(whole(request, "") as object)]).toEqual([true, false]);
  const { input } = await sentBy(callAsSdk("PutRecords", request));
  expect(input).toEqual({
    StreamName: "s",
    Records: [{ PartitionKey: "… +3", Data: new Uint8Array(768).fill(120) }],
  });
  const option = JSON.stringify([{ PartitionKey: "… +3", Data }]);
  expect(callAsCli("PutRecords", request)).toContain(`--records '${option}'`);
});
