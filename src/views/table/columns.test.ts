import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ShardRow } from "../../protocol/frame.ts";
import type { TableQuery } from "../../protocol/viewport.ts";
import { cellOf, COLUMNS, PAGE_ROWS, pageFrom, parentsOf, sortedBy } from "./columns.ts";

const row: ShardRow = {
  shard: 4,
  shardId: "shardId-000000000004",
  parentShardId: "shardId-000000000001",
  adjacentParentShardId: "",
  startingHashKey: "0",
  endingHashKey: "1",
  range: 0.125,
  state: "OPEN",
  records: 12,
  bytes: 3_072,
  recordsPerS: 1_000,
  bytesPerS: 576_716,
  throttledPerS: 310,
  throttled: 900,
  lagMs: 16_200,
};

describe("table", () => {
  it("writes a row as the stage would", () => {
    expect(COLUMNS.map(({ id }) => cellOf(row, id))).toEqual([
      "004",
      "OPEN",
      "12.5%",
      "1,000",
      "16.2 s",
      "001",
      "310",
      "0.55",
    ]);
    expect(cellOf({ ...row, lagMs: -1 }, "lag")).toBe("–");
    expect(parentsOf({ ...row, adjacentParentShardId: "shardId-000000000003" })).toBe("001+003");
    expect(parentsOf({ ...row, parentShardId: "" })).toBe("–");
  });

  it("pages inside the table, and there and back is home", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.nat({ max: 500 }), (total, page) => {
        const from = pageFrom(page * PAGE_ROWS, 0, total);
        expect(from % PAGE_ROWS).toBe(0);
        expect(from === 0 || from < total).toBe(true);
        const next = pageFrom(from, 1, total);
        if (next > from) expect(pageFrom(next, -1, total)).toBe(from);
      }),
    );
  });

  it("sorts numbers from the top, names from the start, and turns round at the second click", () => {
    const start: TableQuery = {
      sort: "hashKey",
      descending: false,
      from: 75,
      count: PAGE_ROWS,
      closed: true,
    };
    const byLag = sortedBy(start, "lag");
    expect(byLag).toMatchObject({ sort: "lag", descending: true, from: 0 });
    expect(sortedBy(byLag, "lag").descending).toBe(false);
    expect(sortedBy(start, "shard").descending).toBe(false);
  });
});
