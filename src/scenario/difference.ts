/** A log told as what differs from another one: entries left out and entries added. */
import type { Entry } from "../protocol/log.ts";
import { alike } from "./text.ts";

export interface Difference {
  /** Places in the base's entries, rising. */
  readonly dropped: readonly number[];
  readonly added: readonly Entry[];
}

/** Base entries without the dropped ones, then the added ones, by time; the base first at a tie. */
export const applyDifference = (base: readonly Entry[], difference: Difference): Entry[] => {
  const dropped = new Set(difference.dropped);
  const kept = base.filter((_, at) => !dropped.has(at));
  return [...kept, ...difference.added].sort((a, b) => a.atUs - b.atUs);
};

/** For each entry that the base has too, its place there; both rise. */
const matched = (entries: readonly Entry[], base: readonly Entry[]): Map<number, number> => {
  const places = new Map<number, number>();
  let from = 0;
  for (const [at, entry] of base.entries()) {
    for (let next = from; next < entries.length; next++) {
      const candidate = entries[next];
      if (!candidate || candidate.atUs > entry.atUs) break;
      if (!alike(candidate, entry)) continue;
      places.set(next, at);
      from = next + 1;
      break;
    }
  }
  return places;
};

/** What makes `base` into `entries`; both are sorted by time. */
export const differenceOf = (entries: readonly Entry[], base: readonly Entry[]): Difference => {
  const places = matched(entries, base);
  const found = new Set(places.values());
  const dropped = base.flatMap((_, at) => (found.has(at) ? [] : [at]));
  const difference = { dropped, added: entries.filter((_, at) => !places.has(at)) };
  if (alike(applyDifference(base, difference), entries)) return difference;
  return { dropped: base.map((_, at) => at), added: entries };
};
