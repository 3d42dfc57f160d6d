import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Budgets of the built page, kB gzip. */
export const BUDGETS_KB = { page: 180, worker: 60 } as const;

/**
 * kB gzip of what the page in `dist` loads before anything is asked of it (its script and the chunks
 * that one imports) and of the worker.
 */
export const sizesOf = (dist: string): Readonly<Record<keyof typeof BUDGETS_KB, number>> => {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const first = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path = ""]) => path);
  const workers = readdirSync(join(dist, "assets"))
    .filter((name) => /\.worker-.*\.js$/.test(name))
    .map((name) => `assets/${name}`);
  return { page: kbOf(dist, first), worker: kbOf(dist, workers) };
};

const kbOf = (dist: string, paths: readonly string[]): number => {
  if (paths.length === 0) throw new Error(`${dist} holds no such script.`);
  const bytes = paths.map((path) => gzipSync(readFileSync(join(dist, path))).length);
  return bytes.reduce((sum, each) => sum + each, 0) / 1000;
};
