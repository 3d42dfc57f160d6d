/** What CloudWatch says of each shard's load, from JSON or CSV. */
import { parseShardId } from "../../aws/shardId.ts";
import { attempt, type Note, refuse, type Result } from "../faults.ts";
import { readCsv } from "./csv.ts";
import { type Json, readDocuments } from "./json.ts";

export interface ShardLoad {
  readonly shard: number;
  /** Undefined where the metric was not given. */
  readonly recordsPerS: number | undefined;
  readonly bytesPerS: number | undefined;
}

type Metric = "IncomingRecords" | "IncomingBytes";

/** One-period sums of one metric; `shard` undefined where nothing names it. */
interface Series {
  readonly shard: number | undefined;
  readonly metric: Metric | undefined;
  readonly label: string;
  /** Undefined where nothing tells it. */
  readonly periodMs?: number;
  readonly points: readonly { readonly atMs: number; readonly sum: number }[];
}

type Fields = { readonly [name: string]: Json };
const isFields = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const PERIOD_MS = 60_000;

const shardIn = (text: string): number | undefined => {
  const digits = /shard-?_?id[-_](\d{12})(?!\d)/i.exec(text)?.[1];
  return digits === undefined ? undefined : parseShardId(digits);
};
/** An `Id` begins with a small letter, so `incomingBytes` is the metric too. */
const metricIn = (text: string): Metric | undefined => {
  const found = /incoming(records|bytes)/i.exec(text)?.[1]?.toLowerCase();
  if (found === undefined) return undefined;
  return found === "bytes" ? "IncomingBytes" : "IncomingRecords";
};

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

const momentOf = (value: Json | undefined, where: string): number => {
  const atMs = typeof value === "number" ? value * 1_000 : Date.parse(textOf(value));
  return Number.isFinite(atMs) ? atMs : refuse("field", { where, expected: "time" });
};

const sumOf = (value: Json | undefined, where: string): number =>
  typeof value === "number" && value >= 0 && Number.isFinite(value)
    ? value
    : refuse("field", { where, expected: "count" });

const listOf = (value: Json | undefined, where: string): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : refuse("field", { where, expected: "array" });

const ofMetricData = (result: Json, at: number): Series => {
  const where = `MetricDataResults[${at}]`;
  if (!isFields(result)) return refuse("field", { where, expected: "object" });
  const label = `${textOf(result["Label"])} ${textOf(result["Id"])}`.trim();
  const times = listOf(result["Timestamps"], `${where}.Timestamps`);
  const values = listOf(result["Values"], `${where}.Values`);
  if (times.length !== values.length) refuse("field", { where, expected: "pairs" });
  const points = times.map((time, place) => ({
    atMs: momentOf(time, `${where}.Timestamps[${place}]`),
    sum: sumOf(values[place], `${where}.Values[${place}]`),
  }));
  return { shard: shardIn(label), metric: metricIn(label), label, points };
};

const ofStatistics = (document: Fields, path: string): Series => {
  const label = textOf(document["Label"]);
  const points = listOf(document["Datapoints"], "Datapoints").map((point, at) => {
    const where = `Datapoints[${at}]`;
    if (!isFields(point)) return refuse("field", { where, expected: "object" });
    const atMs = momentOf(point["Timestamp"], `${where}.Timestamp`);
    return { atMs, sum: sumOf(point["Sum"], `${where}.Sum`) };
  });
  const named = `${path} ${label} ${JSON.stringify(document["Dimensions"] ?? "")}`;
  return { shard: shardIn(named), metric: metricIn(named), label: named.trim(), points };
};

