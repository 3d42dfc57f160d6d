import { describe, expect, it } from "vitest";
import { LIMITS, type Limit } from "./limits.ts";

const table: [string, Limit][] = Object.entries(LIMITS);

describe("LIMITS", () => {
  it.each(table)("%s says where it comes from and when it was read", (_name, limit) => {
    expect(limit.value).toBeGreaterThan(0);
    expect(limit.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(limit.source.length).toBeGreaterThan(10);
    if (limit.assumption) expect(limit.source).toContain("Assumption");
    else expect(limit.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.*\.html$/);
    if (limit.exam !== undefined) expect(limit.exam).not.toBe(limit.value);
  });

  it("agrees with itself", () => {
    expect(LIMITS.getRecordsBlockSecondsAfterMax.value).toBe(
      LIMITS.getRecordsResultBytesMax.value / LIMITS.readBytesPerSecondPerShard.value,
    );
    expect(LIMITS.recordBytesMaxDefault.value).toBe(LIMITS.maxRecordSizeInKiBMin.value * 1024);
    expect(LIMITS.recordBytesMaxRaised.value).toBe(LIMITS.maxRecordSizeInKiBMax.value * 1024);
  });
});
