import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BIG_BUDGET, makeBig } from "../../testing/dslBig.ts";
import { emptyLog } from "../../protocol/log.ts";
import {
  makeCursor,
  nextArrival,
  nextOrdinal,
  seekEnd,
  seekOrdinal,
  seekTime,
  type Cursor,
} from "./cursor.ts";
import { ordinalAt, SEGMENT } from "./records.ts";

const big = makeBig(emptyLog(1).recordBudget, (dice) => dice.below(60));
const { lab, records, shards } = big;
const { stream } = lab;
const total = records.length;
const lastUs = records[total - 1]!.atUs;

const shardOf = fc.integer({ min: 0, max: shards.length - 1 });
const ordinals = fc.oneof(
  fc.integer({ min: 0, max: total + 5 }),
  fc
    .integer({ min: -3, max: 3 })
    .chain((near) =>
      fc
        .integer({ min: 0, max: Math.floor(total / SEGMENT) })
        .map((at) => Math.max(0, at * SEGMENT + near)),
    ),
);
const moments = fc.oneof(
  fc.integer({ min: 0, max: lastUs + 50_000 }),
  fc.integer({ min: 0, max: total - 1 }).map((at) => records[at]!.atUs),
);

/** Walks up to `most` records on from a place and compares them with the list. */
const walk = (shard: number, cursor: Cursor, most: number): void => {
  const list = shards[shard]!;
  for (let step = 0; step < most; step++) {
    const want = list[cursor.index];
    expect(nextArrival(stream, shard, cursor)).toBe(want ? want.atUs : -1);
    const ordinal = nextOrdinal(stream.log, shard, cursor);
    expect(ordinal).toBe(want ? want.ordinal : -1);
    if (ordinal < 0) return;
    cursor.segment = Math.floor(ordinal / SEGMENT);
    cursor.local = ordinal - cursor.segment * SEGMENT;
    cursor.index += 1;
  }
};

test("the log has several segments, shards with gaps, and one that opened late", () => {
  expect(stream.log.segments.length).toBeGreaterThan(3);
  expect(shards.map((list) => list.length > 0).filter(Boolean).length).toBeGreaterThan(29);
  expect(
    Math.min(...shards.filter((list) => list.length > 0).map((list) => list.length)),
  ).toBeLessThan(500);
});

describe("a cursor equals a place in a plain list", () => {
  test("from the first record to the last", () => {
    for (let shard = 0; shard < shards.length; shard++) {
      const cursor = makeCursor();
      walk(shard, cursor, 400);
      cursor.index = 0;
      const from = makeCursor();
      const list = shards[shard]!;
      let seen = 0;
      for (let at = nextOrdinal(stream.log, shard, from); at >= 0;) {
        if (list[seen]?.ordinal !== at) expect(at).toBe(list[seen]?.ordinal);
        from.segment = Math.floor(at / SEGMENT);
        from.local = at - from.segment * SEGMENT;
        seen += 1;
        at = nextOrdinal(stream.log, shard, from);
      }
      expect(seen).toBe(list.length);
    }
  });

  test("by ordinal", () => {
    fc.assert(
      fc.property(shardOf, ordinals, (shard, ordinal) => {
        const cursor = makeCursor();
        seekOrdinal(stream, shard, ordinal, cursor);
        expect(cursor.index).toBe(shards[shard]!.filter((each) => each.ordinal < ordinal).length);
        walk(shard, cursor, 5);
      }),
    );
  });

  test("by time", () => {
    fc.assert(
      fc.property(shardOf, moments, (shard, atUs) => {
        const cursor = makeCursor();
        seekTime(stream, shard, atUs, cursor);
        expect(cursor.index).toBe(shards[shard]!.filter((each) => each.atUs < atUs).length);
        walk(shard, cursor, 5);
      }),
    );
  });

  test("at the end, and on from there when more comes", () => {
    const after = makeBig(emptyLog(1).recordBudget, () => 10);
    for (let shard = 1; shard < 30; shard++) {
      const cursor = makeCursor();
      seekEnd(after.lab.stream, shard, cursor);
      expect(cursor.index).toBe(after.shards[shard]!.length);
      expect(nextOrdinal(after.lab.stream.log, shard, cursor)).toBe(-1);
      after.lab.at(after.lab.nowUs + 1_000_000);
      const [seat] = after.lab.put([{ shard }]);
      expect(nextOrdinal(after.lab.stream.log, shard, cursor)).toBe(seat!.ordinal);
    }
  });
});

test("in a fold, the place of a moment is the first record held to have arrived then or later", () => {
  const { lab: folded } = makeBig(BIG_BUDGET, () => 10);
  const inFold = folded.stream.log.segments[0]!.calls.admittedUs[0]!;
  const held = folded.stream.shards.foldedRecords;
  fc.assert(
    fc.property(shardOf, fc.integer({ min: 0, max: inFold }), (shard, atUs) => {
      const cursor = makeCursor();
      seekTime(folded.stream, shard, atUs, cursor);
      const { index } = cursor;
      expect(index).toBeLessThanOrEqual(held[shard]!);
      if (index < held[shard]!) {
        expect(nextArrival(folded.stream, shard, cursor)).toBeGreaterThanOrEqual(atUs);
      }
      if (index === 0) return;
      expect(nextArrival(folded.stream, shard, { ...cursor, index: index - 1 })).toBeLessThan(atUs);
    }),
  );
});

test("ordinalAt counts the records before a moment", () => {
  fc.assert(
    fc.property(moments, (atUs) => {
      expect(ordinalAt(stream.log, atUs)).toBe(records.filter((each) => each.atUs < atUs).length);
    }),
  );
});
