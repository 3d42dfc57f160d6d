/** `npm run bench:wire`: the endpoint side by side with two other local Kinesis, over loopback. */
import { CONCURRENCIES, fill, measureGets, measurePuts, prepare } from "./load.ts";
import { startTarget, TARGETS, type Target } from "./targets.ts";

/** One figure: records a second, and what kinesalite did in the same run. */
interface Line {
  readonly bench: string;
  readonly target: string;
  readonly concurrency: number;
  readonly value: number;
  readonly unit: "rec/s";
  readonly reference: number | null;
  readonly ratio: number | null;
  /** CPU time of the target's process for a record, µs, and how often kinesalite's holds it. */
  readonly cpuUs: number | null;
  readonly cpuRatio: number | null;
}

const REFERENCE = "kinesalite";
const RATIO_LEAST = 10;
const ROUNDS = 5;
/** A target that takes this long for a round has only that one. */
const SLOW_MS = 5_000;

const MEASURES = [
  ["put-records", measurePuts],
  ["get-records", measureGets],
] as const;

interface Figure {
  readonly perS: number;
  readonly cpuUs: number | undefined;
}
type Figures = Map<string, Figure>;

const keyOf = (bench: string, concurrency: number): string => `${bench} ${concurrency}`;

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[values.length >> 1];

const medianOf = (figures: readonly Figure[]): Figure => ({
  perS: median(figures.map(({ perS }) => perS)) ?? 0,
  cpuUs: median(figures.flatMap(({ cpuUs }) => (cpuUs === undefined ? [] : [cpuUs]))),
});

type Measure = (typeof MEASURES)[number][1];

const figureOf = async (target: Target, measure: Measure, connections: number): Promise<Figure> => {
  const beforeMs = target.cpuMs();
  const { perS, records } = await measure(target.port, connections);
  const afterMs = target.cpuMs();
  const known = beforeMs !== undefined && afterMs !== undefined;
  return { perS, cpuUs: known ? ((afterMs - beforeMs) * 1_000) / records : undefined };
};

/** Rounds before those that count, in which the targets' code gets compiled. */
const WARM_ROUNDS = 2;

const rounds = async (
  targets: readonly Target[],
  measure: Measure,
  connections: number,
): Promise<ReadonlyMap<string, Figure>> => {
  const all = new Map(targets.map(({ name }): [string, Figure[]] => [name, []]));
  const slow = new Set<string>();
  for (let round = -WARM_ROUNDS; round < ROUNDS; round++) {
    for (const target of targets) {
      if (slow.has(target.name)) continue;
      const fromMs = performance.now();
      const figure = await figureOf(target, measure, connections);
      if (performance.now() - fromMs > SLOW_MS) slow.add(target.name);
      if (round >= 0 || slow.has(target.name)) all.get(target.name)?.push(figure);
    }
  }
  return new Map([...all].map(([name, figures]) => [name, medianOf(figures)]));
};

/** The targets take turns, so that whatever else the machine does falls on all of them. */
const measureAll = async (targets: readonly Target[]): Promise<Map<string, Figures>> => {
  const all = new Map(targets.map(({ name }): [string, Figures] => [name, new Map()]));
  for (const { port } of targets) {
    await prepare(port);
    await fill(port);
  }
  for (const [bench, measure] of MEASURES) {
    for (const concurrency of CONCURRENCIES) {
      for (const [name, figure] of await rounds(targets, measure, concurrency)) {
        all.get(name)?.set(keyOf(bench, concurrency), figure);
      }
    }
  }
  return all;
};

const linesOf = (all: ReadonlyMap<string, Figures>): Line[] =>
  MEASURES.flatMap(([bench]) =>
    CONCURRENCIES.flatMap((concurrency) => {
      const key = keyOf(bench, concurrency);
      const reference = all.get(REFERENCE)?.get(key);
      return [...all].map(([target, figures]): Line => {
        const { perS = 0, cpuUs } = figures.get(key) ?? {};
        const compared = target === REFERENCE ? undefined : reference;
        const cpu = cpuUs !== undefined && compared?.cpuUs !== undefined;
        return {
          bench,
          target,
          concurrency,
          value: perS,
          unit: "rec/s",
          reference: reference?.perS ?? null,
          ratio: compared ? perS / compared.perS : null,
          cpuUs: cpuUs ?? null,
          cpuRatio: cpu ? compared.cpuUs / cpuUs : null,
        };
      });
    }),
  );

const WIDTHS = [14, 16, -4, -14, -10, -14, -10] as const;

const row = (cells: readonly string[], bar: string): string => {
  const padded = WIDTHS.map((width, at) => {
    const cell = cells[at] ?? "";
    return width > 0 ? cell.padEnd(width) : cell.padStart(-width);
  });
  return `${padded.join("")}  ${bar}`.trimEnd();
};

const times = (ratio: number | null): string => (ratio === null ? "" : `${ratio.toFixed(1)} ×`);

const print = ({ bench, target, concurrency, value, ratio, cpuUs, cpuRatio }: Line): string => {
  const barred = ratio !== null && target === "endpoint";
  const verdict = barred && ratio >= RATIO_LEAST ? "met" : "MISSED";
  const cells = [
    bench,
    target,
    `${concurrency}`,
    `${Math.round(value / 1_000)}k rec/s`,
    times(ratio),
    cpuUs === null ? "" : `${cpuUs.toFixed(2)} µs/rec`,
    times(cpuRatio),
  ];
  return row(cells, barred ? `≥ ${RATIO_LEAST} × ${REFERENCE}: ${verdict}` : "");
};

const args = process.argv.slice(2);
const json = args.includes("--json");
const named = args.filter((arg) => arg !== "--json");
const unknown = named.find((name) => !TARGETS.includes(name));
if (unknown !== undefined) {
  throw new Error(`'${unknown}' is no target; there are ${TARGETS.join(", ")}.`);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
const targets: Target[] = [];
let all: ReadonlyMap<string, Figures>;
try {
  for (const name of TARGETS) {
    if (named.length === 0 || named.includes(name)) targets.push(await startTarget(name));
  }
  all = await measureAll(targets);
} finally {
  for (const target of targets) await target.end();
}
if (!json) {
  console.log(
    row(["bench", "target", "conc", "records", "ratio", "CPU", "ratio"], "bar of records"),
  );
}
for (const line of linesOf(all)) console.log(json ? JSON.stringify(line) : print(line));
