import { describe, expect, it } from "vitest";
import type { ConsumerShape } from "../../../aws/shapesMore.ts";
import { ACCOUNT, HOUR_US, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";

const StreamName = "orders";
const StreamARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`;

const register = (api: Api, ConsumerName: string): ConsumerShape =>
  api.ok("RegisterStreamConsumer", { StreamARN, ConsumerName }).Consumer;

const settle = (api: Api): void => api.wait(2 * SECOND_US);

/** This many ACTIVE consumers. */
const fill = (api: Api, count: number): void => {
  for (let at = 0; at < count; at++) {
    register(api, `c${String(at).padStart(2, "0")}`);
    settle(api);
  }
};

describe("RegisterStreamConsumer", () => {
  it("makes a consumer that is CREATING, then ACTIVE, with its creation in its ARN", () => {
    const api = makeApi({ [StreamName]: 1 });
    const consumer = register(api, "c");
    expect(consumer).toEqual({
      ConsumerName: "c",
      ConsumerARN: `${StreamARN}/consumer/c:1767225602`,
      ConsumerStatus: "CREATING",
      ConsumerCreationTimestamp: 1_767_225_602,
    });
    settle(api);
    const { ConsumerARN } = consumer;
    const { ConsumerDescription } = api.ok("DescribeStreamConsumer", { ConsumerARN });
    expect(ConsumerDescription).toEqual({ ...consumer, ConsumerStatus: "ACTIVE", StreamARN });
    const { StreamDescriptionSummary } = api.ok("DescribeStreamSummary", { StreamName });
    expect(StreamDescriptionSummary.ConsumerCount).toBe(1);
  });

  it("refuses a name that is taken, and a stream that is not there", () => {
    const api = makeApi({ [StreamName]: 1 });
    register(api, "c");
    const again = { StreamARN, ConsumerName: "c" };
    expect(api.refusal("RegisterStreamConsumer", again)).toMatch(/^ResourceInUseException: /);
    const none = { StreamARN: `${StreamARN}s`, ConsumerName: "c" };
    expect(api.refusal("RegisterStreamConsumer", none)).toMatch(/^ResourceNotFoundException: /);
  });

  it("refuses a sixth in CREATING", () => {
    const api = makeApi({ [StreamName]: 1 });
    for (const name of ["a", "b", "c", "d", "e"]) {
      register(api, name);
      api.wait(0.15 * SECOND_US);
    }
    const sixth = { StreamARN, ConsumerName: "f" };
    expect(api.refusal("RegisterStreamConsumer", sixth)).toMatch(
      /^LimitExceededException: .*5 consumers/,
    );
    settle(api);
    expect(register(api, "f").ConsumerStatus).toBe("CREATING");
  });

  it("takes 20, and 50 of an on-demand stream under the commitment", () => {
    const api = makeApi();
    api.ok("CreateStream", { StreamName });
    settle(api);
    fill(api, 20);
    const next = { StreamARN, ConsumerName: "next" };
    expect(api.refusal("RegisterStreamConsumer", next)).toMatch(/No more than 20 /);
    api.ok("UpdateAccountSettings", { MinimumThroughputBillingCommitment: { Status: "ENABLED" } });
    expect(api.ok("RegisterStreamConsumer", next).Consumer.ConsumerName).toBe("next");
  });
});

describe("DeregisterStreamConsumer", () => {
  it("leaves the consumer DELETING, then gone; its name then gets another ARN", () => {
    const api = makeApi({ [StreamName]: 1 });
    const { ConsumerARN } = register(api, "c");
    settle(api);
    api.ok("DeregisterStreamConsumer", { StreamARN, ConsumerName: "c" });
    const named = { StreamARN, ConsumerName: "c" };
    const { ConsumerDescription } = api.ok("DescribeStreamConsumer", named);
    expect(ConsumerDescription.ConsumerStatus).toBe("DELETING");
    settle(api);
    expect(api.refusal("DescribeStreamConsumer", { ConsumerARN })).toBe(
      `ResourceNotFoundException: Consumer c, account ${ACCOUNT} not found.`,
    );
    expect(register(api, "c").ConsumerARN).not.toBe(ConsumerARN);
  });

  it("needs an ARN or a stream and a name, which must agree", () => {
    const api = makeApi({ [StreamName]: 1 });
    const { ConsumerARN } = register(api, "c");
    for (const input of [
      {},
      { StreamARN },
      { ConsumerName: "c" },
      { ConsumerARN, ConsumerName: "d" },
    ]) {
      expect(api.refusal("DeregisterStreamConsumer", input)).toMatch(/^InvalidArgumentException: /);
      api.wait(SECOND_US);
    }
    expect(api.ok("DeregisterStreamConsumer", { ConsumerARN, StreamARN })).toEqual({});
  });
});

describe("ListStreamConsumers", () => {
  it("shows the same consumers by pages of any size, and a token of 300 s", () => {
    const api = makeApi({ [StreamName]: 1, others: 1 });
    fill(api, 7);
    for (const MaxResults of [1, 2, 3, 7, 100]) {
      const seen: string[] = [];
      for (let NextToken: string | undefined; ;) {
        const input = { StreamARN, MaxResults, ...(NextToken ? { NextToken } : {}) };
        const page = api.ok("ListStreamConsumers", input);
        expect(page.Consumers.length).toBeLessThanOrEqual(MaxResults);
        seen.push(...page.Consumers.map((each) => each.ConsumerName));
        api.wait(SECOND_US);
        if (page.NextToken === undefined) break;
        ({ NextToken } = page);
      }
      expect(seen).toEqual(["c00", "c01", "c02", "c03", "c04", "c05", "c06"]);
    }
    const { NextToken = "" } = api.ok("ListStreamConsumers", { StreamARN, MaxResults: 3 });
    const other = { StreamARN: StreamARN.replace("orders", "others"), NextToken };
    expect(api.refusal("ListStreamConsumers", other)).toMatch(/^InvalidArgumentException: /);
    const broken = { StreamARN, NextToken: "x" };
    expect(api.refusal("ListStreamConsumers", broken)).toMatch(/^InvalidArgumentException: /);
    api.wait(301 * SECOND_US);
    expect(api.refusal("ListStreamConsumers", { StreamARN, NextToken })).toMatch(
      /^ExpiredNextTokenException: /,
    );
  });

  it("knows the stream by its creation too", () => {
    const api = makeApi({ [StreamName]: 1 });
    const input = { StreamARN, StreamCreationTimestamp: 1_767_225_600 };
    expect(api.ok("ListStreamConsumers", input)).toEqual({ Consumers: [] });
    const wrong = { ...input, StreamCreationTimestamp: 1 };
    expect(api.refusal("ListStreamConsumers", wrong)).toMatch(/^ResourceNotFoundException: /);
  });
});

describe("DeleteStream", () => {
  it("refuses while consumers are registered, unless they go with it", () => {
    const api = makeApi({ [StreamName]: 1 });
    register(api, "c");
    expect(api.refusal("DeleteStream", { StreamName })).toMatch(/^ResourceInUseException: /);
    api.ok("DeleteStream", { StreamName, EnforceConsumerDeletion: true });
    settle(api);
    expect(api.ok("ListStreams", {}).StreamNames).toEqual([]);
  });
});

describe("account settings and limits", () => {
  const set = (api: Api, Status: "ENABLED" | "DISABLED") =>
    api.ok("UpdateAccountSettings", { MinimumThroughputBillingCommitment: { Status } })
      .MinimumThroughputBillingCommitment;
  const shown = (api: Api) =>
    api.ok("DescribeAccountSettings", {}).MinimumThroughputBillingCommitment;

  it("hold the commitment for 24 hours at least", () => {
    const api = makeApi();
    expect(shown(api)).toEqual({ Status: "DISABLED" });
    expect(set(api, "DISABLED")).toEqual({ Status: "DISABLED" });
    expect(set(api, "ENABLED")).toEqual({
      Status: "ENABLED",
      StartedAt: 1_767_225_600,
      EarliestAllowedEndAt: 1_767_312_000,
    });
    api.wait(HOUR_US);
    expect(set(api, "DISABLED")).toMatchObject({
      Status: "ENABLED_UNTIL_EARLIEST_ALLOWED_END",
      EndedAt: 1_767_312_000,
    });
    expect(set(api, "ENABLED").Status).toBe("ENABLED");
    api.wait(24 * HOUR_US);
    expect(set(api, "DISABLED").Status).toBe("DISABLED");
    expect(shown(api)).toMatchObject({ Status: "DISABLED", EndedAt: 1_767_315_600 });
  });

  it("count open shards, streams and channels", () => {
    const api = makeApi({ a: 3 });
    api.ok("CreateStream", { StreamName: "b" });
    expect(api.ok("DescribeLimits", {})).toEqual({
      ShardLimit: 20_000,
      OpenShardCount: 7,
      OnDemandStreamCount: 1,
      OnDemandStreamCountLimit: 50,
      ChannelCount: 0,
    });
    expect(api.refusal("DescribeLimits", {})).toMatch(/^LimitExceededException: Rate exceeded/);
  });
});
