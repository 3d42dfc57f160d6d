import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { exists, files, isCode, isTest, reachable, textOf } from "./sources.ts";

const inSrc = files.filter((path) => path.startsWith("src/"));
const readmes = files.filter((path) => path.endsWith("README.md"));

const scripts = textOf("package.json");

/** The page, and what the scripts of package.json run. */
const ENTRIES = ["index.html", ...(scripts.match(/\bsrc\/[\w/.-]+\.ts\b/g) ?? [])];

/** Started by name, in a process of their own. */
const CHILDREN = ["src/testing/bench/child.ts"];

test("no file of the product is dead", () => {
  const alive = reachable(ENTRIES);
  const dead = inSrc.filter(
    (path) => (isCode(path) || path.endsWith(".css")) && !isTest(path) && !alive.has(path),
  );
  expect(dead, `not reached from ${ENTRIES.join(", ")}`).toEqual([]);
});

test("no helper of the tests is dead", () => {
  const own = files.filter(
    (path) =>
      /\.(test|spec|shot)\.tsx?$|^src\/testing\/.*\.html$/.test(path) ||
      path.startsWith("src/testing/setup/"),
  );
  const alive = reachable([...own, ...ENTRIES, ...CHILDREN, "e2e/playwright.config.ts"]);
  expect(files.filter((path) => isCode(path) && isTest(path) && !alive.has(path))).toEqual([]);
});

test("every room has a README", () => {
  const rooms = new Set(
    inSrc.flatMap((path) => {
      const room = /^src\/(?:kinds\/[^/]+\/[^/]+|views\/[^/]+|[^/]+)(?=\/)/.exec(path);
      return room ? [room[0]] : [];
    }),
  );
  expect([...rooms].filter((room) => !exists(`${room}/README.md`))).toEqual([]);
});

/** Names in backquotes that can only be paths: with a known ending, a leading src/ or e2e/, or a final slash. */
const pathsNamed = (text: string): string[] =>
  [...text.matchAll(/`([\w@.-]+(?:\/[\w@.-]+)*\/?)`/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => /\.(tsx?|css|md|json|html)$|^(src|e2e|public)\/|^\.{1,2}\/|\/$/.test(name));

const isThere = (name: string, readme: string): boolean =>
  [dirname(readme), "src", "."].some((from) => exists(join(from, name))) ||
  (!name.includes("/") && files.some((path) => path.endsWith(`/${name}`)));

test("a path that a README names exists", () => {
  const gone = readmes.flatMap((readme) =>
    pathsNamed(textOf(readme))
      .filter((name) => !isThere(name, readme))
      .map((name) => `${readme} names ${name}`),
  );
  expect(gone).toEqual([]);
});

test("a script that a README names exists", () => {
  const gone = readmes.flatMap((readme) =>
    [...textOf(readme).matchAll(/npm run (?:-s )?([\w:-]+)/g)]
      .filter((match) => !scripts.includes(`"${match[1]}":`))
      .map((match) => `${readme} names npm run ${match[1]}`),
  );
  expect(gone).toEqual([]);
});

const FOREIGN: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /registry[.]npm|npmmirror[.]|registry[.]yarn/i, what: "a package registry's host" },
  { pattern: /(^|[\s"'`(=])[/](work|root|home|Users)[/]\w/m, what: "a path of one machine" },
  { pattern: /\b(T[O]DO|FIX[M]E|X[X]X)\b|coming[ ]soon/, what: "a promise instead of the thing" },
];

test("no file names a registry's host, a machine's path or work left over", () => {
  const text = files.filter((path) => !/\.(png|ico|woff2?|svg)$/.test(path));
  const broken = text.flatMap((path) => {
    const content = textOf(path);
    return FOREIGN.filter(({ pattern }) => pattern.test(content)).map(
      ({ what, pattern }) => `${path} has ${what}: ${pattern.exec(content)?.[0].trim()}`,
    );
  });
  expect(broken).toEqual([]);
});

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

test("the lock file holds every platform's packages, whole and without a host", () => {
  const { packages } = JSON.parse(textOf("package-lock.json")) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const broken = Object.entries(packages).flatMap(([path, entry]) => {
    const absent = Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !Object.keys(packages).some((each) => each.endsWith(`node_modules/${name}`)),
    );
    const whole = path === "" || (entry.version !== undefined && entry.integrity !== undefined);
    return [
      ...absent.map((name) => `${path} needs ${name}`),
      ...(whole ? [] : [`${path} has no version or integrity`]),
      ...(entry.resolved === undefined ? [] : [`${path} names ${entry.resolved}`]),
    ];
  });
  expect(broken, "make it anew: npm install --package-lock-only in an empty folder").toEqual([]);
});
