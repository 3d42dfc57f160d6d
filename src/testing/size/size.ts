import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));

const gzipOf = (path: string): number => gzipSync(readFileSync(join(DIST, path))).length;

if (!existsSync(join(DIST, "assets"))) throw new Error("Nothing is built: npm run build first.");
const page = readFileSync(join(DIST, "index.html"), "utf8");

/** What the page loads before anything is asked of it: its script and the chunks that one imports. */
const first = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path = ""]) => path);
const workers = readdirSync(join(DIST, "assets"))
  .filter((name) => /\.worker-.*\.js$/.test(name))
  .map((name) => `assets/${name}`);

const BUDGETS = [
  { name: "first page JavaScript", paths: first, limitKb: 180 },
  { name: "worker", paths: workers, limitKb: 60 },
] as const;

for (const { name, paths, limitKb } of BUDGETS) {
  const kb = paths.map(gzipOf).reduce((sum, each) => sum + each, 0) / 1000;
  const verdict = paths.length === 0 ? "not built" : kb > limitKb ? "too large" : "fits";
  console.log(`${name}: ${kb.toFixed(1)} kB gzip of ${limitKb} kB, ${verdict}`);
  if (verdict !== "fits") process.exitCode = 1;
}
