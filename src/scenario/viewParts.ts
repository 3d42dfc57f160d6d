/** The parts of a link that say what is shown and selected, as data. */
import type { Selection } from "../protocol/viewport.ts";
import { refuse } from "./faults.ts";
import { LINK_LANGUAGES, type LinkView, PANELS } from "./state.ts";
import {
  alike,
  escapeField,
  parseNumber,
  parseSeconds,
  parseWhole,
  printSeconds,
  SEPARATOR,
  unescapeField,
} from "./text.ts";

export const printList = (items: readonly string[]): string =>
  items.map(escapeField).join(SEPARATOR);

export const parseList = (text: string, where: string): string[] =>
  text === "" ? [] : text.split(SEPARATOR).map((item) => unescapeField(item, where));

const parseChoice = <T extends string>(text: string, choices: readonly T[], where: string): T =>
  choices.find((each) => each === text) ??
  refuse("choice", where, { value: text, choices: choices.join(", ") });

const parseFlag = (text: string, where: string): boolean =>
  parseChoice(text, ["0", "1"], where) === "1";

interface ViewPart<K extends keyof LinkView = keyof LinkView> {
  readonly name: K;
  readonly key: string;
  readonly print: (value: NonNullable<LinkView[K]>) => string;
  readonly parse: (text: string, where: string) => NonNullable<LinkView[K]>;
}

const part = <K extends keyof LinkView>(spec: ViewPart<K>): ViewPart => spec as unknown as ViewPart;

const flag = (value: boolean): string => (value ? "1" : "0");

const parseZoom = (text: string, where: string): readonly [number, number] => {
  const [from, to, ...more] = text.split(SEPARATOR).map((each) => parseNumber(each, where));
  if (from !== undefined && to !== undefined && more.length === 0) return [from, to];
  return refuse("text", where, { value: text, expected: "zoom" });
};

export const VIEW_PARTS: readonly ViewPart[] = [
  part({ name: "stream", key: "show", print: String, parse: (text) => text }),
  part({ name: "focus", key: "focus", print: String, parse: parseWhole }),
  part({ name: "tracked", key: "keys", print: printList, parse: parseList }),
  part({ name: "windowUs", key: "win", print: printSeconds, parse: parseSeconds }),
  part({
    name: "scale",
    key: "scale",
    print: String,
    parse: (text, where) => parseChoice(text, ["linear", "log"], where),
  }),
  part({ name: "zoom", key: "zoom", print: (zoom) => zoom.join(SEPARATOR), parse: parseZoom }),
  part({ name: "speed", key: "speed", print: String, parse: parseNumber }),
  part({ name: "playing", key: "play", print: flag, parse: parseFlag }),
  part({
    name: "panel",
    key: "panel",
    print: String,
    parse: (text, where) => parseChoice(text, PANELS, where),
  }),
  part({ name: "present", key: "present", print: flag, parse: parseFlag }),
  part({
    name: "lens",
    key: "lens",
    print: String,
    parse: (text, where) => (parseChoice(text, ["1", "60"], where) === "1" ? 1 : 60),
  }),
  part({
    name: "lang",
    key: "lang",
    print: String,
    parse: (text, where) => parseChoice(text, LINK_LANGUAGES, where),
  }),
];

/** The parts of `view` that differ from `base`. */
export const printView = (view: LinkView, base: LinkView): (readonly [string, string])[] =>
  VIEW_PARTS.flatMap(({ name, key, print }) => {
    const value = view[name];
    if (value === undefined || alike(value, base[name])) return [];
    return [[key, print(value)] as const];
  });

const SELECTIONS = {
  record: ["ordinal"],
  shard: ["shard"],
  front: ["consumer", "shard"],
  actor: ["id"],
  evidence: ["consumer", "row"],
} as const satisfies Readonly<Record<Selection["type"], readonly string[]>>;

export const printSelection = (selection: Selection): string => {
  const values = selection as unknown as Readonly<Record<string, number>>;
  const numbers = SELECTIONS[selection.type].map((field) => String(values[field]));
  return [selection.type, ...numbers].join(SEPARATOR);
};

/** A selection's shape; the schema checks its numbers. */
export const parseSelection = (text: string, where: string): object => {
  const [type = "", ...numbers] = text.split(SEPARATOR);
  const fields: readonly string[] | undefined = Object.hasOwn(SELECTIONS, type)
    ? SELECTIONS[type as Selection["type"]]
    : undefined;
  if (fields?.length !== numbers.length) {
    return refuse("text", where, { value: text, expected: "selection" });
  }
  const values = fields.map((field, at) => [field, parseWhole(numbers[at] ?? "", where)] as const);
  return { type, ...Object.fromEntries(values) };
};
