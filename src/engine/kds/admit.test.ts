import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeLab, times, type Put } from "../../testing/dslLab.ts";

const taken = (seats: readonly { ordinal: number }[]): number =>
  seats.filter((seat) => seat.ordinal >= 0).length;

describe("1,000 records a second and shard", () => {
  test("a second's worth at once, then one for every millisecond", () => {
    const lab = makeLab(1);
    expect(taken(lab.put(times(1_500, {})))).toBe(1_000);
    lab.at(999);
    expect(taken(lab.put(times(1, {})))).toBe(0);
    lab.at(1_000);
    expect(taken(lab.put(times(9, {})))).toBe(1);
    lab.at(8_000);
    expect(taken(lab.put(times(9, {})))).toBe(7);
    lab.at(10_000_000);
    expect(taken(lab.put(times(1_500, {})))).toBe(1_000);
  });

  test("each shard has its own", () => {
    const lab = makeLab(2);
    const seats = lab.put([...times(1_200, { shard: 0 }), ...times(700, { shard: 1 })]);
    expect(taken(seats.slice(0, 1_200))).toBe(1_000);
    expect(taken(seats.slice(1_200))).toBe(700);
  });
});

describe("1 MiB a second and shard", () => {
  test("PutRecord rounds every record up to a KB", () => {
    const lab = makeLab(1);
    expect(taken(lab.put(times(600, { bytes: 1_025 }), "PutRecord"))).toBe(512);
    const whole = makeLab(1);
    expect(taken(whole.put(times(1_100, { bytes: 1_024 }), "PutRecord"))).toBe(1_000);
  });

  test("PutRecords rounds the sum of each shard's part of the call up", () => {
    const lab = makeLab(1);
    expect(taken(lab.put(times(1_023, { bytes: 1_025 })))).toBe(1_000);
    const bytes = makeLab(1);
    expect(taken(bytes.put(times(600, { bytes: 2_050 })))).toBe(511);
    const calls = makeLab(1);
    let accepted = 0;
    for (let at = 0; at < 600; at++) accepted += taken(calls.put(times(1, { bytes: 1_025 })));
    expect(accepted).toBe(512);
  });

  test("the rounding of one shard does not see another's records", () => {
    const lab = makeLab(2);
    const one = { bytes: 100 };
    lab.put([
      { ...one, shard: 0 },
      { ...one, shard: 1 },
      { ...one, shard: 0 },
      { ...one, shard: 1 },
    ]);
    const { byteTokens } = lab.stream.shards;
    const full = 1_048_576_000_000;
    expect([byteTokens[0], byteTokens[1]]).toEqual([full - 1_024e6, full - 1_024e6]);
  });

  test("the largest record takes the whole second, and the next one waits for it", () => {
    const lab = makeLab(1);
    const large: Put = { bytes: 1_048_576 };
    expect(taken(lab.put([large], "PutRecord"))).toBe(1);
    lab.at(999_999);
    expect(taken(lab.put([large], "PutRecord"))).toBe(0);
    lab.at(1_000_000);
    expect(taken(lab.put([large], "PutRecord"))).toBe(1);
  });
});

test("what is refused costs nothing: a small record passes where large ones are refused", () => {
  const lab = makeLab(1);
  lab.put(times(1, { bytes: 1_000_000 }), "PutRecord");
  const before = [lab.stream.shards.recordTokens[0], lab.stream.shards.byteTokens[0]];
  expect(taken(lab.put(times(400, { bytes: 200_000 })))).toBe(0);
  expect([lab.stream.shards.recordTokens[0], lab.stream.shards.byteTokens[0]]).toEqual(before);
  expect(taken(lab.put(times(40, { bytes: 1_000 })))).toBe(40);
});

/** One limit as a list of what was spent and when, summed anew for every record. */
class SlowBucket {
  private readonly spent: { atUs: number; amount: bigint }[] = [];
  private readonly perS: bigint;

  constructor(perS: number) {
    this.perS = BigInt(perS);
  }

  level(nowUs: number): bigint {
    const full = this.perS * 1_000_000n;
    let level = full;
    let lastUs = -1_000_000;
    for (const { atUs, amount } of this.spent) {
      level += BigInt(atUs - lastUs) * this.perS;
      if (level > full) level = full;
      level -= amount;
      lastUs = atUs;
    }
    level += BigInt(nowUs - lastUs) * this.perS;
    return level > full ? full : level;
  }

  spend(atUs: number, amount: bigint): void {
    this.spent.push({ atUs, amount });
  }
}

test("admission equals two slow buckets, whatever is put whenever", () => {
  const put = fc.record({
    afterUs: fc.integer({ min: 0, max: 900_000 }),
    records: fc.integer({ min: 1, max: 400 }),
    bytes: fc.integer({ min: 1, max: 9_000 }),
    single: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(put, { minLength: 1, maxLength: 10 }), (puts) => {
      const lab = makeLab(1);
      const records = new SlowBucket(1_000);
      const bytes = new SlowBucket(1_048_576);
      let atUs = 0;
      for (const each of puts) {
        lab.at((atUs += each.afterUs));
        const seats = lab.put(
          times(each.records, { bytes: each.bytes }),
          each.single ? "PutRecord" : "PutRecords",
        );
        let sum = 0;
        for (const seat of seats) {
          const before = each.single ? 0 : sum;
          const cost = Math.ceil((before + each.bytes) / 1024) - Math.ceil(before / 1024);
          const micro = BigInt(cost) * 1_024_000_000n;
          const fits = records.level(atUs) >= 1_000_000n && bytes.level(atUs) >= micro;
          expect(seat.ordinal >= 0).toBe(fits);
          if (!fits) continue;
          sum += each.bytes;
          records.spend(atUs, 1_000_000n);
          bytes.spend(atUs, micro);
        }
      }
    }),
    { numRuns: 15 },
  );
});

test("a call's counts are those of its seats", () => {
  const lab = makeLab(1);
  lab.put(times(1_200, { bytes: 10 }));
  const { calls } = lab.stream.log.segments[0]!;
  expect([calls.count, calls.seats[0], calls.refused[0]]).toEqual([1, 1_200, 200]);
  expect(lab.stream.shards.throttled[0]).toBe(200);
  expect(lab.stream.shards.throttledBytes[0]).toBe(2_000);
  expect([lab.stream.shards.records[0], lab.stream.shards.bytes[0]]).toEqual([1_000, 10_000]);
});
