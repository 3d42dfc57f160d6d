import type { StoryFact } from "../../../protocol/frame.ts";
import type { SimUs } from "../../../protocol/log.ts";
import { secondOf, shardSecondsKept } from "../answers/parts/past.ts";
import { busiest, nearerLimit, shareOfBytes, shareOfRecords } from "../answers/parts/sample.ts";
import { rangeOf } from "../answers/table.ts";
import { makeFact, shardTarget } from "./fact.ts";
import { loadOf, writeShare, type ShardLoad } from "./load.ts";
import type { Scene } from "./scene.ts";

/** Share of a limit from which a shard is hot. */
const HOT = 0.8;
/** Share of a hot or throttling shard from which one key is the cause. */
const ONE_KEY = 0.5;
/** The other shards ask for less than this share of a limit on average: they have room. */
const ROOM = 0.6;
const SECONDS_BACK = 600;

/** One key, or one shard, that asks for more than its share of a limit. */
export const hot = (scene: Scene): StoryFact[] => {
  const { load } = scene;
  for (const shard of new Set([load.throttling, load.worst])) {
    if (shard < 0 || scene.stream.shards.closedUs[shard]! >= 0) continue;
    const found = hotKey(scene, shard) ?? hotShard(scene, shard);
    if (found) return [found];
  }
  return [];
};

const hotKey = (scene: Scene, shard: number): StoryFact | undefined => {
  const { world, stream, load } = scene;
  const rates = loadOf(world, stream, shard);
  const limit = nearerLimit(rates.askedRecordsPerS, rates.askedBytesPerS);
  if (shard !== load.throttling && writeShare(rates) <= HOT) return undefined;
  const top = busiest(scene.sample(shard), limit);
  if (top.key < 0 || top.share <= ONE_KEY) return undefined;
  const key = world.keys.text[top.key]!;
  const { askedRecordsPerS } = rates;
  const ofRecords = busiest(scene.sample(shard), "records");
  const recordsShare = ofRecords.key === top.key ? ofRecords.share : top.share;
  return makeFact(
    "hotKey",
    sinceUs(scene, shard),
    {
      shard,
      key,
      share: top.share,
      recordsPerS: recordsShare * askedRecordsPerS,
      askedRecordsPerS,
      limit,
    },
    [{ type: "key", key }, shardTarget(shard)],
  );
};

const hotShard = (scene: Scene, shard: number): StoryFact | undefined => {
  const { world, stream, load } = scene;
  const rates = loadOf(world, stream, shard);
  if (writeShare(rates) <= HOT || !othersHaveRoom(scene, rates)) return undefined;
  const limit = nearerLimit(rates.askedRecordsPerS, rates.askedBytesPerS);
  const top = busiest(scene.sample(shard), limit);
  return makeFact(
    "hotShard",
    sinceUs(scene, shard),
    {
      shard,
      range: rangeOf(stream, shard),
      share: load.offeredRecords > 0 ? rates.offeredRecordsPerS / load.offeredRecords : 0,
      askedRecordsPerS: rates.askedRecordsPerS,
      askedBytesPerS: rates.askedBytesPerS,
      limit,
      topKey: world.keys.text[top.key],
      topShare: top.share,
    },
    [shardTarget(shard)],
  );
};

const othersHaveRoom = ({ stream, load }: Scene, rates: ShardLoad): boolean => {
  const others = stream.open.length - 1;
  if (others < 1) return false;
  const records = (load.askedRecords - rates.askedRecordsPerS) / others;
  const bytes = (load.askedBytes - rates.askedBytesPerS) / others;
  return Math.max(shareOfRecords(records), shareOfBytes(bytes)) < ROOM;
};

/** The second from which on the shard has been hot without a break, as far as is kept. */
const sinceUs = ({ run, stream, nowUs }: Scene, shard: number): SimUs => {
  const { from, to } = shardSecondsKept(run, stream);
  let second = to;
  while (second > Math.max(from, to - SECONDS_BACK)) {
    const at = second - 1;
    const asked = {
      askedRecordsPerS:
        secondOf(run, stream, at, "records", shard) + secondOf(run, stream, at, "throttled", shard),
      askedBytesPerS:
        secondOf(run, stream, at, "bytes", shard) +
        secondOf(run, stream, at, "throttledBytes", shard),
    };
    if (writeShare(asked) <= HOT) break;
    second = at;
  }
  return Math.min(nowUs, Math.max(stream.shards.openedUs[shard]!, second * 1_000_000));
};
