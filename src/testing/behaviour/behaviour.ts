/** `npm run behaviour -- --target endpoint|kinesis-local|recorded|all` */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../bench/places.ts";
import { GROUPS } from "./cases/index.ts";
import { countsOf, reportOf, tableOf } from "./report.ts";
import { runCase, type Result } from "./run.ts";
import { STARTS } from "./targets.ts";

type Name = keyof typeof STARTS;

const NAMES = Object.keys(STARTS) as Name[];
const FILE = join(ROOT, "src/testing/behaviour/DISAGREEMENTS.md");
const ONE_CASE_MS = 90_000;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const cases = GROUPS.flatMap((group) => group.cases);

const inTime = (result: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result>((resolve) => {
    const observed = `no answer within ${ONE_CASE_MS / 1_000} s`;
    timer = setTimeout(() => resolve({ type: "differs", observed }), ONE_CASE_MS);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
};

const runTarget = async (name: Name): Promise<Map<string, Result>> => {
  const target = await STARTS[name]();
  const results = new Map<string, Result>();
  try {
    for (const [at, each] of cases.entries()) {
      const result = await inTime(runCase(target, each, at));
      results.set(each.name, result);
      if (result.type === "differs") {
        print(`≠ ${name}: ${each.name}\n  recorded ${JSON.stringify(each.expected)}`);
        print(`  answered ${JSON.stringify(result.observed)?.slice(0, 1_000)}`);
      }
    }
  } finally {
    await target.end();
  }
  print(`${name}: ${countsOf(results)}`);
  return results;
};

const printRecorded = (): void => {
  for (const { title, cases: of } of GROUPS) {
    for (const { name, source, expected } of of) {
      print(`${title}: ${name} [${source.join(", ")}]\n  ${JSON.stringify(expected)}`);
    }
  }
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { target: { type: "string", default: "all" } } });
  const asked = values.target;
  if (asked === "recorded") return printRecorded();
  const names = NAMES.filter((each) => asked === "all" || each === asked);
  if (names.length === 0) {
    process.stderr.write(`--target is one of ${[...NAMES, "recorded", "all"].join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  const results = new Map<string, ReadonlyMap<string, Result>>();
  for (const name of names) results.set(name, await runTarget(name));
  print(tableOf(GROUPS, results));
  if (asked === "all") {
    writeFileSync(FILE, reportOf(GROUPS, results));
    spawnSync(join(ROOT, "node_modules/.bin/oxfmt"), [FILE]);
  }
  const own = results.get("endpoint");
  if (own && [...own.values()].some((each) => each.type !== "same")) process.exitCode = 1;
};

await main();
