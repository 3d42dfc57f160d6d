import fc from "fast-check";
import { expect, it } from "vitest";
import type { OperationName } from "../../../aws/shapes.ts";
import { ALL_OPERATIONS, anyCallOf } from "../../../testing/anyCall.ts";
import { makeApi } from "../../../testing/api.ts";
import { declaredErrors } from "../../../testing/declaredErrors.ts";
import { checkRun } from "../../core/invariants.ts";
import { advance, command, createRun } from "../../core/run.ts";
import { seek, stateHash } from "../../core/travel.ts";
import { emptyLog } from "../../../protocol/log.ts";
import { argumentOf, typeOf } from "../../core/queue.ts";
import type { Run } from "../../core/state.ts";
import { SERVICE_EVENT } from "../events.ts";
import { isCore } from "./index.ts";
import { moreOperations } from "./more.ts";

/** Any operation may answer these, declared or not; the last is ours. */
const FRAMEWORK = ["ValidationException", "SerializationException", "ShardscopeLimit"];
const models = { producers: {}, consumers: {}, operations: moreOperations };

it("knows every operation of the model, core or more", () => {
  expect(ALL_OPERATIONS.length).toBe(45);
  for (const name of ALL_OPERATIONS) {
    expect([isCore(name), Object.hasOwn(moreOperations.table, name)].filter(Boolean)).toEqual([
      true,
    ]);
  }
});

const begun = () => {
  const api = makeApi({ a: 2 });
  api.ok("CreateStream", { StreamName: "b" });
  api.wait(2_000_000);
  const head = "arn:aws:kinesis:us-east-1:123456789012:stream";
  api.ok("RegisterStreamConsumer", { StreamARN: `${head}/a`, ConsumerName: "c" });
  api.ok("CreateChannel", {
    ChannelName: "c",
    ServiceExecutionRoleARN: "arn:aws:iam::123456789012:role/r",
    StreamConfigurationList: [
      { StreamARN: `${head}/b`, RecordConfiguration: { RecordFormatType: "JSON" } },
    ],
    S3DestinationConfiguration: {
      StorageConfiguration: {
        BucketARN: "arn:aws:s3:::a-bucket",
        ExpectedBucketOwner: "123456789012",
        CompressionType: "NONE",
      },
    },
  });
  api.ok("UpdateAccountSettings", { MinimumThroughputBillingCommitment: { Status: "ENABLED" } });
  api.wait(2_000_000);
  return api;
};

/** At most one live subscription of a consumer's shard, and each has its next turn. */
const checkSubscriptions = ({ world }: Run): void => {
  const live = (world.settings?.subscribed ?? []).filter((each) => !each.taken);
  const names = live.map((each) => `${each.consumer}/${each.shard}`);
  expect(new Set(names).size).toBe(names.length);
  const { atUs, what } = world.queue;
  for (const { number } of world.settings?.subscribed ?? []) {
    const turns = atUs.filter(
      (due, row) =>
        due >= 0 && typeOf(what[row]!) === SERVICE_EVENT.push && argumentOf(what[row]!) === number,
    );
    expect(turns.length).toBe(1);
  }
};

it("never throws, refuses by declared names alone, and keeps the world whole", () => {
  const seen = new Set<OperationName>();
  fc.assert(
    fc.property(fc.array(anyCallOf(), { maxLength: 30 }), (calls) => {
      const api = begun();
      for (const { operation, input, waitUs } of calls) {
        const outcome = api.call(operation, input);
        if (outcome.ok) seen.add(operation);
        else {
          expect([...declaredErrors(operation), ...FRAMEWORK]).toContain(outcome.error.name);
          expect(outcome.error.message).not.toBe("");
        }
        api.wait(waitUs);
        checkRun(api.run);
        checkSubscriptions(api.run);
      }
    }),
    { numRuns: 800 },
  );
  expect(seen.size).toBeGreaterThan(38);
});

it("ends in the same state when its log is run again, whole or back and forth", () => {
  fc.assert(
    fc.property(fc.array(anyCallOf(), { maxLength: 20 }), fc.nat(99), (calls, percent) => {
      const run = createRun(emptyLog(7), models);
      const first = { StreamName: "b" };
      command(run, { type: "Call", operation: "CreateStream", input: first });
      for (const { operation, input, waitUs } of calls) {
        advance(run, run.world.nowUs + waitUs);
        command(run, { type: "Call", operation, input });
      }
      const endUs = run.world.nowUs + 2_000_000;
      advance(run, endUs);
      const hash = stateHash(run);
      const again = createRun({ ...emptyLog(7), entries: run.entries }, models);
      advance(again, endUs);
      expect(stateHash(again)).toBe(hash);
      seek(run, Math.floor((endUs * percent) / 100));
      seek(run, endUs);
      expect(stateHash(run)).toBe(hash);
    }),
    { numRuns: 100 },
  );
});
