import type { Case, Group } from "./case.ts";
import type { Result } from "./run.ts";
import { SOURCES } from "./sources.ts";

/** By target: a result for each case's name. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, Result>>;

const SIGN = { same: "=", differs: "≠", unobservable: "–" } as const;

const signOf = (result: Result | undefined): string => (result ? SIGN[result.type] : "");

/** What changes from run to run is named instead. */
const stable = (value: unknown): string =>
  (JSON.stringify(value) ?? "undefined")
    .replace(/\b\d{50,60}\b/g, "<sequence number>")
    .replace(/[A-Za-z0-9+/=]{80,}/g, "<opaque>")
    .replace(/\b1[789]\d{11}\b/g, "<ms>")
    .replace(/\b1[789]\d{8}(\.\d+)?\b/g, "<s>")
    .replace(/c\d+r\d-/g, "")
    .replace(/[^\s"]*(\\u00|\uFFFD|[^\x20-\x7e])[^"]*/g, "<unprintable>")
    .replace(/127\.0\.0\.1:\d+/g, "<address>");

const cell = (text: string): string => text.replaceAll("|", "\\|");

const shorten = (text: string): string =>
  text.length > 700 ? `${text.slice(0, 700)}… (${text.length} characters)` : text;

export const tableOf = (groups: readonly Group[], results: Results): string => {
  const targets = [...results.keys()];
  const head = ["case", "recorded from", ...targets];
  const lines = [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`];
  for (const { title, cases } of groups) {
    for (const { name, source } of cases) {
      const signs = targets.map((each) => signOf(results.get(each)?.get(name)));
      lines.push(`| ${[cell(`${title}: ${name}`), source.join(", "), ...signs].join(" | ")} |`);
    }
  }
  return lines.join("\n");
};

const disagreementOf = ({ name, source, expected }: Case, observed: unknown): string[] => [
  `### ${name}`,
  "",
  `- decides: ${source.join(", ")}`,
  `- recorded: \`${shorten(stable(expected)).replaceAll("`", "'")}\``,
  `- answered: \`${shorten(stable(observed)).replaceAll("`", "'")}\``,
  "",
];

const partOf = (
  target: string,
  groups: readonly Group[],
  results: ReadonlyMap<string, Result>,
): string[] => {
  const cases = groups.flatMap((group) => group.cases);
  const all = cases.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const lines: string[] = [];
  for (const each of all) {
    const result = results.get(each.name);
    if (result?.type === "differs") lines.push(...disagreementOf(each, result.observed));
  }
  const unseen = all.flatMap((each) => {
    const result = results.get(each.name);
    return result?.type === "unobservable" ? [`- ${each.name}: ${result.why}`] : [];
  });
  const body = lines.length > 0 ? lines : ["None.", ""];
  const rest = unseen.length > 0 ? ["### Not to be seen there", "", ...unseen, ""] : [];
  return [`## ${target}`, "", ...body, ...rest];
};

export const countsOf = (results: ReadonlyMap<string, Result>): string => {
  const count = (type: Result["type"]): number =>
    [...results.values()].filter((each) => each.type === type).length;
  return `${count("same")} as recorded, ${count("differs")} otherwise, ${count("unobservable")} not to be seen`;
};

/** The whole file: sources, table, and for each target what it does otherwise. */
export const reportOf = (groups: readonly Group[], results: Results): string =>
  [
    "# Disagreements",
    "",
    "Written by `npm run behaviour -- --target all`. `=` as recorded, `≠` otherwise, `–` not to be seen there.",
    "What is recorded decides; where two sources are named, the first.",
    "",
    ...Object.entries(SOURCES).map(([key, text]) => `- **${key}**: ${text}`),
    "",
    ...[...results].map(([target, each]) => `- **${target}**: ${countsOf(each)}`),
    "",
    tableOf(groups, results),
    "",
    ...[...results].flatMap(([target, each]) => partOf(target, groups, each)),
  ].join("\n");
