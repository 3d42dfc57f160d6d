import type { Run } from "../../../core/state.ts";
import { timestampOf } from "../../../kds/api/answer.ts";
import { ListShards } from "../../../kds/api/ListShards.ts";
import type { Stream } from "../../../kds/stream.ts";
import { LIST_SHOWN, rest, type ApiCall } from "./json.ts";

/** ListShards of the shards that took records at a moment, as it would be answered now. */
export const shardsThen = (run: Run, stream: Stream, atUs: number): ApiCall => {
  const ShardFilter = { Type: "AT_TIMESTAMP", Timestamp: timestampOf(run.world, atUs) } as const;
  const request = { StreamName: stream.name, ShardFilter };
  const outcome = ListShards(run, request, { principal: "observer" });
  if (!outcome.ok) return { operation: "ListShards", request };
  const { Shards } = outcome.output as { readonly Shards: readonly object[] };
  const shown = Shards.slice(0, LIST_SHOWN);
  const response = { Shards: [...shown, ...rest(Shards.length - shown.length)] };
  return { operation: "ListShards", request, response };
};
