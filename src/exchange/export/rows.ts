/** Journal rows and metrics as files. */
import { shardIdOf } from "../../aws/shardId.ts";
import type { JournalRow, MetricsAnswer } from "../../protocol/frame.ts";

/** A journal row with its sentence. */
export interface ToldRow extends JournalRow {
  readonly text: string;
}

/** ISO 8601 with microseconds, of an instant of a run that began at `epochMs`. */
export const isoTime = (epochMs: number, us: number): string => {
  const iso = new Date(epochMs + Math.floor(us / 1_000)).toISOString();
  return iso.replace("Z", `${String(us % 1_000).padStart(3, "0")}Z`);
};

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180: commas, CRLF, quotes doubled. */
export const printCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

const COLUMNS = ["time", "atUs", "type", "times", "text", "values", "targets"] as const;

/** A sentence that a spreadsheet would take for a formula gets an apostrophe before it. */
const sentence = (text: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;

/** Without it Excel takes UTF-8 for the code page of its language. */
const BOM = "\uFEFF";

/** The journal as CSV for spreadsheets; `values` and `targets` are JSON. */
export const printJournalCsv = (rows: readonly ToldRow[], epochMs: number): string =>
  BOM +
  printCsv([
    COLUMNS,
    ...rows.map(({ atUs, type, times, text, values, targets }) => [
      isoTime(epochMs, atUs),
      atUs,
      type,
      times,
      sentence(text),
      JSON.stringify(values),
      JSON.stringify(targets),
    ]),
  ]);

/** Whatever else than LF some reader ends a line at. */
const escapeBreaks = (json: string): string =>
  json.replace(/[\u0085\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });

/** The journal as JSON Lines for programs: one object a line, nothing changed. */
export const printJournalLines = (rows: readonly ToldRow[], epochMs: number): string =>
  rows
    .map(({ atUs, type, times, text, values, targets }) => {
      const time = isoTime(epochMs, atUs);
      const row = { time, atUs, type, times, text, values, targets };
      return `${escapeBreaks(JSON.stringify(row))}\n`;
    })
    .join("");

/** What one metrics query answered; `shard` -1 stands for the stream, or for its `consumer`. */
export interface Measured {
  readonly shard: number;
  readonly consumer?: string;
  readonly answer: MetricsAnswer;
}

const labelOf = ({ shard, consumer }: Measured, name: string, stream: string): string => {
  const of = consumer ?? (shard < 0 ? "" : shardIdOf(shard));
  return [of, name, stream && `(${stream})`].filter((each) => each !== "").join(" ");
};

/** A stream's metrics in the shape of `aws cloudwatch get-metric-data`: newest first, periods that are over alone. */
export const printMetricData = (
  measured: readonly Measured[],
  epochMs: number,
  atUs: number,
  stream: string,
): string => {
  let count = 0;
  const MetricDataResults = measured.flatMap((each) => {
    const { answer } = each;
    const { periodS, atUs: starts } = answer;
    const whole = [...starts.keys()]
      .filter((at) => starts[at]! + periodS * 1e6 <= atUs)
      .toReversed();
    return answer.series.map(({ name, values }) => ({
      Id: `m${count++}`,
      Label: labelOf(each, name, stream),
      Timestamps: whole.map((at) => new Date(epochMs + starts[at]! / 1_000).toISOString()),
      Values: whole.map((at) => values[at]!),
      StatusCode: "Complete",
    }));
  });
  return `${JSON.stringify({ MetricDataResults, Messages: [] }, null, 2)}\n`;
};
