import type { Case } from "../case.ts";

export const account: readonly Case[] = [
  {
    name: "limits of the account",
    source: ["QUOTAS", "MODEL"],
    expected: { ShardLimit: 20_000, OnDemandStreamCountLimit: 50 },
    observe: async (lab) => {
      await lab.pass(1_000);
      const { ShardLimit, OnDemandStreamCountLimit } = await lab.sdk.describeLimits({});
      return { ShardLimit, OnDemandStreamCountLimit };
    },
  },
  {
    name: "limits count what is open",
    source: ["MODEL"],
    expected: { shards: 7, onDemand: 1 },
    observe: async (lab) => {
      await lab.pass(1_000);
      const before = await lab.sdk.describeLimits({});
      await lab.stream(3);
      const StreamName = lab.name("d");
      await lab.sdk.createStream({ StreamName, StreamModeDetails: { StreamMode: "ON_DEMAND" } });
      await lab.settle(StreamName);
      await lab.pass(1_000);
      const after = await lab.sdk.describeLimits({});
      return {
        shards: (after.OpenShardCount ?? 0) - (before.OpenShardCount ?? 0),
        onDemand: (after.OnDemandStreamCount ?? 0) - (before.OnDemandStreamCount ?? 0),
      };
    },
  },
  {
    name: "account settings: the commitment is off, then on",
    source: ["MODEL"],
    expected: ["DISABLED", "ENABLED", "ENABLED"],
    observe: async (lab) => {
      const before = await lab.sdk.describeAccountSettings({});
      const told = await lab.sdk.updateAccountSettings({
        MinimumThroughputBillingCommitment: { Status: "ENABLED" },
      });
      const after = await lab.sdk.describeAccountSettings({});
      return [before, told, after].map((each) => each.MinimumThroughputBillingCommitment?.Status);
    },
  },
];
