import { fractionOf } from "../../../base/u128.ts";
import type { Answers } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";
import { sampleStream } from "./parts/sample.ts";

/** The busiest keys of the stream's latest records with their shares, busiest first. */
export const answerTopKeys = (
  run: Run,
  stream: Stream | undefined,
  count: number,
): NonNullable<Answers["topKeys"]> => {
  if (!stream) return [];
  const { keys } = run.world;
  const sample = sampleStream(run.world, stream);
  return [...sample.keys]
    .sort((a, b) => b.records - a.records || a.key - b.key)
    .slice(0, Math.max(0, count))
    .map(({ key, records }) => ({
      key: keys.text[key]!,
      share: records / sample.records,
      y: fractionOf(keys.words, key * 4),
    }));
};
