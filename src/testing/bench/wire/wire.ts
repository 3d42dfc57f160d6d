/** `npm run bench:wire`: the endpoint side by side with two other local Kinesis, over loopback. */
import { CONCURRENCIES, fill, measureGets, measurePuts, prepare } from "./load.ts";
import { startTarget, TARGETS } from "./targets.ts";

/** One figure: records a second, and what kinesalite did in the same run. */
interface Line {
  readonly bench: string;
  readonly target: string;
  readonly concurrency: number;
  readonly value: number;
  readonly unit: "rec/s";
  readonly reference: number | null;
  readonly ratio: number | null;
}

const REFERENCE = "kinesalite";
const RATIO_LEAST = 10;

const MEASURES = [
  ["put-records", measurePuts],
  ["get-records", measureGets],
] as const;

type Figures = Map<string, number>;

const keyOf = (bench: string, concurrency: number): string => `${bench} ${concurrency}`;

const measureTarget = async (name: string): Promise<Figures> => {
  const target = await startTarget(name);
  const figures: Figures = new Map();
  try {
    await prepare(target.port);
    await fill(target.port);
    for (const [bench, measure] of MEASURES) {
      for (const concurrency of CONCURRENCIES) {
        figures.set(keyOf(bench, concurrency), await measure(target.port, concurrency));
      }
    }
  } finally {
    await target.end();
  }
  return figures;
};

const linesOf = (all: ReadonlyMap<string, Figures>): Line[] =>
  MEASURES.flatMap(([bench]) =>
    CONCURRENCIES.flatMap((concurrency) => {
      const key = keyOf(bench, concurrency);
      const reference = all.get(REFERENCE)?.get(key) ?? null;
      return [...all].map(([target, figures]): Line => {
        const value = figures.get(key) ?? 0;
        const ratio = reference === null || target === REFERENCE ? null : value / reference;
        return { bench, target, concurrency, value, unit: "rec/s", reference, ratio };
      });
    }),
  );

const row = (cells: readonly string[]): string => {
  const [bench = "", target = "", concurrency = "", value = "", ratio = "", bar = ""] = cells;
  const text = bench.padEnd(14) + target.padEnd(16) + concurrency.padStart(4);
  return `${text}${value.padStart(14)}${ratio.padStart(10)}  ${bar}`.trimEnd();
};

const print = ({ bench, target, concurrency, value, ratio }: Line): string => {
  const barred = ratio !== null && target === "endpoint";
  const verdict = barred && ratio >= RATIO_LEAST ? "met" : "MISSED";
  return row([
    bench,
    target,
    `${concurrency}`,
    `${Math.round(value / 1_000)}k rec/s`,
    ratio === null ? "" : `${ratio.toFixed(1)} ×`,
    barred ? `≥ ${RATIO_LEAST} × ${REFERENCE}: ${verdict}` : "",
  ]);
};

const args = process.argv.slice(2);
const json = args.includes("--json");
const named = args.filter((arg) => arg !== "--json");
const unknown = named.find((name) => !TARGETS.includes(name));
if (unknown !== undefined) {
  throw new Error(`'${unknown}' is no target; there are ${TARGETS.join(", ")}.`);
}

const all = new Map<string, Figures>();
for (const name of TARGETS) {
  if (named.length === 0 || named.includes(name)) all.set(name, await measureTarget(name));
}
if (!json) console.log(row(["bench", "target", "conc", "records", "ratio", "bar"]));
for (const line of linesOf(all)) console.log(json ? JSON.stringify(line) : print(line));
