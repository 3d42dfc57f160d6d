import type { MetricUnit } from "./metrics.ts";

/** A metric's unit by the ending of its CloudWatch name. */
export const metricUnit = (name: string): MetricUnit => {
  if (name.endsWith("Bytes")) return "Bytes";
  const isTime = name.endsWith("Milliseconds") || name.endsWith("Latency");
  return isTime || name.endsWith("MillisBehindLatest") ? "Milliseconds" : "Count";
};
