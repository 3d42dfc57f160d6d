/** Pages joined into one stream, or the reason why they do not make one. */
import { shardIdOf } from "../../aws/shardId.ts";
import { HASH_KEY_MAX } from "../../base/u128.ts";
import { uniformRanges } from "../../aws/hashKey.ts";
import { SHARDS_MAX } from "../../scenario/shards.ts";
import { type Note, refuse } from "../faults.ts";
import type { ListedShard, Page } from "./pages.ts";

/** A stream as it stood when it was listed; shards in the order of their numbers. */
export interface ImportedStream {
  readonly name: string;
  readonly mode: "PROVISIONED" | "ON_DEMAND";
  readonly retentionHours: number;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly shards: readonly ListedShard[];
}

export const NO_NAME = "imported";
const RETENTION_HOURS = 24;

const id = shardIdOf;

/** The one value that all pages that say it agree on. */
const agreed = <K extends "name" | "mode" | "retentionHours" | "account" | "region">(
  pages: readonly Page[],
  field: K,
): Page[K] => {
  const values = new Set(pages.flatMap((page) => page[field] ?? []));
  if (values.size > 1) refuse("streamsDiffer", { field, values: [...values].join(", ") });
  return [...values][0] as Page[K];
};

const alike = (a: ListedShard, b: ListedShard): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.parent === b.parent &&
  a.adjacentParent === b.adjacentParent &&
  a.closed === b.closed;

const joinShards = (pages: readonly Page[], notes: Note[]): Map<number, ListedShard> => {
  const shards = new Map<number, ListedShard>();
  let twice = 0;
  for (const shard of pages.flatMap((page) => page.shards ?? [])) {
    const before = shards.get(shard.number);
    if (before && !alike(before, shard)) refuse("disagree", { shard: id(shard.number) });
    if (before) twice += 1;
    else shards.set(shard.number, shard);
    if (shard.number >= SHARDS_MAX) {
      refuse("tooManyShards", { shard: id(shard.number), max: SHARDS_MAX });
    }
  }
  if (twice > 0) notes.push({ id: "duplicatePages", values: { count: twice } });
  return shards;
};

const checkTiling = (open: readonly ListedShard[]): void => {
  const ranges = open.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  let next = 0n;
  let last = "";
  for (const { number, start, end } of ranges) {
    if (start > next) refuse("gap", { from: next.toString(), to: (start - 1n).toString() });
    if (start < next) {
      refuse("overlap", { shard: last, other: id(number), from: start.toString() });
    }
    next = end + 1n;
    last = id(number);
  }
  if (next <= HASH_KEY_MAX) refuse("gap", { from: next.toString(), to: HASH_KEY_MAX.toString() });
};

interface Clock {
  readonly nowS: number;
  readonly retentionHours: number;
}

/** A parent that closed within retention is still listed by AWS, so a listing without it is cut. */
const checkParents = (
  shard: ListedShard,
  shards: ReadonlyMap<number, ListedShard>,
  { nowS, retentionHours }: Clock,
): void => {
  const parents = [shard.parent, shard.adjacentParent].filter((each) => each >= 0);
  for (const parent of parents) {
    const values = { shard: id(shard.number), parent: id(parent) };
    if (parent >= shard.number) refuse("parentYounger", values);
    const listed = shards.get(parent);
    if (listed && !listed.closed) refuse("parentOpen", values);
    if (listed) continue;
    if (parents.some((each) => shards.has(each))) refuse("oneParentMissing", values);
    const { createdS } = shard;
    if (createdS !== undefined && nowS - createdS < retentionHours * 3_600) {
      refuse("parentMissing", { ...values, hours: retentionHours });
    }
  }
};

