import { compareWords } from "../../../../base/u128.ts";
import type { World } from "../../../core/world.ts";
import { segmentOf } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";

/** Records put with an ExplicitHashKey that are looked through, the latest ones. */
const EXPLICIT_MOST = 4_096;

/** Every shard that may hold records of a key: by its hash or an ExplicitHashKey given with it. */
export const shardsOfKey = (world: World, stream: Stream, key: number): Set<number> => {
  const { shards, log } = stream;
  const { words } = world.keys;
  const found = new Set<number>();
  for (let shard = 0; shard < shards.count; shard++) {
    const inside =
      compareWords(shards.startWords, shard * 4, words, key * 4) <= 0 &&
      compareWords(shards.endWords, shard * 4, words, key * 4) >= 0;
    if (inside) found.add(shard);
  }
  const { ordinal, explicitHashKey } = log.payloads;
  const oldest = Math.max(0, ordinal.length - EXPLICIT_MOST);
  for (let at = ordinal.length - 1; at >= oldest; at--) {
    if (explicitHashKey[at] === "") continue;
    const segment = segmentOf(log, ordinal[at]!);
    const local = segment ? ordinal[at]! - segment.firstOrdinal : 0;
    if (segment?.key[local] === key) found.add(segment.shard[local]!);
  }
  return found;
};
