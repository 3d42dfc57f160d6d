import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadLaterTexts } from "../../i18n/i18n.ts";
import { type Text, textOf } from "../../i18n/useText.ts";
import { peakText } from "./Chart.tsx";
import { drawChart, ghostPoints, peakOf, periodAt, wholePeriods } from "./geometry.ts";
import { SHARD_CHARTS, spanFor, STREAM_CHARTS } from "./plan.ts";

const t: Text<"metrics"> = (key, values) => textOf("metrics", key, values);
const extent = { fromUs: 0, toUs: 60_000_000, width: 300, height: 72 };
const seconds = (values: readonly number[]) => ({
  atUs: values.map((_, at) => at * 1_000_000),
  values,
  periodUs: 1_000_000,
});

beforeAll(loadLaterTexts);

describe("drawChart", () => {
  it("keeps every value and the limit inside the plot", () => {
    const series = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(series, fc.option(fc.integer({ min: 1, max: 1e6 })), (values, limit) => {
        const drawn = drawChart(seconds(values), extent, "Bytes", limit ?? undefined);
        for (const value of values) {
          expect(drawn.y(value)).toBeGreaterThanOrEqual(0);
          expect(drawn.y(value)).toBeLessThanOrEqual(extent.height);
        }
        if (limit !== null) expect(drawn.limitY).toBeGreaterThanOrEqual(0);
        expect(drawn.path).not.toMatch(/NaN|Infinity/);
      }),
    );
  });

  it("runs from past to now and leaves a gap where nothing was measured", () => {
    const drawn = drawChart(seconds([1, Number.NaN, 3]), extent, "Count");
    expect(drawn.x(0)).toBe(0);
    expect(drawn.x(60_000_000)).toBe(300);
    expect(drawn.path.match(/M/g)).toHaveLength(2);
  });
});

describe("the axis", () => {
  it("counts bytes in whole KiB or MiB and counts in whole numbers", () => {
    const bytes = drawChart(seconds([3_500_000]), extent, "Bytes", 4 * 1_048_576);
    expect(bytes.ticks.map((tick) => tick.value / 1_048_576)).toEqual([0, 2, 4]);
    const counts = drawChart(seconds([0, 1]), extent, "Count");
    expect(counts.ticks.map((tick) => tick.value)).toEqual([0, 1]);
  });
});

describe("the lens", () => {
  it("shows that a minute's sum hides the burst that a second shows", () => {
    const plan = STREAM_CHARTS[0];
    if (!plan) throw new Error("no chart");
    const burst = Array.from({ length: 60 }, (_, at) => (at < 3 ? 1_310 : 100));
    const sum = burst.reduce((total, value) => total + value, 0);
    const second = peakText(
      { plan, points: seconds(burst), periodS: 1, limit: 1_000, toUs: 60_000_000 },
      t,
    );
    expect(second).toBe("Fullest second: 1,310, 131% of the limit of 1,000.");
    const minute = { atUs: [0], values: [sum], periodUs: 60_000_000 };
    const told = { plan, points: minute, periodS: 60, limit: 60_000, toUs: 60_000_000 } as const;
    expect(peakText(told, t)).toBe(
      "Fullest minute: 9,630, 16.1% of the limit of 60,000, 161/s on average.",
    );
    expect(peakText({ ...told, toUs: 59_000_000 }, t)).toBe(
      "The first minute is not over: 9,630 so far.",
    );
  });

  it("adds the old run's seconds up into the same periods, or takes their greatest", () => {
    const values = Array.from({ length: 120 }, (_, at) => at + 1);
    const old = { atUs: values.map((_, at) => (at + 1) * 1_000_000), values };
    const sums = ghostPoints(old, 60, 0, false);
    expect(Array.from(sums.values)).toEqual([1_830, 5_430]);
    expect(Array.from(ghostPoints(old, 60, 0, true).values)).toEqual([60, 120]);
    expect(Array.from(ghostPoints(old, 1, 118_000_000, false).values)).toEqual([119, 120]);
  });
});

describe("reading a chart", () => {
  it("finds a moment's period, the peak, and what is not over yet", () => {
    const points = seconds([5, 9, 2]);
    expect(periodAt(points.atUs, 1_900_000)).toBe(1);
    expect(periodAt(points.atUs, 9e9)).toBe(2);
    expect(periodAt([], 1)).toBe(-1);
    expect(peakOf(points, 3)).toBe(9);
    expect(peakOf(points, 1)).toBe(5);
    expect(peakOf(seconds([Number.NaN]), 1)).toBeUndefined();
    expect(wholePeriods(points, 3_000_000)).toBe(3);
    expect(wholePeriods(points, 2_999_999)).toBe(2);
  });

  it("takes the shortest span that holds the run, and knows every metric's unit", () => {
    expect(spanFor(42_000_000)).toBe(60);
    expect(spanFor(61_000_000)).toBe(300);
    expect(spanFor(1e15)).toBe(86_400);
    const names = [...STREAM_CHARTS, ...SHARD_CHARTS].map((plan) => `${plan.name} ${plan.unit}`);
    expect(names).toContain("GetRecords.IteratorAgeMilliseconds Milliseconds");
    expect(names).toContain("OutgoingBytes Bytes");
  });
});
