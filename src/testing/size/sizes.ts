import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Budgets of the built page, kB gzip. */
export const BUDGETS_KB = { page: 180, worker: 60 } as const;

/** Chunks that the first screen asks for by itself, as soon as it is drawn. */
const AT_ONCE = ["Lanes"] as const;

/**
 * kB gzip of what the page in `dist` loads before anything is asked of it (its script, the chunks
 * that one imports, and those the first screen asks for) and of the worker.
 */
export const sizesOf = (dist: string): Readonly<Record<keyof typeof BUDGETS_KB, number>> => {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const first = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path = ""]) => path);
  const assets = readdirSync(join(dist, "assets"));
  const asked = AT_ONCE.map((name) => {
    const file = assets.find((each) => each.startsWith(`${name}-`) && each.endsWith(".js"));
    if (file === undefined) throw new Error(`${dist} holds no chunk ${name}.`);
    return `assets/${file}`;
  });
  const workers = assets
    .filter((name) => /\.worker-.*\.js$/.test(name))
    .map((name) => `assets/${name}`);
  return {
    page: kbOf(dist, withImports(dist, [...first, ...asked])),
    worker: kbOf(dist, withImports(dist, workers)),
  };
};

/** Chunks that import a worker's own script: WebKit would run that script twice. */
export const importersOfWorkers = (dist: string): readonly string[] => {
  const scripts = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".js"));
  return scripts.filter((name) =>
    importsOf(dist, `assets/${name}`).some((path) => /\.worker-[^/]*\.js$/.test(path)),
  );
};

/** The scripts and all that they import statically, each once. */
const withImports = (dist: string, paths: readonly string[]): readonly string[] => {
  const seen = new Set(paths);
  // A set yields what is added to it on the way.
  for (const path of seen) for (const each of importsOf(dist, path)) seen.add(each);
  return [...seen];
};

const importsOf = (dist: string, path: string): readonly string[] => {
  const source = readFileSync(join(dist, path), "utf8");
  return [...source.matchAll(STATIC_IMPORT)].map(([, file = ""]) => `assets/${file}`);
};

const STATIC_IMPORT = /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g;

const kbOf = (dist: string, paths: readonly string[]): number => {
  if (paths.length === 0) throw new Error(`${dist} holds no such script.`);
  const bytes = paths.map((path) => gzipSync(readFileSync(join(dist, path))).length);
  return bytes.reduce((sum, each) => sum + each, 0) / 1000;
};
