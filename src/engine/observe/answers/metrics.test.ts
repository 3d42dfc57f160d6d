import { describe, expect, test } from "vitest";
import { M, METRICS } from "../../cloudwatch/metricIndex.ts";
import { advance, command } from "../../core/run.ts";
import { seek } from "../../core/travel.ts";
import { answerGhost } from "./ghost.ts";
import { answerMetrics } from "./metrics.ts";
import { call, consumer, producer, runOf, SECOND, streamOf, type Plan } from "./runs.testing.ts";

const plan: Plan = [
  [0, call("CreateStream", { ShardCount: 2 })],
  [
    1.1,
    producer(1, { ratePerS: 900, rateShape: "burst", peakPerS: 4_000, periodS: 20, burstS: 2 }),
    consumer(2, "N", { ratePerS: 900 }),
  ],
];
const UNTIL_S = 130;
const named = { names: METRICS, shard: -1, fromUs: 0, toUs: UNTIL_S * SECOND };

/** Stream totals at the end of each second, and each shard's records and refusals. */
const watched = () => {
  const run = runOf(plan, 1.1);
  const seconds: { totals: number[]; records: number[]; throttled: number[] }[] = [];
  for (let second = 1; second <= UNTIL_S; second++) {
    advance(run, second * SECOND);
    const stream = streamOf(run);
    seconds.push({
      totals: [...stream.totals],
      records: Array.from(stream.shards.records.subarray(0, 2)),
      throttled: Array.from(stream.shards.throttled.subarray(0, 2)),
    });
  }
  return { run, seconds };
};

describe("answerMetrics", () => {
  const { run, seconds } = watched();
  const stream = streamOf(run);
  const added = (second: number, column: number): number =>
    seconds[second]!.totals[column]! - (second === 0 ? 0 : seconds[second - 1]!.totals[column]!);

  test("a second is what it added to the totals", () => {
    const { atUs, series } = answerMetrics(run, stream, { periodS: 1, ...named });
    expect([...atUs]).toEqual([...Array(UNTIL_S).keys()].map((second) => second * SECOND));
    for (const { name, values } of series) {
      if (name === "GetRecords.IteratorAgeMilliseconds") continue;
      const column = METRICS.indexOf(name as never);
      expect([...values]).toEqual(seconds.map((_, second) => added(second, column)));
    }
    expect(series).toHaveLength(METRICS.length);
  });

  test("a minute is the sum of its seconds, of iterator ages the greatest", () => {
    const by = (periodS: 1 | 60) => answerMetrics(run, stream, { periodS, ...named });
    const fine = by(1);
    const coarse = by(60);
    expect([...coarse.atUs]).toEqual([0, 60 * SECOND, 120 * SECOND]);
    coarse.series.forEach(({ name, values }, at) => {
      const minutes = [0, 60, 120].map((from) => fine.series[at]!.values.slice(from, from + 60));
      const whole =
        name === "GetRecords.IteratorAgeMilliseconds"
          ? minutes.map((each) => Math.max(...each))
          : minutes.map((each) => each.reduce((sum, value) => sum + value, 0));
      expect([...values]).toEqual(whole);
    });
    const throttled = fine.series[M.WriteProvisionedThroughputExceeded]!.values;
    expect(Math.max(...throttled)).toBeGreaterThan(0);
  });

  test("shard metrics are the shard's own", () => {
    const names = ["IncomingRecords", "WriteProvisionedThroughputExceeded", "OutgoingRecords"];
    const { series } = answerMetrics(run, stream, { ...named, periodS: 1, names, shard: 1 });
    expect(series.map(({ name }) => name)).toEqual(names.slice(0, 2));
    const of = (column: "records" | "throttled") =>
      seconds.map(
        (each, second) => each[column][1]! - (second === 0 ? 0 : seconds[second - 1]![column][1]!),
      );
    expect([...series[0]!.values].slice(2)).toEqual(of("records").slice(2));
    expect([...series[1]!.values].slice(2)).toEqual(of("throttled").slice(2));
  });

  test("nothing is told of what is still to come, and a part of the past is that part", () => {
    seek(run, 50 * SECOND + 1);
    const part = { ...named, periodS: 1 as const, fromUs: 10 * SECOND, names: ["IncomingRecords"] };
    const { atUs, series } = answerMetrics(run, stream, part);
    expect(atUs).toHaveLength(40);
    expect(atUs[0]).toBe(10 * SECOND);
    expect([...series[0]!.values]).toEqual(
      seconds.slice(10, 50).map((_, at) => added(10 + at, M.IncomingRecords)),
    );
    seek(run, UNTIL_S * SECOND);
  });
});

test("the ghost is the run that an edit in the past replaced, from there on", () => {
  const run = runOf(plan, 60);
  expect(answerGhost(run, streamOf(run))).toBeUndefined();
  const before = answerMetrics(run, streamOf(run), { ...named, periodS: 1 });
  seek(run, 20 * SECOND);
  command(run, { type: "UpdateActor", id: 1, params: { ratePerS: 10, peakPerS: 10 } });
  advance(run, 40 * SECOND);
  const ghost = answerGhost(run, streamOf(run))!;
  expect([ghost.forkUs, ghost.endUs]).toEqual([20 * SECOND, 60 * SECOND]);
  expect([...ghost.atUs]).toEqual([...Array(40).keys()].map((at) => (21 + at) * SECOND));
  expect(ghost.recordsIn).toEqual(before.series[M.IncomingRecords]!.values.slice(20));
  expect(ghost.throttled).toEqual(
    before.series[M.WriteProvisionedThroughputExceeded]!.values.slice(20),
  );
  const after = answerMetrics(run, streamOf(run), { ...named, periodS: 1 });
  expect(after.series[M.IncomingRecords]!.values.slice(21)).not.toEqual(
    ghost.recordsIn.slice(1, 20),
  );
  expect(Math.min(...ghost.tickUs)).toBeGreaterThanOrEqual(20 * SECOND);
});
