/** The command line of the headless runner, read into a plan or a sentence that says what is wrong. */
import type { SimUs } from "../protocol/log.ts";

export interface Plan {
  /** A link, a file's path or a stock scenario's name. */
  readonly what: string;
  readonly untilUs?: SimUs;
  readonly seed?: number;
  readonly json: boolean;
}
export type Arguments =
  | { readonly kind: "run"; readonly plan: Plan }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly message: string };

export const USAGE = `Runs a log without a picture and prints what came of it.

  npm run sim -- <link | file | scenario> [--until <time>] [--seed <n>] [--json]

  <link>      a Shardscope link, in quotes, or its part after #
  <file>      a file saved by Shardscope, or a log as JSON
  <scenario>  a stock scenario's name, e.g. hot-shard
  --until     simulated time to run to: 45s, 10m, 2h, 1h30m, 500ms
              (else the link's moment, else the scenario's length)
  --seed      another seed: 0 to 4294967295, or hex as 0x7f3a
  --json      one JSON object instead of a table`;

const UNITS: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

/** Microseconds of `45s`, `1.5m` or `1h30m`; undefined where it is no such time. */
export const parseDuration = (text: string): SimUs | undefined => {
  if (!/^(?:\d{1,15}(?:\.\d{1,6})?(?:us|ms|s|m|h|d))+$/.test(text)) return undefined;
  let us = 0;
  for (const [, amount = "", unit = ""] of text.matchAll(/([\d.]+)([a-z]+)/g)) {
    us += Math.round(Number(amount) * (UNITS[unit] ?? 0));
  }
  return Number.isSafeInteger(us) ? us : undefined;
};

const parseSeed = (text: string): number | undefined => {
  if (!/^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return undefined;
  const seed = Number(text);
  return seed <= 4_294_967_295 ? seed : undefined;
};

const wrong = (message: string): Arguments => ({ kind: "wrong", message });

interface Raw {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly json: boolean;
}

const split = (args: readonly string[]): Raw | string => {
  const words: string[] = [];
  const values = new Map<string, string>();
  let json = false;
  for (let at = 0; at < args.length; at++) {
    const [arg, inline] = splitOption(args[at] ?? "");
    if (!arg.startsWith("--")) {
      words.push(arg);
    } else if (arg === "--json" && inline === undefined) {
      json = true;
    } else if (arg === "--until" || arg === "--seed") {
      const value = inline ?? args[++at];
      if (value === undefined) return `${arg} needs a value after it.`;
      if (values.has(arg)) return `${arg} is given twice.`;
      values.set(arg, value);
    } else {
      return `There is no option ${arg}. The options are --until, --seed, --json, --help.`;
    }
  }
  return { words, values, json };
};

const splitOption = (arg: string): readonly [string, string?] => {
  const match = /^(--[a-z]+)=(.*)$/s.exec(arg);
  return match ? [match[1] ?? "", match[2] ?? ""] : [arg];
};

export const parseArguments = (args: readonly string[]): Arguments => {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  const raw = split(args);
  if (typeof raw === "string") return wrong(raw);
  const [what, ...more] = raw.words;
  if (what === undefined) return wrong("Name what to run: a link, a file or a stock scenario.");
  if (more.length > 0) {
    return wrong(`Only one thing can be run at a time; '${more[0]}' is too many. Quote a link.`);
  }
  const until = raw.values.get("--until");
  const untilUs = until === undefined ? undefined : parseDuration(until);
  if (until !== undefined && untilUs === undefined) {
    return wrong(`--until: '${until}' is not a time. Write it like 45s, 10m, 2h or 1h30m.`);
  }
  const given = raw.values.get("--seed");
  const seed = given === undefined ? undefined : parseSeed(given);
  if (given !== undefined && seed === undefined) {
    return wrong(
      `--seed: '${given}' is not a whole number from 0 to 4294967295, or hex as 0x7f3a.`,
    );
  }
  const plan: Plan = {
    what,
    json: raw.json,
    ...(untilUs === undefined ? {} : { untilUs }),
    ...(seed === undefined ? {} : { seed }),
  };
  return { kind: "run", plan };
};
