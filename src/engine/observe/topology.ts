import { fractionOf } from "../../base/u128.ts";
import type { ShardColumns, Topology } from "../../protocol/frame.ts";
import type { Run } from "../core/state.ts";
import { horizonUs, type Stream } from "../kds/stream.ts";

/** A number that changes whenever the topology the page holds is out of date. */
export const topologyVersion = (run: Run, stream: Stream | undefined): number => {
  const { world } = run;
  let version = world.entriesApplied * 131 + world.streams.length * 7 + world.actors.length;
  for (const each of world.streams) {
    version = (version * 31 + each.shards.count * 5 + each.status.length) % 4294967291;
  }
  if (!stream) return version;
  return (version * 31 + firstAlive(stream, world.nowUs) + stream.number * 97) % 4294967291;
};

/** Closed shards that have expired form a prefix by closing time, not by index: count them. */
const firstAlive = (stream: Stream, nowUs: number): number => {
  const horizon = horizonUs(stream, nowUs);
  if (horizon <= 0) return 0;
  const { closedUs, count } = stream.shards;
  let gone = 0;
  for (let at = 0; at < count; at++) if (closedUs[at]! >= 0 && closedUs[at]! < horizon) gone += 1;
  return gone;
};

export const makeTopology = (run: Run, stream: Stream | undefined): Topology => ({
  streams: run.world.streams.map(({ name, status }) => ({ name, status })),
  shards: shardColumns(run, stream),
  actors: run.world.actors.map(({ id, role, kind, name, letter, stream: on, params }) => ({
    id,
    role,
    kind,
    name,
    letter,
    stream: on,
    params,
  })),
});

const shardColumns = (run: Run, stream: Stream | undefined): ShardColumns => {
  const alive: number[] = [];
  const horizon = stream ? horizonUs(stream, run.world.nowUs) : 0;
  for (let at = 0; stream && at < stream.shards.count; at++) {
    const closedUs = stream.shards.closedUs[at]!;
    if (closedUs < 0 || closedUs >= horizon) alive.push(at);
  }
  const columns = emptyColumns(alive.length);
  if (!stream) return columns;
  const { shards } = stream;
  alive.forEach((shard, row) => {
    columns.index[row] = shard;
    columns.start[row] = fractionOf(shards.startWords, shard * 4);
    columns.end[row] = fractionOf(shards.endWords, shard * 4);
    columns.startWords.set(shards.startWords.subarray(shard * 4, shard * 4 + 4), row * 4);
    columns.endWords.set(shards.endWords.subarray(shard * 4, shard * 4 + 4), row * 4);
    columns.openedUs[row] = shards.openedUs[shard]!;
    columns.closedUs[row] = shards.closedUs[shard]!;
    columns.parent[row] = shards.parent[shard]!;
    columns.adjacentParent[row] = shards.adjacentParent[shard]!;
  });
  return columns;
};

const emptyColumns = (count: number): ShardColumns => ({
  count,
  index: new Int32Array(count),
  start: new Float64Array(count),
  end: new Float64Array(count),
  startWords: new Uint32Array(count * 4),
  endWords: new Uint32Array(count * 4),
  openedUs: new Float64Array(count),
  closedUs: new Float64Array(count),
  parent: new Int32Array(count),
  adjacentParent: new Int32Array(count),
});
