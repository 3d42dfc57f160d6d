import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import { LAST_HASH_KEY, rangesOf, shardsOf, split } from "./common.ts";

const scale = (lab: Lab, StreamName: string, TargetShardCount: number) =>
  lab.sdk.updateShardCount({ StreamName, TargetShardCount, ScalingType: "UNIFORM_SCALING" });

/** Shards open and closed once the count was changed. */
const countCase = (from: number, to: number, records: number): Case => ({
  name: `shard records after ${from} to ${to}`,
  source: ["MOTO"],
  expected: { records, open: to },
  observe: async (lab) => {
    const StreamName = await lab.stream(from);
    await scale(lab, StreamName, to);
    await lab.settle(StreamName);
    const all = await shardsOf(lab, StreamName);
    const open = all.filter((each) => !each.SequenceNumberRange?.EndingSequenceNumber);
    return { records: all.length, open: open.length };
  },
});

const textAlone = (refusal: string): string => refusal.replace(/^\w+: /, "");

export const scaling: readonly Case[] = [
  countCase(2, 4, 6),
  countCase(4, 5, 15),
  countCase(10, 13, 37),
  countCase(4, 2, 6),
  countCase(5, 3, 7),
  {
    name: "the answer tells both counts; the stream is UPDATING",
    source: ["MODEL"],
    expected: {
      StreamName: "s",
      CurrentShardCount: 2,
      TargetShardCount: 4,
      StreamARN: "arn:aws:kinesis:us-east-1:123456789012:stream/s",
      status: "UPDATING",
    },
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const told = await lab.told(scale(lab, StreamName, 4));
      const status = await lab.status(StreamName);
      return typeof told === "string" ? told : { ...told, status };
    },
  },
  {
    name: "not over double",
    source: ["FIELD"],
    expected:
      "UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: 2 Target shard count: 5",
    observe: async (lab) => textAlone(await lab.refusal(scale(lab, await lab.stream(2), 5))),
  },
  {
    name: "not below half",
    source: ["FIELD"],
    expected:
      "UpdateShardCount cannot scale down below half your current open shard count. Current open shard count: 5, Target shard count: 2",
    observe: async (lab) => textAlone(await lab.refusal(scale(lab, await lab.stream(5), 2))),
  },
  {
    name: "uneven shards become equal",
    source: ["MODEL"],
    expected: [
      "0-85070591730234615865843651857942052863",
      "85070591730234615865843651857942052864-170141183460469231731687303715884105727",
      "170141183460469231731687303715884105728-255211775190703847597530955573826158591",
      `255211775190703847597530955573826158592-${LAST_HASH_KEY}`,
    ],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await split(lab, StreamName, 0, "1000");
      await scale(lab, StreamName, 4);
      await lab.settle(StreamName);
      const all = await shardsOf(lab, StreamName);
      const open = all.filter((each) => !each.SequenceNumberRange?.EndingSequenceNumber);
      const startOf = (range: string): bigint => BigInt(range.split("-")[0] ?? "0");
      return rangesOf(open).toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
    },
  },
  {
    name: "ten times in 24 hours",
    source: ["QUOTAS"],
    expected: [...Array<string>(10).fill("accepted"), "LimitExceededException"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const told: string[] = [];
      for (let n = 0; n < 11; n++) {
        told.push(await lab.refusalName(scale(lab, StreamName, n % 2 === 0 ? 2 : 1)));
        await lab.settle(StreamName);
      }
      return told;
    },
  },
];
