import { shardFilterIncomplete } from "../../../aws/errorsRead.ts";
import { shardNotFound, type AwsError } from "../../../aws/errors.ts";
import type { ShardFilter, ShardFilterType } from "../../../aws/shapes.ts";
import { parseShardId } from "../../../aws/shardId.ts";
import type { SimUs } from "../../../protocol/log.ts";
import type { World } from "../../core/world.ts";
import { horizonUs, type Stream } from "../stream.ts";
import { instantOf, shardRefOf } from "./answer.ts";

/** A ShardFilter with its values read: the shard of AFTER_SHARD_ID, the instant of a timestamp. */
export interface ReadFilter {
  readonly type: ShardFilterType;
  readonly shard: number;
  readonly atUs: SimUs;
}

export const NO_FILTER: ReadFilter = { type: "FROM_TRIM_HORIZON", shard: -1, atUs: 0 };

/** The filter's values, or what is missing or unknown in it. */
export const readFilter = (
  world: World,
  stream: Stream,
  filter: ShardFilter | undefined,
): ReadFilter | AwsError => {
  if (!filter) return NO_FILTER;
  const { Type: type, ShardId: id, Timestamp: timestamp } = filter;
  if (type === "AFTER_SHARD_ID") {
    if (id === undefined) return shardFilterIncomplete(type, "ShardId");
    const shard = parseShardId(id);
    return shard === undefined
      ? shardNotFound(shardRefOf(world, stream.name, id))
      : { type, shard, atUs: 0 };
  }
  if (type !== "AT_TIMESTAMP" && type !== "FROM_TIMESTAMP") return { ...NO_FILTER, type };
  if (timestamp === undefined) return shardFilterIncomplete(type, "Timestamp");
  return { type, shard: -1, atUs: instantOf(world, timestamp) };
};

/** Whether an unexpired shard passes. Instants before TRIM_HORIZON mean TRIM_HORIZON. */
export const passesFilter = (
  world: World,
  stream: Stream,
  filter: ReadFilter,
  shard: number,
): boolean => {
  const { openedUs, closedUs } = stream.shards;
  const horizon = Math.max(horizonUs(stream, world.nowUs), openedUs[0]!);
  const atUs = Math.max(filter.atUs, horizon);
  const open = closedUs[shard]! < 0;
  switch (filter.type) {
    case "AFTER_SHARD_ID":
      return shard > filter.shard;
    case "FROM_TRIM_HORIZON":
      return true;
    case "AT_TRIM_HORIZON":
      return openedUs[shard]! <= horizon && (open || closedUs[shard]! >= horizon);
    case "AT_LATEST":
      return open;
    case "AT_TIMESTAMP":
      return openedUs[shard]! <= atUs && (open || closedUs[shard]! >= atUs);
    case "FROM_TIMESTAMP":
      return open || closedUs[shard]! >= atUs;
  }
};
