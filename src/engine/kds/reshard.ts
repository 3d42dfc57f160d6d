import { HASH_KEY_MAX, readWords } from "../../base/u128.ts";
import { uniformRanges } from "../../aws/hashKey.ts";
import { tickShard } from "../core/chronicle.ts";
import { orderOf, PHASE, push, whatOf } from "../core/queue.ts";
import { note, type Run } from "../core/state.ts";
import { SERVICE_EVENT } from "./events.ts";
import { routeShard } from "./keys.ts";
import { addShard, type ReshardStep, type Stream } from "./stream.ts";

export const epochS = (run: Run): number =>
  Math.floor((run.world.epochMs * 1000 + run.world.nowUs) / 1_000_000);

export const startOf = (stream: Stream, shard: number): bigint =>
  readWords(stream.shards.startWords, shard * 4);
export const endOf = (stream: Stream, shard: number): bigint =>
  readWords(stream.shards.endWords, shard * 4);

/** Schedules a service event of this stream, `delayUs` (at least 1) from now. */
export const schedule = (run: Run, stream: Stream, type: number, delayUs: number): void => {
  const atUs = run.world.nowUs + Math.max(1, Math.round(delayUs));
  const what = whatOf(type, stream.number);
  push(run.world.queue, atUs, orderOf(PHASE.control, 0, type * 65_536 + stream.number), what);
};

/** CREATING ends: the first shards open, of equal ranges. */
export const finishCreate = (run: Run, stream: Stream): void => {
  const { nowUs } = run.world;
  const createdS = epochS(run) - 2;
  for (const { start, end } of uniformRanges(stream.shardsWanted)) {
    const shard = addShard(stream, { start, end, parent: -1, adjacentParent: -1, createdS }, nowUs);
    stream.open.push(shard);
  }
  for (const shard of stream.open) routeShard(run.world, stream, shard);
  stream.status = "ACTIVE";
  note(run, "status", { stream: stream.name, status: "ACTIVE" }, [], "status", 0);
};

/** Puts steps in the queue; the first begins at once and the stream is UPDATING until the last. */
export const beginSteps = (run: Run, stream: Stream, steps: readonly ReshardStep[]): void => {
  stream.steps = [...steps];
  stream.status = "UPDATING";
  note(run, "status", { stream: stream.name, status: "UPDATING" }, [], "status", 0);
  beginStep(run, stream);
};

const beginStep = (run: Run, stream: Stream): void => {
  const stepUs = Math.max(1, Math.round(run.world.assumptions.reshardStepUs));
  stream.stepEndsUs = run.world.nowUs + stepUs;
  schedule(run, stream, SERVICE_EVENT.reshardStep, stepUs);
};

/** One step ends: parents close and children open at one instant. */
export const finishStep = (run: Run, stream: Stream): void => {
  const [step, ...rest] = stream.steps;
  if (!step || stream.status !== "UPDATING") return;
  stream.steps = rest;
  if (step.type === "split") split(run, stream, step.shard, BigInt(step.at));
  else if (step.type === "merge") merge(run, stream, step.shard, step.adjacent);
  else if (step.type === "splitAt") {
    split(run, stream, shardHolding(stream, BigInt(step.at)), BigInt(step.at));
  } else {
    const right = shardHolding(stream, BigInt(step.border));
    merge(run, stream, stream.open[stream.open.indexOf(right) - 1]!, right);
  }
  if (rest.length > 0) return beginStep(run, stream);
  stream.status = "ACTIVE";
  stream.stepEndsUs = 0;
  note(run, "status", { stream: stream.name, status: "ACTIVE" }, [], "status", 0);
};

/** The open shard whose range holds a hash key. */
export const shardHolding = (stream: Stream, hashKey: bigint): number => {
  const { open } = stream;
  let low = 0;
  let high = open.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(stream, open[middle]!) <= hashKey) low = middle;
    else high = middle - 1;
  }
  return open[low]!;
};

const split = (run: Run, stream: Stream, parent: number, at: bigint): void => {
  const start = startOf(stream, parent);
  const end = endOf(stream, parent);
  const place = stream.open.indexOf(parent);
  close(run, stream, parent);
  const lower = open(run, stream, { start, end: at - 1n, parent, adjacentParent: -1 });
  const upper = open(run, stream, { start: at, end, parent, adjacentParent: -1 });
  stream.open.splice(place, 1, lower, upper);
  settle(run, stream, [lower, upper]);
  note(
    run,
    "split",
    { stream: stream.name, shard: parent, lower, upper },
    shardTargets([parent, lower, upper]),
    "split",
    tickShard(stream, parent),
  );
};

const merge = (run: Run, stream: Stream, parent: number, adjacentParent: number): void => {
  const start = startOf(stream, parent);
  const end = endOf(stream, adjacentParent);
  const place = stream.open.indexOf(parent);
  close(run, stream, parent);
  close(run, stream, adjacentParent);
  const child = open(run, stream, { start, end, parent, adjacentParent });
  stream.open.splice(place, 2, child);
  settle(run, stream, [child]);
  note(
    run,
    "merge",
    { stream: stream.name, shard: parent, adjacent: adjacentParent, child },
    shardTargets([parent, adjacentParent, child]),
    "merge",
    tickShard(stream, parent),
  );
};

