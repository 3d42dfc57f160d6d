import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const NOT_OURS = new Set([
  ".git",
  ".screenshots",
  "dist",
  "node_modules",
  "playwright-report",
  "test-results",
]);

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? walk(path) : [path];
    });

/** Every file of the repository, as a path from its root with forward slashes. */
export const files: readonly string[] = walk(ROOT)
  .map((path) => relative(ROOT, path).split(sep).join("/"))
  .toSorted();

export const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");
export const exists = (path: string): boolean => existsSync(join(ROOT, path));

export const isCode = (path: string): boolean => /\.tsx?$/.test(path);
export const isTest = (path: string): boolean =>
  /\.(test|testing)\.tsx?$/.test(path) || /^(e2e|src\/testing)\//.test(path);

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file meant, or undefined for a package. */
  readonly path: string | undefined;
  /** `url` is a `new URL("./x.ts", import.meta.url)`: a worker or an asset. */
  readonly how: "import" | "url";
}

const pathOf = (from: string, specifier: string): string | undefined => {
  const plain = specifier.replace(/\?.*$/, "");
  if (plain.startsWith("/")) return plain.slice(1);
  return plain.startsWith(".") ? join(dirname(from), plain).split(sep).join("/") : undefined;
};

const specifiersOf = (path: string, text: string): string[] => {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const quoted = ({ start, end }: { start: number; end: number }) => text.slice(start + 1, end - 1);
  return [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map((each) => quoted(each.moduleRequest)),
  ];
};

const readImports = (path: string): readonly Import[] => {
  const text = textOf(path);
  const of = (specifier: string, how: Import["how"]): Import => ({
    specifier,
    path: pathOf(path, specifier),
    how,
  });
  const urls = text.matchAll(/new URL\(\s*"(\.[^"]+)",\s*import\.meta\.url/g);
  return [
    ...specifiersOf(path, text).map((each) => of(each, "import")),
    ...[...urls].map((match) => of(match[1] ?? "", "url")),
  ];
};

const readPage = (path: string): readonly Import[] =>
  [...textOf(path).matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, specifier = ""]) => ({
    specifier,
    path: pathOf(path, specifier),
    how: "import",
  }));

const cache = new Map<string, readonly Import[]>();

/** What a file imports, or the scripts of an HTML page; nothing for what is neither. */
export const importsOf = (path: string): readonly Import[] => {
  const isPage = path.endsWith(".html");
  if (!(isCode(path) || isPage) || !exists(path)) return [];
  const known = cache.get(path) ?? (isPage ? readPage(path) : readImports(path));
  cache.set(path, known);
  return known;
};

/** All files the given ones lead to, themselves included. */
export const reachable = (from: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = [...from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const each of importsOf(path)) if (each.path !== undefined) open.push(each.path);
  }
  return seen;
};
