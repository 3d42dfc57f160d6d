import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { Line } from "./line.ts";
import { printTable, tableHead } from "./table.ts";
import { TASKS } from "./tasks.ts";

const USAGE = "npm run bench -- [--json] [engine throttled single memory scrub pull …]";
const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/bench/", import.meta.url));

/** One file that Node runs as it is: a loader would slow the loop that is measured. */
const bundle = async (): Promise<string> => {
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: fileURLToPath(new URL("./child.ts", import.meta.url)),
      outDir: join(CACHE, "node"),
      emptyOutDir: true,
      target: "node20",
      minify: false,
    },
  });
  return join(CACHE, "node/child.js");
};

const measure = (script: string, task: string, subject: string): Promise<Line[]> =>
  new Promise((resolve, reject) => {
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

const args = process.argv.slice(2);
const json = args.includes("--json");
const names = args.filter((arg) => arg !== "--json");
const unknown = names.find((name) => !Object.hasOwn(TASKS, name));
if (unknown !== undefined) throw new Error(`'${unknown}' is no bench. ${USAGE}`);

const script = await bundle();
if (!json) process.stdout.write(tableHead());
for (const [name, { subjects }] of Object.entries(TASKS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const subject of subjects) {
    for (const line of await measure(script, name, subject)) {
      process.stdout.write(json ? `${JSON.stringify(line)}\n` : printTable(line));
    }
  }
}
