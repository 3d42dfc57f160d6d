import type { CoreOperationName } from "./shapes.ts";

/** Calls a second that one account, or one stream, may make of an operation. */
export interface CallRate {
  readonly calls: number;
  readonly per: "account" | "stream";
}

export const perAccount = (calls: number): CallRate => ({ calls, per: "account" });
export const perStream = (calls: number): CallRate => ({ calls, per: "stream" });

/** Unit, source and date stand in `limits.ts`. The data plane is limited by shard instead. */
export const CALL_RATES = {
  CreateStream: perAccount(5),
  SplitShard: perStream(5),
  MergeShards: perStream(5),
  UpdateShardCount: perAccount(10),
} as const satisfies Partial<Record<CoreOperationName, CallRate>>;
