import type { Frame } from "../protocol/frame.ts";

/** The reshard step under way: what is left of it (0..1), and the shards it closes. */
export interface Step {
  readonly leftUs: number;
  readonly share: number;
  readonly more: number;
  readonly shards: readonly number[];
}

export const stepOf = ({ stream, atUs, story }: Frame): Step | undefined => {
  if (stream.stepEndsUs <= atUs) return undefined;
  const fact = story.find((each) => each.id === "resharding");
  const sinceUs = fact?.sinceUs ?? atUs;
  const leftUs = stream.stepEndsUs - atUs;
  const shards = (fact?.targets ?? []).flatMap((each) =>
    each.type === "shard" ? [each.shard] : [],
  );
  const lengthUs = Math.max(leftUs, stream.stepEndsUs - sinceUs);
  return { leftUs, share: leftUs / lengthUs, more: stream.stepsLeft, shards };
};
