import { fractionOf } from "../../../../base/u128.ts";
import { shardIdOf } from "../../../../aws/shardId.ts";
import type { Inspection } from "../../../../protocol/frame.ts";
import type { Run } from "../../../core/state.ts";
import { shardShapeOf } from "../../../kds/api/shardShape.ts";
import { endOf, startOf } from "../../../kds/reshard.ts";
import { isExpired, type Stream } from "../../../kds/stream.ts";
import { heldOf } from "../parts/held.ts";
import { ratesOf } from "../parts/rates.ts";
import { lagIn, readersOf, stateIn, unreadIn } from "../parts/readers.ts";
import { busiest, nearerLimit, sampleShard } from "../parts/sample.ts";
import { rangeOf } from "../table.ts";
import { factsOf, known } from "./facts.ts";
import { getRecordsAtEnd, rest } from "./json.ts";

export const inspectShard = (run: Run, stream: Stream, shard: number): Inspection | undefined => {
  const { world } = run;
  const { shards } = stream;
  const there = Number.isInteger(shard) && shard >= 0 && shard < shards.count;
  if (!there || isExpired(stream, shard, world.nowUs)) return undefined;
  const closedUs = shards.closedUs[shard]!;
  const children = childrenOf(stream, shard);
  const parents = [shards.parent[shard]!, shards.adjacentParent[shard]!];
  const blockedUs = shards.readBlockedUs[shard]!;
  const held = heldOf(stream, shard, world.nowUs);
  const facts = factsOf([
    ["shardId", shardIdOf(shard)],
    ["state", closedUs < 0 ? "OPEN" : "CLOSED"],
    ["startingHashKey", startOf(stream, shard).toString()],
    ["endingHashKey", endOf(stream, shard).toString()],
    ["start", fractionOf(shards.startWords, shard * 4)],
    ["end", fractionOf(shards.endWords, shard * 4)],
    ["range", rangeOf(stream, shard)],
    ["parent", known(parents[0])],
    ["adjacentParent", known(parents[1])],
    ...children.map((child) => ["child", child] as const),
    ["openedUs", shards.openedUs[shard]!],
    ["closedUs", known(closedUs)],
    ["expiresUs", closedUs < 0 ? undefined : closedUs + stream.retentionUs],
    ["records", held.records],
    ["bytes", held.bytes],
    ...Object.entries(ratesOf(world, stream, shard)),
    ["throttled", shards.throttled[shard]!],
    ["readBlockedUntilUs", blockedUs > world.nowUs ? blockedUs : undefined],
    ...topFacts(run, stream, shard),
    ...readerFacts(run, stream, shard),
    ["next", closedUs < 0 ? nextOpen(stream, shard) : undefined],
  ]);
  const shown = [shard, ...parents.filter((each) => each >= 0), ...children];
  return {
    title: shardIdOf(shard),
    api: [
      listShardsOf(run, stream, shard),
      ...(closedUs < 0 ? [] : [getRecordsAtEnd(world, stream, shard)]),
    ],
    facts,
    targets: shown.map((each) => ({ type: "shard", shard: each })),
  };
};

const childrenOf = (stream: Stream, shard: number): number[] => {
  const { parent, adjacentParent, count } = stream.shards;
  const children: number[] = [];
  for (let each = shard + 1; each < count && children.length < 2; each++) {
    if (parent[each] === shard || adjacentParent[each] === shard) children.push(each);
  }
  return children;
};

const nextOpen = (stream: Stream, shard: number): number | undefined =>
  stream.open[stream.open.indexOf(shard) + 1];

const topFacts = (
  run: Run,
  stream: Stream,
  shard: number,
): (readonly [string, string | number | undefined])[] => {
  const sample = sampleShard(run.world, stream, shard);
  const top = busiest(sample, nearerLimit(sample.records, sample.bytes));
  if (top.key < 0) return [];
  return [
    ["topKey", run.world.keys.text[top.key]!],
    ["topShare", top.share],
  ];
};

/** GetRecords calls are counted by shard, so `calls` is known only of a sole reader. */
const readerFacts = (
  run: Run,
  stream: Stream,
  shard: number,
): (readonly [string, string | number | undefined])[] => {
  const readers = readersOf(run, stream);
  const { readCallsPerS } = ratesOf(run.world, stream, shard);
  return readers.flatMap(({ actor: { letter }, places }) => [
    [`unread:${letter}`, unreadIn(stream, places, shard)] as const,
    [`lagMs:${letter}`, lagIn(stream, places, shard, run.world.nowUs)] as const,
    [`state:${letter}`, stateIn(stream, places, shard)] as const,
    [`calls:${letter}`, readers.length === 1 ? readCallsPerS : undefined] as const,
  ]);
};

const listShardsOf = (run: Run, stream: Stream, shard: number): Inspection["api"][number] => {
  let others = -1;
  for (let each = 0; each < stream.shards.count; each++) {
    if (!isExpired(stream, each, run.world.nowUs)) others += 1;
  }
  return {
    operation: "ListShards",
    request: { StreamName: stream.name },
    response: { Shards: [shardShapeOf(run.world, stream, shard), ...rest(others)] },
  };
};
