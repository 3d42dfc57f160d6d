import { compareWords, fractionOf } from "../../../base/u128.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import type { ShardRow, TableAnswer } from "../../../protocol/frame.ts";
import type { TableQuery, TableSort } from "../../../protocol/viewport.ts";
import type { Run } from "../../core/state.ts";
import { endOf, startOf } from "../../kds/reshard.ts";
import { isExpired, type Stream } from "../../kds/stream.ts";
import { heldOf } from "./parts/held.ts";
import { ratesOf } from "./parts/rates.ts";
import { lagIn, oldestIn, readersOf, type Reader } from "./parts/readers.ts";

const NO_ROWS: TableAnswer = { total: 0, from: 0, rows: [] };

/** A page of the stream's unexpired shards; rates sort by the last second, equals by hash key. */
export const answerTable = (
  run: Run,
  stream: Stream | undefined,
  query: TableQuery,
): TableAnswer => {
  if (!stream) return NO_ROWS;
  const readers = readersOf(run, stream);
  const order = sorted(run, stream, readers, query);
  const from = Math.max(0, Math.min(query.from, order.length));
  const rows = order.slice(from, from + Math.max(0, query.count));
  return {
    total: order.length,
    from,
    rows: rows.map((shard) => rowOf(run, stream, readers, shard)),
  };
};

const sorted = (
  run: Run,
  stream: Stream,
  readers: readonly Reader[],
  query: TableQuery,
): number[] => {
  const { nowUs } = run.world;
  const { count, closedUs, startWords } = stream.shards;
  const order: number[] = [];
  for (let shard = 0; shard < count; shard++) {
    const shown = closedUs[shard]! < 0 || (query.closed && !isExpired(stream, shard, nowUs));
    if (shown) order.push(shard);
  }
  const weights = weightsOf(run, stream, readers, query.sort);
  const sign = query.descending ? -1 : 1;
  const byHash = (a: number, b: number): number =>
    compareWords(startWords, a * 4, startWords, b * 4) || a - b;
  if (query.sort === "hashKey") return order.sort((a, b) => sign * byHash(a, b));
  if (query.sort === "shard") return query.descending ? order.reverse() : order;
  return order.sort((a, b) => sign * (weights(a) - weights(b)) || byHash(a, b));
};

/** What a sort compares; a rate breaks its ties by the total. */
const weightsOf = (
  run: Run,
  stream: Stream,
  readers: readonly Reader[],
  sort: TableSort,
): ((shard: number) => number) => {
  const { shards } = stream;
  if (sort === "range") return (shard) => rangeOf(stream, shard);
  if (sort === "lag") {
    const lags = new Float64Array(shards.count).fill(-1);
    for (const { places } of readers) {
      for (let shard = 0; shard < shards.count; shard++) {
        const lag = lagIn(stream, places, shard, run.world.nowUs);
        if (lag > lags[shard]!) lags[shard] = lag;
      }
    }
    return (shard) => lags[shard]!;
  }
  const samples = run.world.samples[stream.name];
  const totals =
    sort === "records" ? shards.records : sort === "bytes" ? shards.bytes : shards.throttled;
  const rates =
    sort === "records"
      ? samples?.recordsPerS
      : sort === "bytes"
        ? samples?.bytesPerS
        : samples?.throttledPerS;
  const weights = Float64Array.from(
    { length: shards.count },
    (_, shard) => (rates?.[shard] ?? 0) + totals[shard]! / 9_007_199_254_740_992,
  );
  return (shard) => weights[shard]!;
};

/** Share of the hash key space that a shard covers. */
export const rangeOf = (stream: Stream, shard: number): number =>
  fractionOf(stream.shards.endWords, shard * 4) - fractionOf(stream.shards.startWords, shard * 4);

const idOrNone = (shard: number): string => (shard < 0 ? "" : shardIdOf(shard));

const rowOf = (run: Run, stream: Stream, readers: readonly Reader[], shard: number): ShardRow => {
  const { shards } = stream;
  const { nowUs } = run.world;
  const { recordsPerS, bytesPerS, throttledPerS } = ratesOf(run.world, stream, shard);
  return {
    shard,
    shardId: shardIdOf(shard),
    parentShardId: idOrNone(shards.parent[shard]!),
    adjacentParentShardId: idOrNone(shards.adjacentParent[shard]!),
    startingHashKey: startOf(stream, shard).toString(),
    endingHashKey: endOf(stream, shard).toString(),
    range: rangeOf(stream, shard),
    state: shards.closedUs[shard]! < 0 ? "OPEN" : "CLOSED",
    ...heldOf(stream, shard, nowUs),
    recordsPerS,
    bytesPerS,
    throttledPerS,
    throttled: shards.throttled[shard]!,
    lagMs: greatestLag(stream, readers, shard, nowUs),
  };
};

const greatestLag = (
  stream: Stream,
  readers: readonly Reader[],
  shard: number,
  nowUs: number,
): number => {
  let oldest = -1;
  for (const { places } of readers) {
    const atUs = oldestIn(stream, places, shard, nowUs);
    if (atUs >= 0 && (oldest < 0 || atUs < oldest)) oldest = atUs;
  }
  if (oldest >= 0) return Math.floor((nowUs - oldest) / 1000);
  return readers.length > 0 ? 0 : -1;
};
