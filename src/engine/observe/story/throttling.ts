import { LIMIT } from "../../../aws/limitValues.ts";
import type { StoryFact } from "../../../protocol/frame.ts";
import { BATCH_ROWS } from "../../core/world.ts";
import { walkFrom } from "../answers/parts/held.ts";
import { stateIn, type Reader } from "../answers/parts/readers.ts";
import { nearerLimit } from "../answers/parts/sample.ts";
import { actorTarget, makeFact, shardTarget, whoOf } from "./fact.ts";
import { loadOf } from "./load.ts";
import { shardOf } from "./recent.ts";
import type { Scene } from "./scene.ts";

const READ_BYTES = LIMIT.readBytesPerSecondPerShard;

/** Records refused in the last two seconds. */
export const writeThrottled = ({ world, stream, load, recent, nowUs }: Scene): StoryFact[] => {
  const shard = load.throttling;
  if (shard < 0) return [];
  const { askedRecordsPerS, recordsPerS, askedBytesPerS, bytesPerS, throttledPerS } = loadOf(
    world,
    stream,
    shard,
  );
  const began = recent.last("throttleStart", (row) => shardOf(row) === shard);
  const values = {
    shard,
    shards: load.throttlingShards,
    askedRecordsPerS,
    recordsPerS,
    askedBytesPerS,
    bytesPerS,
    throttledPerS,
    limit: nearerLimit(askedRecordsPerS, askedBytesPerS),
  };
  return [makeFact("writeThrottled", began?.atUs ?? nowUs, values, [shardTarget(shard)])];
};

/** GetRecords calls refused in the last two seconds; a large result that blocks is told instead. */
export const readThrottled = (scene: Scene): StoryFact[] => {
  const { world, stream, load, readers, recent, nowUs } = scene;
  const shard = load.readThrottling;
  if (shard < 0 || readBlocked(scene).length > 0) return [];
  const rates = loadOf(world, stream, shard);
  const pollers = readers.filter(
    ({ places, running }) =>
      running && ["reading", "throttled"].includes(stateIn(stream, places, shard)),
  );
  const began = recent.last("readThrottle", (row) => shardOf(row) === shard);
  const values = {
    shard,
    shards: load.readThrottlingShards,
    readers: pollers.length,
    callsPerS: rates.readCallsPerS,
    bytesPerS: rates.readBytesPerS,
    refusedPerS: rates.readThrottledPerS,
    limit: outOfBytes(scene, shard) ? "bytes" : "calls",
  };
  const targets = [shardTarget(shard), ...pollers.map(({ actor }) => actorTarget(actor))];
  return [makeFact("readThrottled", began?.atUs ?? nowUs, values, targets)];
};

const outOfBytes = ({ stream, nowUs }: Scene, shard: number): boolean =>
  stream.shards.readTokens[shard]! <= 0 || stream.shards.readBlockedUs[shard]! > nowUs - 1_000_000;

/** A shard that gives nothing to anyone because one result took more than a second's bytes. */
export const readBlocked = (scene: Scene): StoryFact[] => {
  const { stream, load, readers } = scene;
  const shard = load.blocked;
  if (shard < 0) return [];
  const untilUs = stream.shards.readBlockedUs[shard]!;
  let taker: Reader | undefined;
  let bytes = 0;
  for (const reader of readers) {
    const took = bytesTaken(scene, reader, shard);
    if (took <= bytes || took > (untilUs * READ_BYTES) / 1_000_000) continue;
    taker = reader;
    bytes = took;
  }
  if (!taker || bytes <= READ_BYTES) return [];
  const atUs = Math.max(0, untilUs - Math.ceil((bytes * 1_000_000) / READ_BYTES));
  const values = { shard, ...whoOf(taker.actor), bytes, untilUs };
  return [makeFact("readBlocked", atUs, values, [shardTarget(shard), actorTarget(taker.actor)])];
};

/** Bytes of the result a consumer is at work on in the shard, or of the last one it completed. */
const bytesTaken = ({ stream }: Scene, { app, places }: Reader, shard: number): number => {
  if (shard >= places.count || places.state[shard] === 0) return 0;
  const { log } = stream;
  const fetched = places.fetchedIndex[shard]! - places.index[shard]!;
  let bytes = 0;
  if (fetched > 0) {
    const from = { segment: places.segment[shard]!, local: places.local[shard]! };
    let skip = from.local < 0 ? 0 : 1;
    if (from.segment < log.lowest) return 0;
    const start =
      from.local < 0 ? log.segments[from.segment - log.lowest]?.first[shard] : from.local;
    walkFrom(log, shard, { ...from, local: start ?? 0xffff }, fetched + skip, (segment, local) => {
      if (skip > 0) skip = 0;
      else bytes += segment.size[local]!;
      return true;
    });
    return bytes;
  }
  const { batches } = app;
  for (let row = batches.total - 1; row >= Math.max(0, batches.total - BATCH_ROWS); row--) {
    const at = row % BATCH_ROWS;
    if (batches.shard[at] !== shard) continue;
    const from = { segment: batches.segment[at]!, local: batches.local[at]! };
    walkFrom(log, shard, from, batches.count[at]!, (segment, local) => {
      bytes += segment.size[local]!;
      return true;
    });
    return bytes;
  }
  return 0;
};
