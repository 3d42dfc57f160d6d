import { BUDGETS_KB } from "../size/sizes.ts";
import type { Line } from "./line.ts";

/** What a figure must reach; figures without one are only printed. */
interface Bar {
  readonly says: string;
  readonly met: (line: Line) => boolean;
}

const atMost = (limit: number, unit: string): Bar => ({
  says: `< ${limit} ${unit}`,
  met: ({ value }) => value < limit,
});

const full: Bar = {
  says: "≥ 3 M/s and ≥ 0.5 of the loop",
  met: ({ value, ratio }) => value >= 3_000_000 && ratio !== null && ratio >= 0.5,
};

const thousandfold: Bar = { says: "≥ 990 ×", met: ({ value }) => value >= 990 };

const barOf = ({ bench, shards }: Line): Bar | undefined => {
  if (bench === "engine" && shards === 1_000) return full;
  if (bench.startsWith("memory-growth")) return atMost(10, "MB");
  if (bench.startsWith("memory")) return atMost(300, "MB");
  if (bench.startsWith("scrub")) return atMost(100, "ms");
  if (bench === "pull") return atMost(6, "ms");
  if (bench === "page-script") return atMost(8, "ms");
  if (bench === "speed-thousand-doubled") return thousandfold;
  if (bench === "first-picture") return atMost(1_000, "ms");
  if (bench === "size-page") return atMost(BUDGETS_KB.page, "kB");
  if (bench === "size-worker") return atMost(BUDGETS_KB.worker, "kB");
  return undefined;
};

const SCALES = [
  [1_000_000, " M"],
  [1_000, " k"],
] as const;

const print = (value: number, unit: string): string => {
  const scale = unit === "rec/s" ? SCALES.find(([least]) => value >= least) : undefined;
  const shown = scale ? value / scale[0] : value;
  const text = shown >= 100 ? shown.toFixed(0) : shown.toFixed(2);
  return `${text}${scale ? scale[1].trimEnd() : ""} ${unit}`;
};

const row = (cells: readonly string[]): string => {
  const [bench = "", shards = "", value = "", reference = "", ratio = "", bar = ""] = cells;
  return `${bench.padEnd(34)}${shards.padStart(7)}${value.padStart(16)}${reference.padStart(16)}${ratio.padStart(7)}  ${bar}`;
};

export const tableHead = (): string =>
  `${row(["bench", "shards", "median", "reference", "ratio", "bar"]).trimEnd()}\n`;

export const printTable = (line: Line): string => {
  const { bench, shards, value, unit, reference, ratio } = line;
  const bar = barOf(line);
  const verdict = bar ? `${bar.says}: ${bar.met(line) ? "met" : "MISSED"}` : "";
  const cells = [
    bench,
    shards === null ? "" : String(shards),
    print(value, unit),
    reference === null ? "" : print(reference, unit),
    ratio === null ? "" : ratio.toFixed(2),
    verdict,
  ];
  return `${row(cells).trimEnd()}\n`;
};
