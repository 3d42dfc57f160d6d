import type { Frame, Topology } from "../protocol/frame.ts";
import type { AgeScale } from "./ageScale.ts";
import { placesOf, type BandMark } from "./bands.ts";
import { FRONT_STATES } from "../protocol/frame.ts";

/** Where a shard closed: a line that ages like a record. */
export interface SeamMark {
  readonly shard: number;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly closedAgeUs: number;
  readonly operation: "SplitShard" | "MergeShards";
  readonly children: readonly number[];
  /** Who has read the parent to its end. */
  readonly readers: readonly { readonly consumer: number; readonly finished: boolean }[];
}

export const seamMarks = (
  frame: Frame,
  topology: Topology,
  bands: readonly BandMark[],
  ages: AgeScale,
): SeamMark[] => {
  const seams: SeamMark[] = [];
  for (const band of bands) {
    if (!band.closed || band.closedAgeUs > ages.windowUs) continue;
    const children = childrenOf(topology, band.shard);
    seams.push({
      shard: band.shard,
      x: band.x0,
      top: band.top,
      bottom: band.bottom,
      closedAgeUs: band.closedAgeUs,
      operation: children.merged ? "MergeShards" : "SplitShard",
      children: children.shards,
      readers: readersOf(frame, band.shard),
    });
  }
  return seams;
};

const childrenOf = (topology: Topology, shard: number) => {
  const { shards } = topology;
  const found: number[] = [];
  let merged = false;
  for (let i = 0; i < shards.count; i++) {
    if (shards.parent[i] !== shard && shards.adjacentParent[i] !== shard) continue;
    found.push(shards.index[i]!);
    merged ||= shards.adjacentParent[i]! >= 0;
  }
  return { shards: found, merged };
};

const FINISHED = FRONT_STATES.indexOf("finished");

const readersOf = (frame: Frame, shard: number): SeamMark["readers"] => {
  const readers: { consumer: number; finished: boolean }[] = [];
  const { fronts } = frame;
  for (let i = 0; i < fronts.count; i++) {
    if (fronts.shard[i] !== shard) continue;
    readers.push({ consumer: fronts.consumer[i]!, finished: fronts.state[i] === FINISHED });
  }
  return readers;
};

/** The parents a consumer waits for before it may read this shard. */
export const parentsOf = (topology: Topology, shard: number): number[] => {
  const { shards } = topology;
  const at = placesOf(shards).get(shard);
  if (at === undefined) return [];
  return [shards.parent[at]!, shards.adjacentParent[at]!].filter((parent) => parent >= 0);
};
