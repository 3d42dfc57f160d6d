import type { Run } from "../../../core/state.ts";
import { streamNamed, type Actor } from "../../../core/world.ts";
import type { Stream } from "../../../kds/stream.ts";
import { readersOf, stateIn, type Reader } from "../parts/readers.ts";
import type { ApiCall } from "./json.ts";
import { memoryOf } from "./memory.ts";
import { programRead } from "./programRead.ts";
import { lastBatch, readsOf } from "./reads.ts";

/** The call that a consumer made last; before its first, the ListShards it begins with. */
export const lastReadOf = (run: Run, actor: Actor): ApiCall => {
  const stream = streamNamed(run.world, actor.stream);
  const reader = stream && readersOf(run, stream).find((each) => each.actor === actor);
  const list = { StreamName: actor.stream };
  const first: ApiCall = { operation: "ListShards", request: list, next: true };
  if (!stream || !reader) return first;
  const made = programRead(run, stream, reader, -1);
  if (made) return made;
  const shard = latestShard(stream, reader);
  if (shard < 0) return first;
  return callsIn(run, stream, reader, shard).at(-1) ?? first;
};

/** The calls behind a front: where it would begin, and what it read last. */
export const callsIn = (run: Run, stream: Stream, reader: Reader, shard: number): ApiCall[] => {
  const made = reader.actor.outside && programRead(run, stream, reader, shard);
  const reads = readsOf(run, stream, reader, shard, stateIn(stream, reader.places, shard));
  if (!made) return reads;
  const [iterator] = reads;
  return iterator && made.operation !== "GetShardIterator" ? [iterator, made] : [made];
};

/** The shard of which the consumer has heard last, or -1. */
const latestShard = (stream: Stream, reader: Reader): number => {
  const { places } = reader;
  let latest = -1;
  let latestUs = -1;
  for (let shard = 0; shard < places.count; shard++) {
    if (places.state[shard] === 0) continue;
    const atUs = memoryOf(reader, shard).iteratorUs ?? lastBatch(stream, reader, shard)?.atUs ?? 0;
    if (atUs <= latestUs) continue;
    latest = shard;
    latestUs = atUs;
  }
  return latest;
};
