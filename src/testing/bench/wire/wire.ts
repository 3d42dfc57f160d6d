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
}

const REFERENCE = "kinesalite";
const RATIO_LEAST = 10;
const ROUNDS = 3;
/** A target that takes this long for a round has only that one. */
const SLOW_MS = 5_000;

const MEASURES = [
  ["put-records", measurePuts],
  ["get-records", measureGets],
] as const;

type Figures = Map<string, number>;

const keyOf = (bench: string, concurrency: number): string => `${bench} ${concurrency}`;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The targets take turns, so that whatever else the machine does falls on all of them. */
const measureAll = async (targets: readonly Target[]): Promise<Map<string, Figures>> => {
  const all = new Map(targets.map(({ name }): [string, Figures] => [name, new Map()]));
  for (const { port } of targets) {
    await prepare(port);
    await fill(port);
  }
  for (const [bench, measure] of MEASURES) {
    for (const concurrency of CONCURRENCIES) {
      const rates = new Map(targets.map(({ name }): [string, number[]] => [name, []]));
      const slow = new Set<string>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const { name, port } of targets) {
          if (slow.has(name)) continue;
          const fromMs = performance.now();
          rates.get(name)?.push(await measure(port, concurrency));
          if (performance.now() - fromMs > SLOW_MS) slow.add(name);
        }
      }
      for (const [name, each] of rates) {
        all.get(name)?.set(keyOf(bench, concurrency), median(each));
      }
    }
  }
  return all;
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
if (!json) console.log(row(["bench", "target", "conc", "records", "ratio", "bar"]));
for (const line of linesOf(all)) console.log(json ? JSON.stringify(line) : print(line));