/** Outputs stand alone, in arrays, or under names such as a shard's id. */
const ofDocument = (document: Json, path = ""): Series[] => {
  if (Array.isArray(document)) {
    return (document as readonly Json[]).flatMap((each) => ofDocument(each, path));
  }
  if (!isFields(document)) return refuse("unknownDocument", { where: path || "1" });
  const results = document["MetricDataResults"];
  if (results !== undefined) {
    if (textOf(document["NextToken"]) !== "") refuse("nextPage", { pages: 1 });
    return listOf(results, "MetricDataResults").map(ofMetricData);
  }
  if (document["Datapoints"] !== undefined) return [ofStatistics(document, path)];
  const within = Object.entries(document).filter(([, value]) => typeof value === "object");
  if (within.length === 0) return refuse("unknownDocument", { where: path || "1" });
  return within.flatMap(([name, value]) => ofDocument(value, `${path} ${name}`));
};

const numberIn = (text: string, row: number, column: string): number => {
  const value = Number(text.replaceAll(",", ""));
  return Number.isFinite(value) && value >= 0 && text !== ""
    ? value
    : refuse("csvCell", { row, column, value: text.slice(0, 40) });
};

const timeIn = (text: string, row: number, column: string): number => {
  const atMs = Date.parse(text);
  return Number.isFinite(atMs)
    ? atMs
    : refuse("csvCell", { row, column, value: text.slice(0, 40) });
};

/** One row a shard and moment: columns named shard, time, and the metrics or metric and value. */
const ofLong = (header: readonly string[], rows: readonly (readonly string[])[]): Series[] => {
  const find = (pattern: RegExp): number => header.findIndex((name) => pattern.test(name));
  const time = find(/time|date/i);
  const shardAt = find(/^shard/i);
  const metricAt = find(/^metric/i);
  const valueAt = find(/^(sum|value)/i);
  const values = header.flatMap((name, at) => (metricIn(name) ? [at] : []));
  const read = metricAt >= 0 && valueAt >= 0 ? [valueAt] : values;
  if (read.length === 0) refuse("csvHeader", { header: header.join(", ").slice(0, 80) });
  return rows.flatMap((row, at) =>
    read.flatMap((column): Series[] => {
      const text = row[column] ?? "";
      if (text === "") return [];
      const name = header[column] ?? "";
      const atMs = time < 0 ? 0 : timeIn(row[time] ?? "", at + 2, header[time] ?? "");
      const id = row[shardAt] ?? "";
      const metric = metricIn(read === values ? name : (row[metricAt] ?? ""));
      const point = { atMs, sum: numberIn(text, at + 2, name) };
      return [{ shard: shardIn(id), metric, label: id, points: [point] }];
    }),
  );
};

const TIME = /\d[-/]\d|\d:\d\d/;

/** The end of a console's full label: statistic and period in seconds. */
const STATISTIC = / (Sum|Average|Minimum|Maximum|SampleCount|[a-zA-Z]{1,3}\d[\d.]*) (\d+)$/;

/** What the rows above a column of the console say of it. */
const headOf = (
  head: readonly (readonly string[])[],
  column: number,
): Pick<Series, "label" | "periodMs"> => {
  const cells = head.map((row) => (row[column] ?? "").trim());
  const full = cells[head.findIndex(([name = ""]) => /^full label$/i.test(name))] ?? "";
  const [, statistic = "Sum", seconds] = STATISTIC.exec(full) ?? [];
  if (statistic !== "Sum") refuse("statistic", { label: full.slice(0, 120), statistic });
  const label = cells.filter((cell) => cell !== "").join(" ");
  return { label, ...(seconds === undefined ? {} : { periodMs: Number(seconds) * 1_000 }) };
};

/**
 * As the console writes it: a column a metric, times in the first column, and above them the rows
 * Id, StatusCode, Messages, Full label, Label.
 */
