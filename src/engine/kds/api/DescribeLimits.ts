import { LIMIT } from "../../../aws/limitValues.ts";
import { onDemandStreams } from "./account.ts";
import { done, openShardsOf, type Operation } from "./answer.ts";

/** The account's quotas and what of them is used. */
export const DescribeLimits: Operation<"DescribeLimits"> = ({ world }) =>
  done<"DescribeLimits">({
    ShardLimit: LIMIT.shardsPerAccount,
    OpenShardCount: openShardsOf(world),
    OnDemandStreamCount: onDemandStreams(world),
    OnDemandStreamCountLimit: LIMIT.onDemandStreamsPerAccount,
    ChannelCount: world.settings?.channels.length ?? 0,
  });
