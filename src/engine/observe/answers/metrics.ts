import { own } from "../../../base/own.ts";
import { metricUnit } from "../../../aws/metricUnit.ts";
import type { MetricsAnswer } from "../../../protocol/frame.ts";
import type { MetricsQuery } from "../../../protocol/viewport.ts";
import { addedIn } from "../../cloudwatch/history.ts";
import { M, METRICS, type MetricName } from "../../cloudwatch/metricIndex.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";
import { secondOf, shardSecondsKept, type Sampled } from "./parts/past.ts";

const POINTS_MOST = 4_096;

/** Shard-level metrics by the column they are sampled in. */
const OF_SHARD: Readonly<Record<string, Sampled>> = {
  IncomingRecords: "records",
  IncomingBytes: "bytes",
  WriteProvisionedThroughputExceeded: "throttled",
  OutgoingBytes: "readBytes",
  ReadProvisionedThroughputExceeded: "readThrottled",
};

interface Source {
  readonly name: string;
  readonly unit: string;
  /** What second `second` (from 0 on) added, or its maximum. */
  readonly second: (second: number) => number;
  /** Points take the maximum of their seconds, not the sum. */
  readonly maximum: boolean;
}

/**
 * Metrics of the stream's name by period up to the present: sums, for iterator ages maxima; `atUs` is where a period
 * begins, and the last one may be under way. At most 4,096 points, the latest ones. A metric that
 * is not measured has no series.
 */
export const answerMetrics = (
  run: Run,
  stream: Stream | undefined,
  query: MetricsQuery,
): MetricsAnswer => {
  const { periodS } = query;
  const kept = secondsKept(run, stream, query);
  const first = Math.max(kept.from, Math.floor(query.fromUs / 1_000_000));
  const end = Math.min(kept.to, Math.ceil(query.toUs / 1_000_000));
  const endPeriod = Math.ceil(end / periodS);
  const firstPeriod = Math.max(Math.floor(first / periodS), endPeriod - POINTS_MOST);
  const count = Math.max(0, endPeriod - firstPeriod);
  const sources = query.names.flatMap((name) => sourceOf(run, stream, query, name) ?? []);
  const consumers = (stream && run.models.operations?.fanOut.consumers(run, stream.name)) ?? [];
  return {
    periodS,
    atUs: Float64Array.from({ length: count }, (_, at) => (firstPeriod + at) * periodS * 1_000_000),
    series: sources.map((source) => ({
      name: source.name,
      unit: source.unit,
      values: Float64Array.from({ length: count }, (_, at) => {
        const from = (firstPeriod + at) * periodS;
        return over(source, Math.max(from, kept.from), Math.min(from + periodS, kept.to));
      }),
    })),
    ...(consumers.length > 0 ? { consumers } : {}),
  };
};

/** Seconds [from, to) that are past and not forgotten; of a stream those since its name first was. */
const secondsKept = (
  run: Run,
  stream: Stream | undefined,
  { shard }: MetricsQuery,
): { readonly from: number; readonly to: number } => {
  if (!stream) return { from: 0, to: 0 };
  if (shard >= 0) return shardSecondsKept(run, stream);
  const to = run.world.chronicle.seconds;
  return { from: Math.min(to, own(run.chronicle.streams, stream.name)?.first ?? to), to };
};

const over = (source: Source, from: number, to: number): number => {
  let value = 0;
  for (let second = from; second < to; second++) {
    const each = source.second(second);
    value = source.maximum ? Math.max(value, each) : value + each;
  }
  return value;
};

const isStreamMetric = (name: string): name is MetricName =>
  (METRICS as readonly string[]).includes(name);

const sourceOf = (
  run: Run,
  stream: Stream | undefined,
  { shard, consumer }: MetricsQuery,
  name: string,
): Source | undefined => {
  if (consumer !== undefined) {
    const source = run.models.operations?.fanOut.source(run, stream?.name ?? "", consumer, name);
    return source && { name, unit: metricUnit(name), ...source };
  }
  if (shard < 0) {
    if (!isStreamMetric(name)) return undefined;
    const maximum = name === "GetRecords.IteratorAgeMilliseconds";
    const unit = metricUnit(name);
    const history = own(run.chronicle.streams, stream?.name ?? "");
    return { name, unit, maximum, second: (second) => addedIn(history, second, M[name]) };
  }
  const column = OF_SHARD[name];
  if (!stream || column === undefined) return undefined;
  const unit = metricUnit(name);
  const second = (at: number): number => secondOf(run, stream, at, column, shard);
  return { name, unit, maximum: false, second };
};
