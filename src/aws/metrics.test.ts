import { describe, expect, it } from "vitest";
import { SHARD_METRICS, STREAM_METRICS, type Metric } from "./metrics.ts";

const all: [string, Metric][] = [
  ...Object.entries(STREAM_METRICS),
  ...Object.entries(SHARD_METRICS),
];

describe("metrics", () => {
  it.each(all)("%s has the unit its name asks for", (name, metric) => {
    const bytes = name.endsWith("Bytes");
    const time = /Latency|Millis/.test(name);
    expect(metric.unit).toBe(bytes ? "Bytes" : time ? "Milliseconds" : "Count");
    expect(metric.meaning).toMatch(/\.$/);
  });

  it("counts the seven metrics of a shard", () => {
    expect(Object.keys(SHARD_METRICS).length).toBe(7);
  });
});
