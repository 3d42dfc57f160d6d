import { fractionOf } from "../../../base/u128.ts";
import type { Answers } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";
import { firstOf } from "./parts/first.ts";
import { sampleStream, type KeyLoad } from "./parts/sample.ts";

/** The busiest keys of the stream's latest records with their shares, busiest first. */
export const answerTopKeys = (
  run: Run,
  stream: Stream | undefined,
  count: number,
): NonNullable<Answers["topKeys"]> => {
  if (!stream) return [];
  const { keys } = run.world;
  const sample = sampleStream(run.world, stream);
  const busiestFirst = (a: KeyLoad, b: KeyLoad): number => b.records - a.records || a.key - b.key;
  return firstOf(sample.keys, Math.max(0, count), busiestFirst).map(({ key, records }) => ({
    key: keys.text[key]!,
    share: records / sample.records,
    y: fractionOf(keys.words, key * 4),
  }));
};
