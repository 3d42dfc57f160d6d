import { type Limit, LIMITS } from "../../aws/limits.ts";
import { formatBytes, formatNumber } from "../../i18n/format.ts";
import type { FactBook } from "./facts.ts";

/** One limit of a shard and how much of it is asked for. */
export interface Budget {
  readonly id: "writeRecords" | "writeBytes" | "readCalls" | "readBytes";
  readonly used: number;
  readonly limit: Limit;
  /** Both in words: "1,310", "1,000 records/s". */
  readonly usedText: string;
  readonly limitText: string;
}

const PLANS = [
  ["writeRecords", "askedRecordsPerS", LIMITS.writeRecordsPerSecondPerShard],
  ["writeBytes", "askedBytesPerS", LIMITS.writeBytesPerSecondPerShard],
  ["readCalls", "readCallsPerS", LIMITS.getRecordsCallsPerSecondPerShard],
  ["readBytes", "readBytesPerS", LIMITS.readBytesPerSecondPerShard],
] as const;

const textOf = (value: number, limit: Limit): string =>
  limit.unit === "bytes/s" ? `${formatBytes(value)}/s` : formatNumber(Math.round(value * 10) / 10);

const limitText = (limit: Limit): string =>
  limit.unit === "bytes/s" ? `${formatBytes(limit.value)}/s` : `${formatNumber(limit.value)}/s`;

/** The shard's write and read budgets that the facts tell of. */
export const budgetsOf = (facts: FactBook): readonly Budget[] =>
  PLANS.flatMap(([id, fact, limit]) => {
    const used = facts.number(fact);
    if (used === undefined) return [];
    return [{ id, used, limit, usedText: textOf(used, limit), limitText: limitText(limit) }];
  });
