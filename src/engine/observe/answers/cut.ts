import { parseHashKey } from "../../../aws/hashKey.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import { compareWords, fractionOf, writeWords } from "../../../base/u128.ts";
import type { CutAnswer } from "../../../protocol/frame.ts";
import type { CutQuery } from "../../../protocol/viewport.ts";
import type { Run } from "../../core/state.ts";
import { wouldRefuse } from "../../kds/api/index.ts";
import type { Stream } from "../../kds/stream.ts";
import { hashWordsOf } from "./parts/hash.ts";
import { ratesOf } from "./parts/rates.ts";
import { busiest, nearerLimit, sampleShard, type Sample, type WriteLimit } from "./parts/sample.ts";

/**
 * What the children of a split would take: shares of the shard's latest records, or of their bytes
 * where those come nearer to their limit; `recordsPerS` is what is offered to the shard. Undefined
 * where there is no such shard.
 */
export const answerCut = (
  run: Run,
  stream: Stream | undefined,
  query: CutQuery,
): CutAnswer | undefined => {
  const { shard, at } = query;
  if (!stream || !(shard >= 0 && shard < stream.shards.count)) return undefined;
  const { world } = run;
  const rates = ratesOf(world, stream, shard);
  const sample = sampleShard(world, stream, shard);
  const limit = nearerLimit(sample.records, sample.bytes);
  const above = shareAbove(run, stream, sample, limit, parseHashKey(at) ?? 0n);
  const top = busiest(sample, limit);
  const refusal = wouldRefuse(run, "SplitShard", {
    StreamName: stream.name,
    ShardToSplit: shardIdOf(shard),
    NewStartingHashKey: at,
  });
  return {
    shard,
    at,
    above,
    below: sample.records > 0 ? 1 - above : 0,
    recordsPerS: rates.offeredRecordsPerS,
    topKey: world.keys.text[top.key] ?? "",
    topShare: top.share,
    topY: top.key < 0 ? 0 : fractionOf(world.keys.words, top.key * 4),
    ...(refusal ? { refusal: { name: refusal.name, message: refusal.message } } : {}),
  };
};

const cutWords = new Uint32Array(4);

const shareAbove = (
  run: Run,
  stream: Stream,
  sample: Sample,
  limit: WriteLimit,
  at: bigint,
): number => {
  writeWords(cutWords, 0, at);
  let above = 0;
  sample.each((segment, local) => {
    const { words, at: place } = hashWordsOf(run.world, stream, segment, local);
    if (compareWords(words, place, cutWords, 0) >= 0) return;
    above += limit === "bytes" ? segment.size[local]! : 1;
  });
  const all = sample[limit];
  return all > 0 ? above / all : 0;
};