const shardTargets = (shards: readonly number[]): { type: "shard"; shard: number }[] =>
  shards.map((shard) => ({ type: "shard", shard }));

const close = (run: Run, stream: Stream, shard: number): void => {
  stream.shards.closedUs[shard] = run.world.nowUs;
};

interface Child {
  readonly start: bigint;
  readonly end: bigint;
  readonly parent: number;
  readonly adjacentParent: number;
}

const open = (run: Run, stream: Stream, child: Child): number =>
  addShard(stream, { ...child, createdS: epochS(run) + 1 }, run.world.nowUs);

const settle = (run: Run, stream: Stream, children: readonly number[]): void => {
  for (const child of children) routeShard(run.world, stream, child);
};

/**
 * UniformScaling from the open shards to `target` (n/2 ≤ target ≤ 2n): up, every shard is split and
 * 2n − target merges follow; down, n − target merges. Borders kept are those nearest to uniform; where
 * one is more than half a shard off, as after uneven splits, shards are cut at the uniform borders.
 * Source: facts on UpdateShardCount (shard counts verified against AWS by others; exact borders of
 * targets other than double and half are not published).
 */
export const planUpdateShardCount = (stream: Stream, target: number): ReshardStep[] => {
  const { open: shards } = stream;
  const steps: ReshardStep[] = [];
  const ideal = uniformRanges(target)
    .slice(1)
    .map((range) => range.start);
  let borders = shards.slice(1).map((shard) => startOf(stream, shard));
  if (target === shards.length) return steps;
  if (target > shards.length) {
    const cuts = shards.map((shard) => cutFor(stream, shard, ideal));
    for (const at of cuts) steps.push({ type: "splitAt", at: at.toString() });
    borders = cuts.flatMap((cut, place) => (place === 0 ? [cut] : [borders[place - 1]!, cut]));
  }
  const nearest = keepNearest(borders, ideal);
  const half = uniformRanges(2 * target)[0]!.end;
  if (nearest.some((border, at) => distance(border, ideal[at]!) > half)) {
    return planByBorders(stream, ideal);
  }
  const kept = new Set(nearest);
  for (const border of borders) {
    if (!kept.has(border)) steps.push({ type: "mergeAt", border: border.toString() });
  }
  return steps;
};

/** Cuts at every uniform border that is not there yet, then merges across all others. */
const planByBorders = (stream: Stream, ideal: readonly bigint[]): ReshardStep[] => {
  const borders = stream.open.slice(1).map((shard) => startOf(stream, shard));
  const isNear = (border: bigint, all: readonly bigint[]): boolean =>
    all.some((each) => distance(each, border) <= 1n);
  const cuts = ideal.filter((border) => !isNear(border, borders));
  const spare = borders.filter((border) => !isNear(border, ideal));
  return [
    ...cuts.map((at): ReshardStep => ({ type: "splitAt", at: at.toString() })),
    ...spare.map((at): ReshardStep => ({ type: "mergeAt", border: at.toString() })),
  ];
};

const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b);

/** The uniform border nearest to the shard's middle if one lies inside it, else the middle. */
const cutFor = (stream: Stream, shard: number, ideal: readonly bigint[]): bigint => {
  const start = startOf(stream, shard);
  const end = endOf(stream, shard);
  const middle = (start + end + 1n) / 2n;
  let low = 0;
  let high = ideal.length;
  while (low < high) {
    const at = (low + high) >> 1;
    if (ideal[at]! < start + 2n) low = at + 1;
    else high = at;
  }
  let best: bigint | undefined;
  for (let at = low; at < ideal.length && ideal[at]! < end; at++) {
    const candidate = ideal[at]!;
    if (best === undefined || distance(candidate, middle) < distance(best, middle))
      best = candidate;
  }
  return best ?? middle;
};

/** As many of `borders` as there are in `ideal`, each the nearest that leaves enough for the rest. */
const keepNearest = (borders: readonly bigint[], ideal: readonly bigint[]): bigint[] => {
  const kept: bigint[] = [];
  let from = 0;
  for (let at = 0; at < ideal.length; at++) {
    const last = borders.length - (ideal.length - at);
    let best = from;
    for (let each = from + 1; each <= last; each++) {
      if (distance(borders[each]!, ideal[at]!) > distance(borders[best]!, ideal[at]!)) break;
      best = each;
    }
    kept.push(borders[best]!);
    from = best + 1;
  }
  return kept;
};

/** The middle hash key of a shard: NewStartingHashKey of an even split. */
export const middleOf = (stream: Stream, shard: number): bigint => {
  const start = startOf(stream, shard);
  const end = endOf(stream, shard);
  return end >= HASH_KEY_MAX && start === 0n ? (HASH_KEY_MAX + 1n) / 2n : (start + end + 1n) / 2n;
};
