import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUDGETS_KB, importersOfWorkers, sizesOf } from "./sizes.ts";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));

if (!existsSync(join(DIST, "assets"))) throw new Error("Nothing is built: npm run build first.");
const sizes = sizesOf(DIST);

for (const [name, title] of [
  ["page", "first page JavaScript"],
  ["worker", "worker"],
] as const) {
  const kb = sizes[name];
  const limitKb = BUDGETS_KB[name];
  console.log(
    `${title}: ${kb.toFixed(1)} kB gzip of ${limitKb} kB, ${kb > limitKb ? "too large" : "fits"}`,
  );
  if (kb > limitKb) process.exitCode = 1;
}

for (const name of importersOfWorkers(DIST)) {
  console.log(
    `${name} imports a worker's script, which WebKit then runs twice: see src/worker/README.md.`,
  );
  process.exitCode = 1;
}
