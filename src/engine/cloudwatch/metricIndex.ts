/** Stream-level metrics the engine totals, under CloudWatch's names, in column order. */
export const METRICS = [
  "IncomingRecords",
  "IncomingBytes",
  "PutRecord.Success",
  "PutRecord.Bytes",
  "PutRecords.Success",
  "PutRecords.Bytes",
  "PutRecords.TotalRecords",
  "PutRecords.SuccessfulRecords",
  "PutRecords.FailedRecords",
  "PutRecords.ThrottledRecords",
  "WriteProvisionedThroughputExceeded",
  "GetRecords.Success",
  "GetRecords.Records",
  "GetRecords.Bytes",
  "ReadProvisionedThroughputExceeded",
  "GetRecords.IteratorAgeMilliseconds",
] as const;

export type MetricName = (typeof METRICS)[number];
export const METRIC_COUNT = METRICS.length;

/** Column of a metric by name. */
export const M = Object.fromEntries(METRICS.map((name, at) => [name, at])) as Readonly<
  Record<MetricName, number>
>;
