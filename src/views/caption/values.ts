import type { StoryFact } from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRate,
} from "../../i18n/format.ts";

/** A shard as the stage names it: "004", "1203". */
export const shardName = (index: number): string => String(index).padStart(3, "0");

/** A record as the stage names it. */
export const recordName = (ordinal: number): string => `#${ordinal}`;

/** One digit after the point says enough of a rate. */
const calmRate = (perS: number): string =>
  formatRate(perS < 100 ? Math.round(perS * 10) / 10 : perS);

type Formatter = (value: number, atUs: SimUs) => string;

/** A share as people say it: whole percents from ten up. */
const formatShare = (share: number): string =>
  formatPercent(share >= 0.1 ? Math.round(share * 100) / 100 : share);

const NAMED: Readonly<Record<string, Formatter>> = {
  shard: shardName,
  parent: shardName,
  adjacentShard: shardName,
  higherShard: shardName,
  ordinal: recordName,
  higherOrdinal: recordName,
  copyOf: recordName,
  share: formatShare,
  range: formatShare,
  topShare: formatShare,
  bytes: formatBytes,
  durationUs: formatDuration,
  refusedPerS: formatNumber,
};

const BY_ENDING: readonly (readonly [string, Formatter])[] = [
  ["BytesPerS", (value) => `${formatBytes(value)}/s`],
  ["bytesPerS", (value) => `${formatBytes(value)}/s`],
  ["PerS", calmRate],
  ["Ms", (value) => formatDuration(value * 1_000)],
  ["Us", (value, atUs) => formatDuration(Math.max(0, value - atUs))],
];

const textOfValue = (name: string, value: string | number, atUs: SimUs): string => {
  if (typeof value === "string") return value;
  const named = NAMED[name];
  if (named) return named(value, atUs);
  const found = BY_ENDING.find(([ending]) => name.endsWith(ending));
  return found ? found[1](value, atUs) : formatCount(value);
};

/**
 * The fact's raw values as people read them; `untilUs` also gives `untilLeft`, the time left of it.
 * A whole rate over 10 a second is rounded by its formatter.
 */
export const readable = (
  fact: Pick<StoryFact, "values">,
  atUs: SimUs,
): Readonly<Record<string, string>> => {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(fact.values)) {
    const text = textOfValue(name, value, atUs);
    out[name] = text;
    if (name.endsWith("Us")) out[`${name.slice(0, -2)}Left`] = text;
  }
  return out;
};
