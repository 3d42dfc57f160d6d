import { formatCount, formatDuration, formatNumber, formatPercent } from "../../i18n/format.ts";
import type { ShardRow } from "../../protocol/frame.ts";
import type { TableQuery, TableSort } from "../../protocol/viewport.ts";
import { parseShardId } from "../../aws/shardId.ts";
import { shardName } from "../caption/values.ts";

export interface Column {
  readonly id: "shard" | "parents" | "range" | "state" | "records" | "bytes" | "throttled" | "lag";
  readonly sort?: TableSort;
  readonly number?: boolean;
}

export const COLUMNS: readonly Column[] = [
  { id: "shard", sort: "shard" },
  { id: "state" },
  { id: "range", sort: "range", number: true },
  { id: "records", sort: "records", number: true },
  { id: "lag", sort: "lag", number: true },
  { id: "parents" },
  { id: "throttled", sort: "throttled", number: true },
  { id: "bytes", sort: "bytes", number: true },
];

export const PAGE_ROWS = 25;
const NONE = "–";
const MIB = 1_048_576;

const parentName = (shardId: string): string => {
  const index = parseShardId(shardId);
  return index === undefined ? "" : shardName(index);
};

/** "001", "001+003", or a dash. */
export const parentsOf = (row: ShardRow): string =>
  [row.parentShardId, row.adjacentParentShardId].map(parentName).filter(Boolean).join("+") || NONE;

/** A cell's text; whole rates, because the last second is a count. */
export const cellOf = (row: ShardRow, column: Column["id"]): string => {
  switch (column) {
    case "shard":
      return shardName(row.shard);
    case "parents":
      return parentsOf(row);
    case "range":
      return formatPercent(row.range);
    case "state":
      return row.state;
    case "records":
      return formatCount(row.recordsPerS);
    case "bytes":
      return formatNumber(Math.round((row.bytesPerS / MIB) * 100) / 100);
    case "throttled":
      return formatCount(row.throttledPerS);
    case "lag":
      return row.lagMs < 0 ? NONE : formatDuration(row.lagMs * 1_000);
  }
};

/** The query after a click on a column's head: that column, biggest first; again: turned round. */
export const sortedBy = (query: TableQuery, sort: TableSort): TableQuery => ({
  ...query,
  from: 0,
  sort,
  descending: query.sort === sort ? !query.descending : sort !== "shard" && sort !== "hashKey",
});

/** The first row of the page `step` pages on, kept inside the table. */
export const pageFrom = (from: number, step: number, total: number): number => {
  const last = Math.max(0, Math.floor((total - 1) / PAGE_ROWS) * PAGE_ROWS);
  return Math.max(0, Math.min(last, from + step * PAGE_ROWS));
};
