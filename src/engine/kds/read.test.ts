import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeLab, start, times, type Lab } from "../../testing/dslLab.ts";
import type { ReadResult } from "./read.ts";

const VISIBLE_US = 20_000;
const MIB = 1_048_576;

/** Fills a shard with `count` records of `bytes`, in as many seconds as that takes. */
const filled = (count: number, bytes: number): Lab => {
  const lab = makeLab(1);
  const atOnce = Math.min(1_000, Math.floor(MIB / bytes));
  for (let put = 0, second = 0; put < count; put += atOnce, second++) {
    lab.at(second * 1_000_000);
    const seats = lab.put(times(Math.min(atOnce, count - put), { bytes }));
    if (seats.some((seat) => seat.ordinal < 0)) throw new Error("refused");
  }
  lab.at(lab.nowUs + 10_000_000);
  return lab;
};

/** The first microsecond, counted from `fromUs`, at which a call is served again. */
const servedAfter = (lab: Lab, from: ReadResult): number => {
  const beganUs = lab.nowUs;
  let low = 0;
  let high = 20_000_000;
  const probe = (us: number): boolean => {
    const { shards } = lab.stream;
    const nowUs = lab.run.world.nowUs + us;
    const blocked = nowUs < shards.readBlockedUs[0]!;
    const passed = nowUs - shards.readRefilledUs[0]!;
    const tokens = shards.readTokens[0]! + passed * 2 * MIB;
    const calls = shards.readCallTokens[0]! + passed * 5;
    return !blocked && tokens > 0 && calls >= 1_000_000;
  };
  while (low < high) {
    const middle = (low + high) >> 1;
    if (probe(middle)) high = middle;
    else low = middle + 1;
  }
  if (low > 0) {
    lab.at(beganUs + low - 1);
    expect(lab.read(0, from.to).throttled).toBe(true);
  }
  lab.at(beganUs + low);
  expect(lab.read(0, from.to).throttled).toBe(false);
  return low;
};

describe("five calls a second and shard", () => {
  test("are shared by all who call, and come back one by one", () => {
    const lab = makeLab(2);
    const served = (): boolean => !lab.read(0, start()).throttled;
    expect([1, 2, 3, 4, 5, 6, 7].map(served)).toEqual([true, true, true, true, true, false, false]);
    expect(lab.read(1, start()).throttled).toBe(false);
    lab.at(199_999);
    expect(served()).toBe(false);
    lab.at(200_000);
    expect([served(), served()]).toEqual([true, false]);
    lab.at(5_000_000);
    expect([1, 2, 3, 4, 5, 6].filter(served)).toHaveLength(5);
  });

  test("a refused call costs none and is counted", () => {
    const lab = makeLab(1);
    for (let at = 0; at < 50; at++) lab.read(0, start());
    expect(lab.stream.shards.readThrottled[0]).toBe(45);
    expect(lab.stream.shards.readCalls[0]).toBe(5);
    lab.at(200_000);
    expect(lab.read(0, start()).throttled).toBe(false);
  });
});

describe("2 MiB a second and shard", () => {
  test("10 MiB in one result block the shard for exactly five seconds", () => {
    const lab = filled(12, MIB);
    const result = lab.read(0, start());
    expect([result.count, result.bytes]).toEqual([10, 10 * MIB]);
    expect(servedAfter(lab, result)).toBe(5_000_000);
  });

  test("3 MiB block it for a second and a half: they overdraw the two it had", () => {
    const lab = filled(3, MIB);
    const result = lab.read(0, start());
    expect(result.bytes).toBe(3 * MIB);
    expect(servedAfter(lab, result)).toBe(1_500_000);
  });

  test("2 MiB do not block it: they leave nothing, and the next microsecond brings two bytes", () => {
    const lab = filled(2, MIB);
    const result = lab.read(0, start());
    expect(result.bytes).toBe(2 * MIB);
    expect(servedAfter(lab, result)).toBe(1);
  });

  test("a block is for every caller, whatever it asks for", () => {
    const lab = filled(12, MIB);
    lab.read(0, start());
    const other = lab.read(0, start(), 1);
    expect([other.throttled, other.blocked]).toEqual([true, true]);
  });
});

