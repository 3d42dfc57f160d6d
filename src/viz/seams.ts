import type { Frame, ShardColumns, Topology } from "../protocol/frame.ts";
import type { AgeScale } from "./ageScale.ts";
import type { KeyScale } from "./keyScale.ts";
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

/** When a shard of each row was last closed; -Infinity where none was. */
const closings = new WeakMap<ShardColumns, { readonly key: string; readonly us: Float64Array }>();

const lastClosings = ({ shards }: Topology, keys: KeyScale): Float64Array => {
  const key = `${keys.count} ${keys.start[0]} ${keys.end[keys.count - 1]}`;
  const known = closings.get(shards);
  if (known?.key === key) return known.us;
  const us = new Float64Array(keys.count).fill(-Infinity);
  for (let i = 0; i < shards.count; i++) {
    if (shards.closedUs[i]! < 0) continue;
    const row = keys.rowOf((shards.start[i]! + shards.end[i]!) / 2);
    if (row >= 0) us[row] = Math.max(us[row]!, shards.closedUs[i]!);
  }
  closings.set(shards, { key, us });
  return us;
};

/** In a low row: how far back its newest reshard lies. */
export interface RowSeam {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rows that hold a shard closed by now, at their newest closing. */
export const rowSeams = (
  frame: Frame,
  topology: Topology,
  keys: KeyScale,
  ages: AgeScale,
): RowSeam[] => {
  if (frame.stream.closedShards === 0) return [];
  const us = lastClosings(topology, keys);
  const seams: RowSeam[] = [];
  for (let row = 0; row < keys.count; row++) {
    const ageUs = frame.atUs - us[row]!;
    if (!Number.isFinite(ageUs) || ageUs < 0) continue;
    const x = Math.min(ages.widthPx, ages.x(ageUs));
    seams.push({ x, top: keys.top[row]!, bottom: keys.bottom[row]! });
  }
  return seams;
};
