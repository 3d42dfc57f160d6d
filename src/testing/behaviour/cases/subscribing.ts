import type { StartingPosition } from "@aws-sdk/client-kinesis";
import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import type { Heard } from "../heard.ts";
import { consumer, put, shardId, split, textsOf } from "./common.ts";

const LATEST = { Type: "LATEST" } as const;

const subscribe = async (
  lab: Lab,
  ConsumerARN: string,
  StartingPosition: StartingPosition = { Type: "TRIM_HORIZON" },
): Promise<Heard> => {
  const input = { ConsumerARN, ShardId: shardId(0), StartingPosition };
  const { EventStream } = await lab.sdk.subscribeToShard(input);
  return lab.listen(EventStream);
};

const told = (lab: Lab, ConsumerARN: string, ShardId = shardId(0), DryRun = false) =>
  lab.refusal(lab.sdk.subscribeToShard({ ConsumerARN, ShardId, StartingPosition: LATEST, DryRun }));

const textsHeard = ({ events }: Heard["told"]): string[] =>
  events.flatMap((each) => textsOf(each.Records));

const ACTIVE_ELSEWHERE =
  "ResourceInUseException: Another active subscription exists for this consumer: 123456789012:s:shardId-000000000000:c";

export const subscribing: readonly Case[] = [
  {
    name: "records are pushed, with where to go on",
    source: ["MODEL"],
    expected: { texts: ["a", "b"], continuation: true, MillisBehindLatest: 0, children: false },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const { ConsumerARN } = await consumer(lab, StreamName);
      await put(lab, StreamName, "a");
      const heard = await subscribe(lab, ConsumerARN);
      await put(lab, StreamName, "b");
      const all = await lab.hear(heard, (each) => textsHeard(each).length >= 2);
      const last = all.events.at(-1);
      return {
        texts: textsHeard(all),
        continuation: all.events.every((each) =>
          /^\d+$/.test(each.ContinuationSequenceNumber ?? ""),
        ),
        MillisBehindLatest: last?.MillisBehindLatest,
        children: (last?.ChildShards?.length ?? 0) > 0,
      };
    },
  },
  {
    name: "the continuation number is where the next subscription begins",
    source: ["MODEL"],
    expected: ["b"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const { ConsumerARN } = await consumer(lab, StreamName);
      await put(lab, StreamName, "a");
      const first = await subscribe(lab, ConsumerARN);
      const all = await lab.hear(first, (each) => textsHeard(each).length > 0);
      const withRecord = all.events.find((each) => (each.Records?.length ?? 0) > 0);
      await lab.pass(5_500);
      await put(lab, StreamName, "b");
      const next = await subscribe(lab, ConsumerARN, {
        Type: "AFTER_SEQUENCE_NUMBER",
        SequenceNumber: withRecord?.ContinuationSequenceNumber,
      });
      return textsHeard(await lab.hear(next, (each) => textsHeard(each).length > 0));
    },
  },
  {
    name: "again within 5 s",
    source: ["MODEL", "FIELD"],
    expected: ACTIVE_ELSEWHERE,
    observe: async (lab) => {
      const { ConsumerARN } = await consumer(lab, await lab.stream());
      await subscribe(lab, ConsumerARN);
      await lab.pass(2_000);
      return told(lab, ConsumerARN);
    },
  },
  {
    name: "again after 5 s: the new one takes over, the old one is told",
    source: ["MODEL"],
    expected: { oldEnded: true, oldFault: "ResourceInUseException", texts: ["a"] },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const { ConsumerARN } = await consumer(lab, StreamName);
      const old = await subscribe(lab, ConsumerARN);
      await lab.pass(5_500);
      const next = await subscribe(lab, ConsumerARN);
      await put(lab, StreamName, "a");
      const all = await lab.hear(next, (each) => textsHeard(each).length > 0);
      const ended = await lab.hear(old, (each) => each.ended);
      return {
        oldEnded: ended.ended,
        oldFault: ended.fault?.replace(/:.*/s, ""),
        texts: textsHeard(all),
      };
    },
  },
  {
    name: "another shard or consumer is not in the way",
    source: ["MODEL"],
    expected: ["accepted", "accepted"],
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const { ConsumerARN } = await consumer(lab, StreamName);
      const other = await consumer(lab, StreamName, "d");
      await subscribe(lab, ConsumerARN);
      return [await told(lab, ConsumerARN, shardId(1)), await told(lab, other.ConsumerARN)];
    },
  },
  {
    name: "the end of a shard: children, and nowhere to go on",
    source: ["MODEL"],
    expected: { texts: ["a"], children: [shardId(1), shardId(2)], continuation: null, ended: true },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const { ConsumerARN } = await consumer(lab, StreamName);
      await put(lab, StreamName, "a");
      await split(lab, StreamName);
      const all = await lab.hear(await subscribe(lab, ConsumerARN), (each) => each.ended);
      const last = all.events.at(-1);
      return {
        texts: textsHeard(all),
        children: last?.ChildShards?.map((each) => each.ShardId),
        continuation: last?.ContinuationSequenceNumber ?? null,
        ended: all.ended,
      };
    },
  },
  {
    name: "a subscription lives five minutes",
    source: ["MODEL"],
    expected: { before: false, after: true },
    observe: async (lab) => {
      const { ConsumerARN } = await consumer(lab, await lab.stream());
      const heard = await subscribe(lab, ConsumerARN);
      await lab.pass(295_000);
      const before = (await lab.hear(heard, () => heard.told.events.length > 50)).ended;
      await lab.pass(6_000);
      return { before, after: (await lab.hear(heard, (each) => each.ended)).ended };
    },
  },
  {
    name: "a consumer that is not ACTIVE yet",
    source: ["FIELD"],
    expected:
      "ResourceInUseException: Consumer c with creation timestamp <T> under stream: s , account 123456789012 is not in ACTIVE status.",
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      const input = { StreamARN, ConsumerName: "c" };
      const { Consumer } = await lab.sdk.registerStreamConsumer(input);
      const refusal = await told(lab, Consumer?.ConsumerARN ?? "");
      return refusal.replace(/timestamp \S+ under/, "timestamp <T> under");
    },
  },
  {
    name: "DryRun of SubscribeToShard",
    source: ["MODEL"],
    expected: "DryRunOperationException",
    observe: async (lab) => {
      const { ConsumerARN } = await consumer(lab, await lab.stream());
      return (await told(lab, ConsumerARN, shardId(0), true)).replace(/:.*/s, "");
    },
  },
];
