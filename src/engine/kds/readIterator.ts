import { LIMIT } from "../../aws/limitValues.ts";
import type { SimUs } from "../../protocol/log.ts";
import { streamNamed, type World } from "../core/world.ts";
import type { Cursor } from "./cursor.ts";
import { unseal } from "./unseal.ts";
import type { Stream } from "./stream.ts";

/** What a ShardIterator holds. */
export interface IteratorPlace {
  readonly streamName: string;
  readonly streamNumber: number;
  readonly shard: number;
  readonly cursor: Cursor;
  readonly issuedUs: SimUs;
}

/** The place a ShardIterator of this run names, issued now or before; undefined for other texts. */
export const readIterator = (world: World, text: string): IteratorPlace | undefined => {
  const fields = unseal(world, "iterator", text);
  const streamName = fields?.[0];
  if (streamName === undefined || fields?.length !== 7) return undefined;
  const numbers = fields.slice(1).map(Number);
  if (!numbers.every((each) => Number.isSafeInteger(each) && each >= -1)) return undefined;
  const [streamNumber, shard, index, segment, local, issuedUs] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (issuedUs > world.nowUs) return undefined;
  const cursor = { index, segment, local };
  return { streamName, streamNumber, shard, cursor, issuedUs };
};

/** The stream an iterator was issued for, if it is still there. */
export const streamOfIterator = (world: World, place: IteratorPlace): Stream | undefined => {
  const stream = streamNamed(world, place.streamName);
  return stream?.number === place.streamNumber ? stream : undefined;
};

/** True when the place can exist: an edit in the past may have taken its records away. */
export const fitsStream = (stream: Stream, place: IteratorPlace): boolean => {
  const { shards, log } = stream;
  const { shard, cursor } = place;
  const { index, segment, local } = cursor;
  if (shard < 0 || shard >= shards.count) return false;
  if (index < 0 || index > shards.records[shard]! || segment < 0) return false;
  if (segment < log.lowest) return true;
  const held = log.segments[segment - log.lowest];
  if (!held) return segment === 0 && local === -1;
  return local === -1 || (local < held.count && held.shard[local] === shard);
};

export const isIteratorExpired = (world: World, place: IteratorPlace): boolean =>
  world.nowUs - place.issuedUs > LIMIT.shardIteratorTtlUs;
