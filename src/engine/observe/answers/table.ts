import { own } from "../../../base/own.ts";
import { compareWords, fractionOf } from "../../../base/u128.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import type { ShardRow, TableAnswer } from "../../../protocol/frame.ts";
import type { TableQuery, TableSort } from "../../../protocol/viewport.ts";
import type { Run } from "../../core/state.ts";
import { endOf, startOf } from "../../kds/reshard.ts";
import { isExpired, type Stream } from "../../kds/stream.ts";
import { firstOf } from "./parts/first.ts";
import { heldOf } from "./parts/held.ts";
import { ratesOf } from "./parts/rates.ts";
import { lagBy, readersOf, type Reader } from "./parts/readers.ts";

const NO_ROWS: TableAnswer = { total: 0, from: 0, reader: "", rows: [] };

/**
 * A page of the stream's unexpired shards; rates sort by the last second, equals by hash key. Lag is
 * that of the consumer in focus (`focus`, actor id), or of the first one.
 */
export const answerTable = (
  run: Run,
  stream: Stream | undefined,
  query: TableQuery,
  focus: number,
): TableAnswer => {
  if (!stream) return NO_ROWS;
  const readers = readersOf(run, stream);
  const reader = readers.find(({ actor }) => actor.id === focus) ?? readers[0];
  const lagOf = lagsOf(run, stream, reader);
  const shards = shownShards(run, stream, query.closed);
  const from = Math.max(0, Math.min(query.from, shards.length));
  const end = Math.min(shards.length, from + Math.max(0, query.count));
  const rows = firstOf(shards, end, orderOf(run, stream, lagOf, query)).slice(from);
  return {
    total: shards.length,
    from,
    reader: reader?.actor.letter ?? "",
    rows: rows.map((shard) => rowOf(run, stream, lagOf, shard)),
  };
};

/** Shards of the table in hash key order. */
const shownShards = (run: Run, stream: Stream, closed: boolean): readonly number[] => {
  if (!closed) return stream.open;
  const { closedUs, count, startWords } = stream.shards;
  const shown: number[] = [];
  for (let shard = 0; shard < count; shard++) {
    if (closedUs[shard]! >= 0 && !isExpired(stream, shard, run.world.nowUs)) shown.push(shard);
  }
  if (shown.length === 0) return stream.open;
  const byHash = (a: number, b: number): number =>
    compareWords(startWords, a * 4, startWords, b * 4) || a - b;
  return [...stream.open, ...shown].sort(byHash);
};

const orderOf = (
  run: Run,
  stream: Stream,
  lagOf: Lags,
  { sort, descending }: TableQuery,
): ((a: number, b: number) => number) => {
  const sign = descending ? -1 : 1;
  const { startWords } = stream.shards;
  if (sort === "shard") return (a, b) => sign * (a - b);
  if (sort === "hashKey") {
    return (a, b) => sign * (compareWords(startWords, a * 4, startWords, b * 4) || a - b);
  }
  const weights = weightsOf(run, stream, lagOf, sort);
  return (a, b) => sign * (weights[a]! - weights[b]!);
};

/** What a sort compares, by shard; a rate breaks its ties by the total. */
const weightsOf = (
  run: Run,
  stream: Stream,
  lagOf: Lags,
  sort: Exclude<TableSort, "shard" | "hashKey">,
): Float64Array => {
  const { shards } = stream;
  const weights = new Float64Array(shards.count);
  if (sort === "range" || sort === "lag") {
    for (let shard = 0; shard < weights.length; shard++) {
      weights[shard] = sort === "lag" ? lagOf(shard) : rangeOf(stream, shard);
    }
    return weights;
  }
  const rates = own(run.world.samples, stream.name)?.[`${sort}PerS`];
  const totals = shards[sort];
  for (let shard = 0; shard < weights.length; shard++) {
    const rate = rates && shard < rates.length ? rates[shard]! : 0;
    weights[shard] = rate + totals[shard]! / TOTALS_MOST;
  }
  return weights;
};

/** Makes of a total a fraction that changes no whole rate. */
const TOTALS_MOST = 9_007_199_254_740_992;

/** Share of the hash key space that a shard covers. */
export const rangeOf = (stream: Stream, shard: number): number =>
  fractionOf(stream.shards.endWords, shard * 4) - fractionOf(stream.shards.startWords, shard * 4);

const idOrNone = (shard: number): string => (shard < 0 ? "" : shardIdOf(shard));

const rowOf = (run: Run, stream: Stream, lagOf: Lags, shard: number): ShardRow => {
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
    lagMs: lagOf(shard),
  };
};

/** Lag in a shard, ms; -1 with no consumer. */
type Lags = (shard: number) => number;

const lagsOf = ({ world }: Run, stream: Stream, reader: Reader | undefined): Lags =>
  reader ? lagBy(stream, reader.places, world.nowUs) : () => -1;
