import { expect, test } from "vitest";
import { metricUnit } from "./metricUnit.ts";
import { SHARD_METRICS, STREAM_METRICS } from "./metrics.ts";

test("every metric of the tables has the unit its name ends with", () => {
  for (const [name, { unit }] of Object.entries({ ...STREAM_METRICS, ...SHARD_METRICS })) {
    expect(`${name}: ${metricUnit(name)}`).toBe(`${name}: ${unit}`);
  }
});