/** The children of one closed shard hold its keys exactly, alone or with its neighbour's. */
const checkChildren = (
  shard: ListedShard,
  children: readonly ListedShard[],
  shards: ReadonlyMap<number, ListedShard>,
): void => {
  const values = { shard: id(shard.number) };
  if (children.length === 0) refuse("childMissing", values);
  const [only] = children;
  if (children.length === 1 && only && only.parent >= 0 && only.adjacentParent >= 0) {
    const pair = [shards.get(only.parent), shards.get(only.adjacentParent)];
    const [low, high] = pair.toSorted((a, b) => ((a?.start ?? 0n) < (b?.start ?? 0n) ? -1 : 1));
    const whole = low && high && low.end + 1n === high.start;
    if (whole && only.start === low.start && only.end === high.end) return;
    refuse("lineage", { ...values, child: id(only.number) });
  }
  const [low, high] = children.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  if (children.length === 1) refuse("childMissing", values);
  const fits =
    children.length === 2 &&
    children.every((child) => child.adjacentParent < 0) &&
    low?.start === shard.start &&
    low.end + 1n === high?.start &&
    high.end === shard.end;
  if (!fits) refuse("lineage", { ...values, child: id(children[0]!.number) });
};

const checkLineage = (shards: ReadonlyMap<number, ListedShard>, clock: Clock): void => {
  const children = new Map<number, ListedShard[]>();
  for (const shard of shards.values()) {
    checkParents(shard, shards, clock);
    for (const parent of [shard.parent, shard.adjacentParent]) {
      children.set(parent, [...(children.get(parent) ?? []), shard]);
    }
  }
  for (const shard of shards.values()) {
    if (shard.closed) checkChildren(shard, children.get(shard.number) ?? [], shards);
  }
};

/** What a summary alone tells is how many shards are open: equal ranges are assumed. */
const assumed = (open: number, notes: Note[]): ListedShard[] => {
  if (open < 1) refuse("noOpen");
  if (open > SHARDS_MAX) refuse("tooManyShards", { shard: id(open - 1), max: SHARDS_MAX });
  notes.push({ id: "equalRanges", values: { count: open } });
  const none = { parent: -1, adjacentParent: -1, closed: false, createdS: undefined };
  return uniformRanges(open).map((range, number) => ({ ...none, ...range, number }));
};

const listed = (pages: readonly Page[], clock: Clock, notes: Note[]): ListedShard[] => {
  const listings = pages.filter((page) => page.shards !== undefined);
  const [summary] = pages.flatMap((page) => page.openShards ?? []);
  if (listings.length === 0)
    return summary === undefined ? refuse("noShards") : assumed(summary, notes);
  if (listings.every((page) => page.more)) refuse("nextPage", { pages: listings.length });
  const shards = joinShards(listings, notes);
  const sorted = [...shards.values()].toSorted((a, b) => a.number - b.number);
  const open = sorted.filter((shard) => !shard.closed);
  if (sorted.length === 0) refuse("noShards");
  if (open.length === 0) refuse("noOpen");
  checkTiling(open);
  checkLineage(shards, clock);
  if (summary !== undefined && summary !== open.length) {
    refuse("summaryDiffers", { summary, listed: open.length });
  }
  const gone = sorted.filter((shard) => shard.parent >= 0 && !shards.has(shard.parent));
  if (gone.length > 0) notes.push({ id: "expiredParents", values: { count: gone.length } });
  return sorted;
};

/** The stream of these pages; `nowS` is the present second, which says what cannot have expired. */
export const joinPages = (pages: readonly Page[], nowS: number, notes: Note[]): ImportedStream => {
  const name = agreed(pages, "name");
  const mode = agreed(pages, "mode");
  const retentionHours = agreed(pages, "retentionHours");
  if (name === undefined) notes.push({ id: "noName", values: { name: NO_NAME } });
  if (retentionHours === undefined) {
    notes.push({ id: "noRetention", values: { hours: RETENTION_HOURS } });
  }
  if (mode === undefined) notes.push({ id: "noMode", values: {} });
  const clock = { nowS, retentionHours: retentionHours ?? RETENTION_HOURS };
  return {
    name: name ?? NO_NAME,
    mode: mode ?? "PROVISIONED",
    retentionHours: clock.retentionHours,
    account: agreed(pages, "account"),
    region: agreed(pages, "region"),
    shards: listed(pages, clock, notes),
  };
};
