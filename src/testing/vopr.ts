import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { mix } from "../base/prng.ts";
import { tryCase, type Broken } from "./voprCase.ts";

/**
 * The first seed: SHARDSCOPE_SEED, or in CI the commit's hash (a new place to look with every
 * commit, the same for whoever runs that commit), else 1.
 */
export const firstSeed = (env: Readonly<Record<string, string | undefined>>): number => {
  const given = env["SHARDSCOPE_SEED"];
  if (given !== undefined) return seedOf(given);
  return env["CI"] === "true" ? seedOf(`0x${commitHash().slice(0, 8)}`) : 1;
};

const seedOf = (text: string): number => {
  const seed = Number(text);
  if (!Number.isInteger(seed)) throw new Error(`'${text}' is no seed: give a whole number.`);
  return seed >>> 0;
};

const commitHash = (): string => {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "00000001";
  }
};

export const replayLine = (seed: number): string => `npm run vopr -- --seed ${seed}`;

export interface Told {
  readonly cases: number;
  readonly broken: readonly Broken[];
}

/** Cases one after another until the time is over or one breaks a law. */
export const runCases = (first: number, forMs: number, most = Infinity): Told => {
  const until = performance.now() + forMs;
  let cases = 0;
  while (cases < most && (cases === 0 || performance.now() < until)) {
    const broken = tryCase(cases === 0 ? first : mix(first + cases) >>> 0);
    cases += 1;
    if (broken) return { cases, broken: [broken] };
  }
  return { cases, broken: [] };
};

export const describeBroken = (broken: Broken): string =>
  `seed ${broken.seed} at ${broken.atUs / 1_000_000} s, ${broken.message}\nAgain: ${replayLine(broken.seed)}`;

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

const main = (): void => {
  const seed = argument("seed");
  const forMs = Number(argument("seconds") ?? 60) * 1000;
  const first = seed === undefined ? firstSeed(process.env) : seedOf(seed);
  const told = runCases(first, forMs, seed === undefined ? Infinity : 1);
  for (const broken of told.broken) console.error(describeBroken(broken));
  console.log(`${told.cases} random logs from seed ${first}, ${told.broken.length} broke a law`);
  process.exitCode = told.broken.length > 0 ? 1 : 0;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();