const ofWide = (rows: readonly (readonly string[])[]): Series[] => {
  const first = rows.findIndex(([cell = ""]) => TIME.test(cell) && !Number.isNaN(Date.parse(cell)));
  if (first < 1) return refuse("csvHeader", { header: (rows[0] ?? []).join(", ").slice(0, 80) });
  const width = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: width - 1 }, (_, place): Series | undefined => {
    const column = place + 1;
    const told = rows.slice(0, first).map((row) => row[column] ?? "");
    const metric = metricIn(told.join(" "));
    if (metric === undefined) return undefined;
    const head = headOf(rows.slice(0, first), column);
    const points = rows.slice(first).flatMap((row, at) => {
      const text = row[column] ?? "";
      if (text === "") return [];
      const atMs = timeIn(row[0] ?? "", first + at + 1, "1");
      return [{ atMs, sum: numberIn(text, first + at + 1, metric) }];
    });
    return { ...head, shard: shardIn(head.label), metric, points };
  }).filter((series) => series !== undefined);
};

const ofCsv = (text: string): Series[] => {
  const rows = readCsv(text);
  const [header = [], ...rest] = rows;
  return header.some((name) => /^shard(_?id)?$/i.test(name)) ? ofLong(header, rest) : ofWide(rows);
};

type Point = Series["points"][number];

/** Mean of a second from the first point to the end of the last one's period. */
const perSecond = (points: readonly Point[], periodMs: number): number => {
  const times = points.map(({ atMs }) => atMs);
  const spanMs = Math.max(...times) - Math.min(...times) + periodMs;
  return points.reduce((sum, each) => sum + each.sum, 0) / (spanMs / 1_000);
};

const periodOf = (series: readonly Series[], notes: Note[]): number => {
  const told = series.flatMap(({ periodMs }) => (periodMs === undefined ? [] : [periodMs]));
  if (told.length > 0) return Math.max(...told);
  const points = series.flatMap((each) => each.points);
  const times = [...new Set(points.map(({ atMs }) => atMs))].toSorted((a, b) => a - b);
  const gaps = times.slice(1).map((time, at) => time - times[at]!);
  if (gaps.length > 0) return gaps.reduce((least, gap) => Math.min(least, gap));
  notes.push({ id: "period", values: { seconds: PERIOD_MS / 1_000 } });
  return PERIOD_MS;
};

const loadsOf = (series: readonly Series[], notes: Note[]): ShardLoad[] => {
  const wanted = series.filter(({ metric, points }) => metric !== undefined && points.length > 0);
  if (wanted.length === 0) refuse("noMetric");
  if (wanted.every(({ shard }) => shard === undefined)) {
    refuse("noShardName", { label: wanted[0]!.label.slice(0, 60) });
  }
  const periodMs = periodOf(wanted, notes);
  const byShard = new Map<number, { readonly [name in Metric]: Point[] }>();
  for (const { shard, metric, points } of wanted) {
    if (shard === undefined || metric === undefined) continue;
    const found = byShard.get(shard) ?? { IncomingRecords: [], IncomingBytes: [] };
    found[metric].push(...points);
    byShard.set(shard, found);
  }
  notes.push({ id: "meanRate", values: {} });
  const rate = (points: readonly Point[]): number | undefined =>
    points.length === 0 ? undefined : perSecond(points, periodMs);
  return [...byShard]
    .toSorted(([a], [b]) => a - b)
    .map(([shard, { IncomingRecords, IncomingBytes }]) => ({
      shard,
      recordsPerS: rate(IncomingRecords),
      bytesPerS: rate(IncomingBytes),
    }));
};

/**
 * Load of each shard from shard-level metrics (sums a period): the output of `get-metric-data` or
 * `get-metric-statistics`, or CSV.
 */
export const readLoads = (text: string): Result<ShardLoad[]> =>
  attempt((notes) => {
    const trimmed = text.replace(/^\uFEFF/, "").trim();
    if (trimmed === "") refuse("empty");
    const json = trimmed.startsWith("{") || trimmed.startsWith("[");
    return loadsOf(
      json ? readDocuments(trimmed).flatMap((each) => ofDocument(each)) : ofCsv(trimmed),
      notes,
    );
  });
