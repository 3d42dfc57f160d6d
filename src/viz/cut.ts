import { HASH_KEY_MAX, readWords } from "../base/u128.ts";
import { shardIdOf } from "../aws/shardId.ts";
import type { CutAnswer, Frame, ShardColumns } from "../protocol/frame.ts";
import type { Log } from "../protocol/log.ts";
import { placesOf } from "./bands.ts";
import type { KeyScale } from "./keyScale.ts";

/** From this share on one key rules its shard: no cut divides it. */
export const ONE_KEY_SHARE = 0.5;
/** Half the height of a key's row, px: no cut is laid inside it. */
export const KEY_ROW_PX = 6;

const STEPS = 1 << 30;

interface SplitInput {
  readonly StreamName?: string;
  readonly ShardToSplit?: string;
  readonly NewStartingHashKey?: string;
}

/** Decimal NewStartingHashKey for a cut at `fraction` of the key space inside `shard`. */
export const cutKey = (shards: ShardColumns, shard: number, fraction: number): string => {
  const at = placesOf(shards).get(shard);
  if (at === undefined) return "0";
  const start = readWords(shards.startWords, at * 4);
  const end = readWords(shards.endWords, at * 4);
  const low = shards.start[at]!;
  const share = (fraction - low) / Math.max(1e-300, shards.end[at]! - low);
  const step = BigInt(Math.round(Math.min(1, Math.max(0, share)) * STEPS));
  const key = start + ((end - start + 1n) * step) / BigInt(STEPS);
  const inside = key <= start ? start + 1n : key > end ? end : key;
  return (inside > HASH_KEY_MAX ? HASH_KEY_MAX : inside).toString();
};

/** Fraction of the key space moved by `share` of the shard's range, kept inside it. */
export const nudge = (
  shards: ShardColumns,
  shard: number,
  fraction: number,
  share: number,
): number => {
  const at = placesOf(shards).get(shard);
  if (at === undefined) return fraction;
  const low = shards.start[at]!;
  const high = shards.end[at]!;
  return clampInside(fraction + share * (high - low), low, high);
};

/** A cut keeps at least a two-hundredth of the range on either side. */
export const clampInside = (fraction: number, low: number, high: number): number => {
  const margin = (high - low) / 200;
  return Math.min(high - margin, Math.max(low + margin, fraction));
};

/** True where the cut lies in the row of a key that no cut can divide. */
export const insideKeyRow = (answer: CutAnswer, keys: KeyScale, cutPx: number): boolean =>
  answer.topShare >= ONE_KEY_SHARE && Math.abs(keys.y(answer.topY) - cutPx) < KEY_ROW_PX;

/** Fraction of the key space at which the split under way cuts; -1 where that is unknown. */
export const cutUnderWay = (log: Log, { atUs, story, stream: { name } }: Frame): number => {
  const step = story.find((fact) => fact.id === "resharding")?.values;
  if (step?.["operation"] !== "SplitShard") return -1;
  const id = shardIdOf(Number(step["shard"]));
  const entry = log.entries.findLast(({ atUs: calledUs, command }) => {
    if (calledUs > atUs || command.type !== "Call" || command.operation !== "SplitShard") {
      return false;
    }
    const { ShardToSplit, StreamName = name } = command.input as SplitInput;
    return ShardToSplit === id && StreamName === name;
  });
  if (entry?.command.type !== "Call") return -1;
  return Number((entry.command.input as SplitInput).NewStartingHashKey) / Number(HASH_KEY_MAX);
};

/** The pair of open rows whose common border is nearest to `px`, or -1. */
export const borderAt = (keys: KeyScale, px: number, reachPx: number): number => {
  for (let i = 0; i + 1 < keys.count; i++) {
    const middle = (keys.bottom[i]! + keys.top[i + 1]!) / 2;
    if (Math.abs(px - middle) <= reachPx) return i;
  }
  return -1;
};
