import { describe, expect, test } from "vitest";
import { BIG_BUDGET, makeBig, type Big } from "../../testing/dslBig.ts";
import { makeApplication, deliver } from "./deliver.ts";
import { makeCursor } from "./cursor.ts";
import { arrivalOf, heldFrom, SEGMENT, segmentOf } from "./records.ts";
import type { ReadResult } from "./read.ts";

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

const uneven = makeBig(BIG_BUDGET, (dice) => 10 + dice.below(90));
const even = makeBig(BIG_BUDGET, () => 50);

describe("a log beyond its budget", () => {
  const { lab, records, shards } = uneven;
  const { log, shards: columns } = lab.stream;

  test("holds no more than the budget one by one, always the newest", () => {
    expect(log.lowest).toBeGreaterThan(1);
    expect(log.segments.length * SEGMENT).toBeLessThanOrEqual(BIG_BUDGET);
    expect(sum(log.segments.map((each) => each.count)) + heldFrom(log)).toBe(records.length);
    for (let ordinal = heldFrom(log); ordinal < records.length; ordinal += 97) {
      const { shard, bytes, atUs } = records[ordinal]!;
      const segment = segmentOf(log, ordinal)!;
      const local = ordinal - segment.firstOrdinal;
      expect([segment.shard[local], segment.size[local]]).toEqual([shard, bytes]);
      expect(arrivalOf(log, ordinal)).toBe(atUs);
    }
    expect(segmentOf(log, heldFrom(log) - 1)).toBeUndefined();
    expect(segmentOf(log, records.length)).toBeUndefined();
  });

  test("keeps the counts and bytes of what it folded, by shard", () => {
    for (let shard = 0; shard < shards.length; shard++) {
      const folded = shards[shard]!.filter((each) => each.ordinal < heldFrom(log));
      expect(columns.foldedRecords[shard]).toBe(folded.length);
      expect(columns.foldedBytes[shard]).toBe(sum(folded.map((each) => each.bytes)));
      expect(columns.records[shard]).toBe(shards[shard]!.length);
    }
  });

  test("keeps folds end to end, each twice as wide as the next at most", () => {
    const { folds } = log;
    expect(folds[0]!.firstOrdinal).toBe(0);
    expect(folds[folds.length - 1]!.endOrdinal).toBe(heldFrom(log));
    folds.slice(1).forEach((fold, at) => {
      const before = folds[at]!;
      expect(fold.firstOrdinal).toBe(before.endOrdinal);
      expect(fold.level).toBeLessThan(before.level);
    });
    for (const fold of folds) {
      const inside = records.slice(fold.firstOrdinal, fold.endOrdinal);
      expect(sum(fold.count)).toBe(inside.length);
      expect(sum(fold.bytes)).toBe(sum(inside.map((each) => each.bytes)));
      expect([fold.firstUs, fold.lastUs]).toEqual([inside[0]!.atUs, inside.at(-1)!.atUs]);
    }
  });
});

interface Story {
  readonly results: ReadResult[];
  readonly app: ReturnType<typeof makeApplication>;
}

/** Reads one shard from its first record to its last, waiting whenever it is refused. */
const readAll = ({ lab }: Big, shard: number, limit: number): Story => {
  const app = makeApplication("none");
  const results: ReadResult[] = [];
  let cursor = makeCursor();
  lab.at(lab.nowUs + 20_000_000);
  for (;;) {
    const result = lab.read(shard, cursor, limit);
    if (!result.throttled) {
      if (result.count === 0) return { results, app };
      results.push(result);
      deliver(lab.run.world, lab.stream, app, shard, { ...result.from }, result.count);
      cursor = result.to;
    }
    lab.at(lab.nowUs + 100_000);
  }
};

describe("reading through a fold", () => {
  test("gives every record once, the folded ones unverified", () => {
    for (const shard of [1, 5, 28, 29]) {
      const { results, app } = readAll(uneven, shard, 900);
      const list = uneven.shards[shard]!;
      const folded = list.filter((each) => each.ordinal < heldFrom(uneven.lab.stream.log));
      expect(sum(results.map((each) => each.count))).toBe(list.length);
      expect(sum(results.map((each) => each.folded))).toBe(folded.length);
      expect([app.delivered, app.unverified]).toEqual([list.length, folded.length]);
      expect([app.late, app.reReads]).toEqual([0, 0]);
      const bytes = sum(results.map((each) => each.bytes));
      const want = sum(list.map((each) => each.bytes));
      expect(Math.abs(bytes - want)).toBeLessThanOrEqual(folded.length);
    }
  });

  test("gives exactly the bytes of records of one size", () => {
    const { results } = readAll(even, 3, 5_000);
    for (const result of results) expect(result.bytes).toBe(result.count * 50);
  });

  test("a second reading is all re-reads, folded or not", () => {
    const { lab, shards } = uneven;
    const app = makeApplication("sequence-number");
    const count = shards[2]!.length;
    deliver(lab.run.world, lab.stream, app, 2, makeCursor(), count);
    deliver(lab.run.world, lab.stream, app, 2, makeCursor(), count);
    expect([app.delivered, app.reReads, app.applied, app.late]).toEqual([
      2 * count,
      count,
      count,
      0,
    ]);
  });

  test("keeps MillisBehindLatest true within a tenth of the folded time", () => {
    const { lab, shards } = even;
    const { folds } = lab.stream.log;
    const tenthMs = (folds.at(-1)!.lastUs - folds[0]!.firstUs) / 10_000;
    for (const shard of [0, 1, 4]) {
      const cursor = makeCursor();
      for (let at = 0; at < 40; at++) {
        lab.at(lab.nowUs + 3_000_000);
        const result = lab.read(shard, cursor, 97);
        if (result.count === 0) break;
        Object.assign(cursor, result.to);
        const passed = shards[shard]![cursor.index - 1]!;
        const want = (lab.run.world.nowUs - passed.atUs) / 1_000;
        if (cursor.index < shards[shard]!.length) {
          expect(Math.abs(result.millisBehindLatest - want)).toBeLessThan(tenthMs);
        }
      }
    }
  });
});

test("a fold's bytes count toward 10 MiB a result and the block that follows", () => {
  const big = makeBig(BIG_BUDGET, () => 1_000);
  const { lab } = big;
  lab.at(lab.nowUs + 20_000_000);
  const cursor = makeCursor();
  const busiest = big.shards.reduce(
    (best, list, at) => (list.length > big.shards[best]!.length ? at : best),
    0,
  );
  const result = lab.read(busiest, cursor);
  expect(result.folded).toBeGreaterThan(3_000);
  const overdrawn = result.bytes > 2_097_152;
  expect(overdrawn).toBe(true);
  const blockUs = Math.ceil((result.bytes * 1_000_000) / 2_097_152);
  lab.at(lab.nowUs + blockUs - 1);
  expect(lab.read(busiest, result.to).throttled).toBe(true);
  lab.at(lab.nowUs + 1);
  expect(lab.read(busiest, result.to).throttled).toBe(false);
});
