import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import { consumer } from "./common.ts";

const registered = async (lab: Lab, StreamARN: string, count: number): Promise<string[]> => {
  const told: string[] = [];
  for (let n = 0; n < count; n++) {
    const ConsumerName = `c${String(n).padStart(2, "0")}`;
    told.push(await lab.refusalName(lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName })));
  }
  return told;
};

export const consumers: readonly Case[] = [
  {
    name: "a consumer is CREATING, then ACTIVE, and counted",
    source: ["MODEL"],
    expected: { first: "CREATING", later: "ACTIVE", arn: true, count: 1 },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const StreamARN = await lab.arnOf(StreamName);
      const ConsumerName = "c";
      const { Consumer } = await lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName });
      const seconds = Math.floor((Consumer?.ConsumerCreationTimestamp?.getTime() ?? 0) / 1_000);
      await lab.pass(2_000);
      const told = await lab.sdk.describeStreamConsumer({ StreamARN, ConsumerName });
      const { StreamDescriptionSummary: now } = await lab.sdk.describeStreamSummary({ StreamName });
      return {
        first: Consumer?.ConsumerStatus,
        later: told.ConsumerDescription?.ConsumerStatus,
        arn: Consumer?.ConsumerARN === `${StreamARN}/consumer/c:${seconds}`,
        count: now?.ConsumerCount,
      };
    },
  },
  {
    name: "a consumer's name is taken once",
    source: ["MODEL"],
    expected: "ResourceInUseException",
    observe: async (lab) => {
      const { StreamARN } = await consumer(lab, await lab.stream());
      return lab.refusalName(lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName: "c" }));
    },
  },
  {
    name: "an unknown consumer",
    source: ["MOTO"],
    expected: "ResourceNotFoundException: Consumer none, account 123456789012 not found.",
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      const ConsumerName = "none";
      return lab.refusal(lab.sdk.describeStreamConsumer({ StreamARN, ConsumerName }));
    },
  },
  {
    name: "consumers are listed in pages",
    source: ["MODEL"],
    expected: [["c00", "c01"], ["c02"]],
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      await registered(lab, StreamARN, 3);
      const first = await lab.sdk.listStreamConsumers({ StreamARN, MaxResults: 2 });
      const { NextToken } = first;
      const next = await lab.sdk.listStreamConsumers({ StreamARN, NextToken });
      return [first, next].map(({ Consumers = [] }) => Consumers.map((each) => each.ConsumerName));
    },
  },
  {
    name: "a consumer deregistered is DELETING, then gone; the next of the name has another ARN",
    source: ["MODEL"],
    expected: { first: "DELETING", later: "ResourceNotFoundException", otherArn: true },
    observe: async (lab) => {
      const { StreamARN, ConsumerARN } = await consumer(lab, await lab.stream());
      await lab.pass(1_100);
      await lab.sdk.deregisterStreamConsumer({ ConsumerARN });
      const told = await lab.sdk.describeStreamConsumer({ ConsumerARN });
      await lab.pass(2_000);
      const later = await lab.refusalName(lab.sdk.describeStreamConsumer({ ConsumerARN }));
      const again = await lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName: "c" });
      return {
        first: told.ConsumerDescription?.ConsumerStatus,
        later,
        otherArn: again.Consumer?.ConsumerARN !== ConsumerARN,
      };
    },
  },
  {
    name: "at most five consumers are CREATING at once",
    source: ["MODEL", "QUOTAS"],
    expected: { accepted: 5, refusal: "LimitExceededException" },
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      await lab.pass(2_000);
      const told = await lab.burst(6, (n) =>
        lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName: `c${n}` }),
      );
      return { ...told, refusal: told.refusal.replace(/:.*/s, "") };
    },
  },
  {
    name: "20 consumers of a stream",
    source: ["QUOTAS", "MODEL"],
    expected: [...Array<string>(20).fill("accepted"), "LimitExceededException"],
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      const told: string[] = [];
      for (let n = 0; n < 21; n++) {
        const ConsumerName = `c${n}`;
        const call = lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName });
        told.push(await lab.refusalName(call));
        if (n % 4 === 3) await lab.pass(1_000);
      }
      return told;
    },
  },
];
