import type { Inspection } from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";
import {
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
} from "../../i18n/format.ts";
import { recordName, shardName } from "../caption/values.ts";

type Value = string | number;

/** An inspection's facts by id; ids may repeat. */
export interface FactBook {
  /** The first value of the id. */
  readonly one: (id: string) => Value | undefined;
  readonly all: (id: string) => readonly Value[];
  readonly number: (id: string) => number | undefined;
  /** Letters of the consumers that the id has a value for (`id:K`). */
  readonly letters: (id: string) => readonly string[];
}

export const factBook = (facts: Inspection["facts"]): FactBook => {
  const book = new Map<string, Value[]>();
  for (const { id, value } of facts) book.set(id, [...(book.get(id) ?? []), value]);
  const one = (id: string): Value | undefined => book.get(id)?.[0];
  return {
    one,
    all: (id) => book.get(id) ?? [],
    number: (id) => {
      const value = one(id);
      return typeof value === "number" ? value : undefined;
    },
    letters: (id) =>
      [...book.keys()]
        .filter((key) => key.startsWith(`${id}:`))
        .map((key) => key.slice(id.length + 1)),
  };
};

const SHARDS = ["shard", "parent", "adjacentParent", "child", "waitsFor", "higherShard", "next"];
const RECORDS = ["ordinal", "copyOf", "higherOrdinal"];
const SHARES = ["range", "y", "start", "end", "topShare"];

/** "00:41.200, 3.1 s ago" or "..., in 20 s". */
export const formatMoment = (us: SimUs, atUs: SimUs, ago: (time: string) => string): string =>
  us <= atUs ? `${formatClock(us)}, ${ago(formatDuration(atUs - us))}` : formatClock(us);

/** A fact's value as people read it, by its id. */
export const formatFact = (
  id: string,
  value: Value,
  atUs: SimUs,
  ago: (time: string) => string,
): string => {
  if (typeof value === "string") return value;
  const name = id.split(":")[0] ?? id;
  if (SHARDS.includes(name)) return shardName(value);
  if (RECORDS.includes(name)) return recordName(value);
  if (SHARES.includes(name)) return formatPercent(value);
  if (name.endsWith("ytesPerS")) return `${formatBytes(value)}/s`;
  if (name.endsWith("PerS")) return formatRate(value);
  if (name.endsWith("Us")) return formatMoment(value, atUs, ago);
  if (name.endsWith("Ms")) return formatDuration(value * 1_000);
  return name === "bytes" ? formatBytes(value) : formatCount(value);
};
