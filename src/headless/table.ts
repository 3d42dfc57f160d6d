/** A report as lines of text: streams with their shards, producers, consumers, metrics. */
import type { Report, ReportShard } from "../protocol/frame.ts";
import { printSeconds } from "../scenario/text.ts";

type Cell = string | number;

/** Columns that hold a number to the right, others to the left, as wide as their widest cell. */
export const alignRows = (rows: readonly (readonly Cell[])[]): string[] => {
  const widths: number[] = [];
  const numeric = new Set<number>();
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      widths[at] = Math.max(widths[at] ?? 0, String(cell).length);
      if (typeof cell === "number") numeric.add(at);
    }
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        return numeric.has(at) ? String(cell).padStart(width) : String(cell).padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
};

/** More shards than this are told as totals. */
const SHARD_ROWS = 64;
const SPACE = 2 ** 128;

const percent = (shard: ReportShard): string => {
  const { StartingHashKey, EndingHashKey } = shard.hashKeyRange;
  const width = Number(BigInt(EndingHashKey) - BigInt(StartingHashKey) + 1n);
  return `${((width / SPACE) * 100).toFixed(2)} %`;
};

const short = (shardId: string | null): string =>
  shardId === null ? "" : shardId.replace(/^shardId-0*(?=\d)/, "");

const shardRow = (shard: ReportShard): Cell[] => [
  shard.shardId,
  shard.state,
  percent(shard),
  [shard.parentShardId, shard.adjacentParentShardId].map(short).filter(Boolean).join("+"),
  shard.records,
  shard.bytes,
  shard.throttled,
];

const sum = (shards: readonly ReportShard[], key: "records" | "bytes" | "throttled"): number =>
  shards.reduce((total, shard) => total + shard[key], 0);

const streamLines = ({ name, shards }: Report["streams"][number]): string[] => {
  const states = (["OPEN", "CLOSED", "EXPIRED"] as const)
    .map((state) => [state, shards.filter((shard) => shard.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const title = `Stream ${name}: ${states.join(", ") || "no shards"}`;
  const head = ["shard", "state", "range", "parents", "records", "bytes", "throttled"];
  const total = [
    "all",
    "",
    "",
    "",
    sum(shards, "records"),
    sum(shards, "bytes"),
    sum(shards, "throttled"),
  ];
  const rows = shards.length > SHARD_ROWS ? [] : shards.map(shardRow);
  return [title, ...alignRows([head, ...rows, total])];
};

const producerLines = ({ producers }: Report): string[] => {
  const head = "producer,kind,attempted,accepted,throttled,retried,duplicated,reordered,abandoned";
  const rows = producers.map((each): Cell[] => [
    each.name,
    each.kind,
    each.attempted,
    each.accepted,
    each.throttled,
    each.retried,
    each.duplicated,
    each.reordered,
    each.abandoned,
  ]);
  return rows.length === 0 ? [] : ["", ...alignRows([head.split(","), ...rows])];
};

const consumerLines = ({ consumers }: Report): string[] => {
  const head = "consumer,kind,delivered,applied,re-reads,copies,late,unverified,ms behind";
  const rows = consumers.map((each): Cell[] => [
    each.name,
    each.kind,
    each.delivered,
    each.applied,
    each.reReads,
    each.producerCopies,
    each.late,
    each.unverified,
    each.millisBehindLatest,
  ]);
  return rows.length === 0 ? [] : ["", ...alignRows([head.split(","), ...rows])];
};

export const tableOf = (report: Report): string => {
  const name = report.scenario === "" ? "own log" : report.scenario;
  const title = `${name} at ${printSeconds(report.atUs)} s, state ${report.stateHash}`;
  const metrics = Object.entries(report.metrics).flatMap(([stream, values]) => {
    const rows = Object.entries(values).map(([metric, value]): Cell[] => [metric, value]);
    return rows.length === 0 ? [] : ["", `Metrics of ${stream}, sums`, ...alignRows(rows)];
  });
  return [
    title,
    ...report.streams.flatMap((stream) => ["", ...streamLines(stream)]),
    ...producerLines(report),
    ...consumerLines(report),
    ...metrics,
  ].join("\n");
};
