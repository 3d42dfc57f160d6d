import { FLAG_COPY, type Segment } from "./records.ts";

/**
 * A sealed segment's records by shard: those of `shard` are `order[start[shard]]` up to before
 * `order[start[shard + 1]]`, in log order, `bytes[shard]` in all. A long chain of `next` is read
 * one cache miss after the other; a run is not.
 */
export interface Runs {
  readonly start: Uint16Array;
  readonly order: Uint16Array;
  readonly bytes: Float64Array;
  /** Some of the records are producer copies. */
  readonly copies: boolean;
}

/** Made when first asked for: a cache outside the state. */
const known = new WeakMap<Segment, Runs>();

export const runsOf = (segment: Segment): Runs => {
  const held = known.get(segment);
  if (held) return held;
  const made = makeRuns(segment);
  known.set(segment, made);
  return made;
};

const makeRuns = ({ count, shard, size, flags, first }: Segment): Runs => {
  const start = new Uint16Array(first.length + 1);
  const bytes = new Float64Array(first.length);
  let all = 0;
  for (let at = 0; at < count; at++) {
    start[shard[at]! + 1]! += 1;
    bytes[shard[at]!]! += size[at]!;
    all |= flags[at]!;
  }
  for (let at = 1; at < start.length; at++) start[at]! += start[at - 1]!;
  const order = new Uint16Array(count);
  const place = start.slice();
  for (let at = 0; at < count; at++) order[place[shard[at]!]!++] = at;
  return { start, order, bytes, copies: (all & FLAG_COPY) !== 0 };
};