describe("a result", () => {
  test("has at most 10,000 records and at most the limit asked for", () => {
    const lab = filled(10_500, 20);
    expect(lab.read(0, start()).count).toBe(10_000);
    expect(lab.read(0, start(), 1).count).toBe(1);
    expect(lab.read(0, start(), 777).count).toBe(777);
  });

  test("has at most 10 MiB, and never part of a record", () => {
    const lab = filled(40, 900_000);
    const result = lab.read(0, start());
    expect(result.count).toBe(11);
    expect(result.bytes).toBe(9_900_000);
  });

  test("has a record from 20 ms after its admission on, not sooner", () => {
    const lab = makeLab(1);
    lab.put(times(3, {}));
    lab.at(5_000);
    lab.put(times(2, {}));
    lab.at(VISIBLE_US - 1);
    expect(lab.read(0, start()).count).toBe(0);
    lab.at(VISIBLE_US);
    expect(lab.read(0, start()).count).toBe(3);
    lab.at(VISIBLE_US + 5_000);
    expect(lab.read(0, start()).count).toBe(5);
  });

  test("ends a shard when it is closed and nothing is left, not before", () => {
    const lab = makeLab(1);
    lab.put(times(4, {}));
    lab.ok("SplitShard", { ShardToSplit: "shardId-000000000000", NewStartingHashKey: "1000" });
    lab.at(29_999_999);
    expect(lab.read(0, start()).atEnd).toBe(false);
    lab.at(30_000_000);
    const part = lab.read(0, start(), 3);
    expect([part.count, part.atEnd]).toEqual([3, false]);
    const rest = lab.read(0, part.to);
    expect([rest.count, rest.atEnd]).toEqual([1, true]);
    expect(lab.read(0, rest.to)).toMatchObject({ count: 0, atEnd: true });
  });
});

describe("MillisBehindLatest", () => {
  test("is the age of the last record passed while something is left, else 0", () => {
    const lab = makeLab(1);
    lab.put(times(2, {}));
    lab.at(3_000_000);
    lab.put(times(2, {}));
    lab.at(10_000_000);
    expect(lab.read(0, start(), 1).millisBehindLatest).toBe(10_000);
    expect(lab.read(0, start(), 3).millisBehindLatest).toBe(7_000);
    expect(lab.read(0, start(), 4).millisBehindLatest).toBe(0);
    expect(lab.read(0, start()).millisBehindLatest).toBe(0);
  });

  test("and the records answered equal those of a plain list", () => {
    const step = fc.record({
      afterUs: fc.integer({ min: 0, max: 2_000_000 }),
      records: fc.integer({ min: 0, max: 40 }),
      limit: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const lab = makeLab(1);
        const arrivals: number[] = [];
        let cursor = start();
        let atUs = 0;
        for (const { afterUs, records, limit } of steps) {
          lab.at((atUs += afterUs));
          for (const seat of lab.put(times(records, {}))) {
            if (seat.ordinal >= 0) arrivals.push(atUs);
          }
          const result = lab.read(0, cursor, limit);
          if (result.throttled) continue;
          const visible = arrivals.filter((each) => each + VISIBLE_US <= atUs).length;
          const count = Math.min(limit, visible - cursor.index);
          expect(result.count).toBe(count);
          const passed = cursor.index + count;
          const left = arrivals.length - passed;
          const place = arrivals[Math.max(0, passed - 1)] ?? atUs;
          const want = left > 0 ? Math.floor((atUs - place) / 1_000) : 0;
          expect(result.millisBehindLatest).toBe(want);
          cursor = result.to;
        }
      }),
    );
  });
});
