import { fork } from "node:child_process";
import { join } from "node:path";
import { build } from "vite";
import { sizesOf } from "../size/sizes.ts";
import { figure, type Line } from "./line.ts";
import { firstPicture, inWorker, pageScript, reachedSpeed } from "./page.ts";
import { BUILT, HERE, ROOT } from "./places.ts";
import { printTable, tableHead } from "./table.ts";
import { TASKS } from "./tasks.ts";

/** Measures of one name, one after the other. */
type Bench = () => AsyncGenerator<readonly Line[]>;

const quiet = { configFile: false, logLevel: "error" } as const;

/** One file that Node runs as it is: a loader would slow the loop that is measured. */
const buildNode = (): Promise<unknown> =>
  build({
    ...quiet,
    build: { ssr: join(HERE, "child.ts"), outDir: BUILT.node, emptyOutDir: true, minify: false },
  });

const buildWeb = (): Promise<unknown> =>
  build({
    ...quiet,
    root: join(HERE, "web"),
    base: "./",
    worker: { format: "es" },
    build: { outDir: BUILT.web, emptyOutDir: true, target: "es2022" },
  });

/** The product as it is shipped, beside its own `dist`. */
const buildPage = (): Promise<unknown> =>
  build({ root: ROOT, logLevel: "error", build: { outDir: BUILT.page, emptyOutDir: true } });

/** Builds when first needed, and once. */
const once = (make: () => Promise<unknown>): (() => Promise<unknown>) => {
  let made: Promise<unknown> | undefined;
  return () => (made ??= make());
};
const needs = { node: once(buildNode), web: once(buildWeb), page: once(buildPage) };

const forked = (task: string, subject: string): Promise<Line[]> =>
  new Promise((resolve, reject) => {
    const script = join(BUILT.node, "child.js");
    const child = fork(script, [task, subject], { execArgv: ["--expose-gc"] });
    let lines: Line[] = [];
    child.on("message", (sent) => {
      lines = sent as Line[];
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve(lines);
      else reject(new Error(`${task} ${subject} ended with ${code}`));
    });
  });

const inNode = ([name, { subjects }]: (typeof NODE)[number]): readonly [string, Bench] => [
  name,
  async function* () {
    await needs.node();
    for (const subject of subjects) yield await forked(name, subject);
  },
];

const onPage = (...measures: readonly (() => Promise<Line[]>)[]): Bench =>
  async function* () {
    await needs.page();
    for (const measure of measures) yield await measure();
  };

const NODE = Object.entries(TASKS);
const BENCHES: Readonly<Record<string, Bench>> = {
  ...Object.fromEntries(NODE.map(inNode)),
  async *worker() {
    await needs.web();
    yield await inWorker();
  },
  script: onPage(
    () => pageScript(256),
    () => pageScript(10_000),
  ),
  speed: onPage(reachedSpeed),
  picture: onPage(firstPicture),
  async *size() {
    await needs.page();
    const sizes = sizesOf(BUILT.page);
    yield [
      figure("size-page", null, sizes.page, "kB"),
      figure("size-worker", null, sizes.worker, "kB"),
    ];
  },
};

const args = process.argv.slice(2);
const json = args.includes("--json");
const names = args.filter((arg) => arg !== "--json");
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  throw new Error(`'${unknown}' is no bench; there are ${Object.keys(BENCHES).join(", ")}.`);
}

if (!json) process.stdout.write(tableHead());
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for await (const lines of bench()) {
    for (const line of lines) {
      process.stdout.write(json ? `${JSON.stringify(line)}\n` : printTable(line));
    }
  }
}
