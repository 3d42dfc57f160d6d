import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seek } from "../core/travel.ts";
import { advance } from "../core/run.ts";
import { play, type Play } from "../../testing/dsl.ts";
import { makeLab, times } from "../../testing/dslLab.ts";
import { SECOND_WIDTH } from "./history.ts";
import { M } from "./metricIndex.ts";
import { SAMPLED } from "./sample.ts";

/** The row of totals that a whole second left, of a stream that was there from the start. */
const rowOf = (run: Play["run"], second: number): number[] => {
  const { values } = run.chronicle.streams["s"]!;
  return [...values.subarray(second * SECOND_WIDTH, (second + 1) * SECOND_WIDTH)];
};
const rowsOf = (run: Play["run"], seconds: number): number[][] =>
  Array.from({ length: seconds }, (_, at) => rowOf(run, at + 1));

describe("totals", () => {
  test("count what was asked, taken, refused and read, under CloudWatch's names", () => {
    const lab = makeLab(2);
    lab.put([...times(1_100, { shard: 0, bytes: 50 }), ...times(3, { shard: 1, bytes: 7 })]);
    lab.put(times(1, { shard: 1, bytes: 9 }), "PutRecord");
    lab.put(times(1, { shard: 0, bytes: 9 }), "PutRecord");
    lab.at(500_000);
    for (let at = 0; at < 7; at++) lab.read(1, { index: 0, segment: 0, local: -1 });
    const { totals } = lab.stream;
    const named = (name: keyof typeof M): number => totals[M[name]]!;
    expect({
      records: named("IncomingRecords"),
      bytes: named("IncomingBytes"),
      refused: named("WriteProvisionedThroughputExceeded"),
      calls: named("PutRecords.Success"),
      asked: named("PutRecords.TotalRecords"),
      taken: named("PutRecords.SuccessfulRecords"),
      throttled: named("PutRecords.ThrottledRecords"),
      single: named("PutRecord.Success"),
      reads: named("GetRecords.Success"),
      readRecords: named("GetRecords.Records"),
      readBytes: named("GetRecords.Bytes"),
      readRefused: named("ReadProvisionedThroughputExceeded"),
    }).toEqual({
      records: 1_004,
      bytes: 50_030,
      refused: 101,
      calls: 1,
      asked: 1_103,
      taken: 1_003,
      throttled: 100,
      single: 1,
      reads: 5,
      readRecords: 20,
      readBytes: 150,
      readRefused: 2,
    });
  });
});

describe("a second", () => {
  test("adds up: what each added is what there is, by shard and in all", () => {
    const runs = fc.record({
      seed: fc.integer({ min: 1, max: 999 }),
      rate: fc.integer({ min: 0, max: 2_500 }),
      pollMs: fc.integer({ min: 50, max: 1_500 }),
    });
    fc.assert(
      fc.property(runs, ({ seed, rate, pollMs }) => {
        const sums = SAMPLED.map(() => new Float64Array(8));
        const run = play(
          `
          shards 2
          seed ${seed}
          assume reshardStepUs=2000000
          P sdk ratePerS=${rate}
          K get-records pollMs=${pollMs}
          @3 split 1 40
          until 12`,
          ({ run: { world } }) => {
            const samples = world.samples["s"];
            if (!samples || world.nowUs === 1) return;
            SAMPLED.forEach((name, at) => {
              samples[`${name}PerS`].forEach((added, shard) => {
                sums[at]![shard]! += added;
              });
              expect(Math.min(...samples[`${name}PerS`])).toBeGreaterThanOrEqual(0);
            });
          },
        );
        const { shards, totals } = run.run.world.streams[0]!;
        SAMPLED.forEach((name, at) => {
          for (let shard = 0; shard < shards.count; shard++) {
            expect(sums[at]![shard]).toBe(shards[name][shard]);
          }
        });
        expect(rowOf(run.run, 12)[M.IncomingRecords]).toBe(totals[M.IncomingRecords]);
        expect(totals[M.IncomingRecords]).toBe(run.made("P").accepted);
      }),
      { numRuns: 6 },
    );
  });

  test("is written once, whatever is run again", () => {
    const { run } = play(`
      shards 2
      P sdk ratePerS=1500 keys=5
      K get-records pollMs=100
      until 15`);
    const before = rowsOf(run, 15);
    const shards = [...run.chronicle.shards["s"]!.values];
    for (const toUs of [4_200_000, 0, 9_999_999, 15_000_000]) seek(run, toUs);
    expect([run.chronicle.seconds, run.chronicle.streams["s"]!.count]).toEqual([15, 15]);
    expect(rowsOf(run, 15)).toEqual(before);
    expect([...run.chronicle.shards["s"]!.values]).toEqual(shards);
    advance(run, 16_000_000);
    expect([run.chronicle.seconds, run.chronicle.streams["s"]!.count]).toEqual([16, 16]);
  });

  test("of a stream made anew by the same name starts at nothing, and totals never fall", () => {
    const lines = `
      shards 1
      P sdk ratePerS=200
      @4 delete
      @6 create 1
      until 12`;
    const run = play(lines, ({ run: { world } }) => {
      const rates = world.samples["s"]?.recordsPerS ?? new Float64Array(0);
      for (const rate of rates) expect(rate).toBeGreaterThanOrEqual(0);
    });
    let last = 0;
    for (let second = 1; second <= 12; second++) {
      const now = rowOf(run.run, second)[M.IncomingRecords]!;
      expect(now).toBeGreaterThanOrEqual(last);
      last = now;
    }
    expect(last).toBe(run.made("P").accepted);
  });
});
