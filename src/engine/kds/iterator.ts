import type { World } from "../core/world.ts";
import type { Cursor } from "./cursor.ts";
import { seal } from "./opaque.ts";
import type { Stream } from "./stream.ts";

/** An opaque ShardIterator, at most 512 characters, issued now. */
export const writeIterator = (
  world: World,
  stream: Stream,
  shard: number,
  cursor: Cursor,
): string => {
  const { index, segment, local } = cursor;
  const place = [stream.name, stream.number, shard, index, segment, local, world.nowUs];
  return seal(world, "iterator", place);
};
