/** A link's fragment: readable first, only what differs from the stock scenario, checked at the end. */
import { kindMetas } from "../kinds/registry.meta.ts";
import type { KindMeta } from "../protocol/kind.ts";
import { emptyLog, type Entry, type Log, LOG_VERSION } from "../protocol/log.ts";
import { pack, unpack } from "./deflate.ts";
import { applyDifference, differenceOf } from "./difference.ts";
import { parseEdit, printEdit } from "./edits.ts";
import { FaultError, type LinkFault, refuse } from "./faults.ts";
import { type Part, parseFragment, printFragment } from "./fragment.ts";
import { SCENARIOS, scenarioByName } from "./library/index.ts";
import type { Scenario } from "./library/scenario.ts";
import { parseState } from "./schema.ts";
import { ENTRIES_MAX, type LinkState } from "./state.ts";
import { parseSeconds, parseWhole, printSeconds, SEPARATOR } from "./text.ts";
import { type Document, upgradeDocument } from "./upgrades/index.ts";
import {
  parseList,
  parseSelection,
  printList,
  printSelection,
  printView,
  VIEW_PARTS,
} from "./viewParts.ts";

export type LinkResult =
  | { readonly ok: true; readonly state: LinkState }
  | { readonly ok: false; readonly error: LinkFault };

/** Edits longer than this in plain words are packed where that is shorter. */
const READABLE_CHARS = 800;
const STREAM = "orders";
const ALL = "all";

const parseSeed = (text: string, where: string): number =>
  /^[0-9a-f]{1,8}$/.test(text)
    ? Number.parseInt(text, 16)
    : refuse("text", where, { value: text, expected: "seed" });

interface HeaderPart {
  readonly name: keyof Omit<Log, "v" | "entries">;
  readonly key: string;
  readonly parse: (text: string, where: string) => number | string;
}
const HEADER_PARTS: readonly HeaderPart[] = [
  { name: "seed", key: "seed", parse: parseSeed },
  { name: "engine", key: "engine", parse: (text) => text },
  { name: "epochMs", key: "epoch", parse: parseWhole },
  { name: "account", key: "account", parse: (text) => text },
  { name: "region", key: "region", parse: (text) => text },
  { name: "recordBudget", key: "budget", parse: parseWhole },
  { name: "payloadBudget", key: "payload", parse: parseWhole },
];

/** What the links of this version mean where they say nothing. */
const plainLog = (): Log => ({ ...emptyLog(1), engine: "1" });

const baseOf = (scenario: Scenario | undefined): Log =>
  scenario ? { ...scenario.log(scenario.seed), engine: "1" } : plainLog();

const streamOf = (entries: readonly Entry[]): string => {
  for (const { command } of entries) {
    if (command.type === "ImportStream") return command.name;
    if (command.type !== "Call" || command.operation !== "CreateStream") continue;
    const name: unknown = (command.input as { readonly StreamName?: unknown }).StreamName;
    if (typeof name === "string") return name;
  }
  return STREAM;
};

const printHeader = (log: Log, base: Log): Part[] =>
  HEADER_PARTS.flatMap(({ name, key }): Part[] => {
    if (log[name] === base[name]) return [];
    return [[key, name === "seed" ? log.seed.toString(16) : String(log[name])]];
  });

const printEdits = async (added: readonly Entry[], stream: string): Promise<Part[]> => {
  const lines = added.map((entry) => printEdit(entry, stream));
  const plain = lines.map((line): Part => ["e", line]);
  const plainChars = printFragment(plain).length;
  if (plainChars <= READABLE_CHARS) return plain;
  const packed: Part[] = [["z", await pack(lines.join("\n"))]];
  return printFragment(packed).length < plainChars ? packed : plain;
};

const printLog = async (log: Log, scenario: Scenario | undefined): Promise<Part[]> => {
  const base = baseOf(scenario);
  const { dropped, added } = differenceOf(log.entries, base.entries);
  const stream = streamOf(scenario ? base.entries : log.entries);
  const parts: Part[] = printHeader(log, base);
  if (!scenario && stream !== STREAM) parts.push(["stream", stream]);
  if (dropped.length > 0) {
    parts.push(["d", dropped.length === base.entries.length ? ALL : dropped.join(SEPARATOR)]);
  }
  return [...parts, ...(await printEdits(added, stream))];
};

/** The fragment, without `#`; its length is what the person is told. */
export const encodeLink = async (state: LinkState): Promise<string> => {
  const scenario = state.scenario === undefined ? undefined : scenarioByName(state.scenario);
  const parts: Part[] = [];
  if (scenario) parts.push(["s", scenario.name]);
  parts.push(...(await printLog(state.log, scenario)));
  if (state.atUs !== undefined && state.atUs !== scenario?.startUs) {
    parts.push(["t", printSeconds(state.atUs)]);
  }
  if (state.selection) parts.push(["sel", printSelection(state.selection)]);
  parts.push(...printView(state.view, scenario?.view ?? {}));
  if (state.locked?.length) parts.push(["lock", printList(state.locked)]);
  if (state.hidden?.length) parts.push(["hide", printList(state.hidden)]);
  if (state.hash24 !== undefined) parts.push(["h", state.hash24]);
  return printFragment(parts);
};

type Read = (key: string) => string | undefined;

const readerOf = (parts: readonly Part[]): { read: Read; rest: () => readonly string[] } => {
  const singles = new Map<string, string>();
  for (const [key, value] of parts) {
    if (key === "e") continue;
    if (singles.has(key)) refuse("repeated", "", { key });
    singles.set(key, value);
  }
  const used = new Set<string>();
  const read: Read = (key) => {
    used.add(key);
    return singles.get(key);
  };
  return { read, rest: () => [...singles.keys()].filter((key) => !used.has(key)) };
};

const readScenario = (name: string | undefined): Scenario | undefined => {
  if (name === undefined) return undefined;
  const names = SCENARIOS.map((each) => each.name).join(", ");
  return scenarioByName(name) ?? refuse("scenario", "s", { name, names });
};

const readDropped = (text: string | undefined, count: number): number[] => {
  if (text === undefined) return [];
  if (text === ALL) return Array.from({ length: count }, (_, at) => at);
  return text.split(SEPARATOR).map((each) => {
    const n = parseWhole(each, "d");
    return n < count ? n : refuse("dropped", "d", { n, count });
  });
};

const readEdits = async (
  parts: readonly Part[],
  packed: string | undefined,
  stream: string,
): Promise<Entry[]> => {
  const plain = parts.filter(([key]) => key === "e").map(([, value]) => value);
  const unpacked = packed === undefined ? [] : (await unpack(packed)).split("\n");
  const lines = [...plain, ...unpacked];
  if (lines.length > ENTRIES_MAX) {
    refuse("tooMany", "e", { count: lines.length, max: ENTRIES_MAX });
  }
  return lines.map((line, at) => parseEdit(line, stream, `e ${at + 1} (${line.slice(0, 40)})`));
};

const readHeader = (read: Read): Record<string, number | string> => {
  const header: Record<string, number | string> = {};
  for (const { name, key, parse } of HEADER_PARTS) {
    const text = read(key);
    if (text !== undefined) header[name] = parse(text, key);
  }
  return header;
};

const readShown = (read: Read, scenario: Scenario | undefined): Document => {
  const view: Record<string, unknown> = { ...scenario?.view };
  for (const { name, key, parse } of VIEW_PARTS) {
    const text = read(key);
    if (text !== undefined) view[name] = parse(text, key);
  }
  const document: Record<string, unknown> = { view };
  const put = (name: string, key: string, parse: (text: string, where: string) => unknown) => {
    const text = read(key);
    if (text !== undefined) document[name] = parse(text, key);
  };
  if (scenario?.startUs !== undefined) document["atUs"] = scenario.startUs;
  put("atUs", "t", parseSeconds);
  put("selection", "sel", parseSelection);
  put("locked", "lock", parseList);
  put("hidden", "hide", parseList);
  put("hash24", "h", (text) => text);
  return document;
};

/** Only what a link says is upgraded: stock scenarios are always of the current version. */
const readDocument = async (fragment: string): Promise<Document> => {
  const parts = parseFragment(fragment);
  const { read, rest } = readerOf(parts);
  const scenario = readScenario(read("s"));
  const base = baseOf(scenario);
  const header = readHeader(read);
  const stream = read("stream") ?? streamOf(base.entries);
  const dropped = readDropped(read("d"), base.entries.length);
  const added = await readEdits(parts, read("z"), stream);
  const shown = readShown(read, scenario);
  const [unknown] = rest();
  if (unknown !== undefined) refuse("unknownPart", "", { key: unknown });
  const said = { ...shown, log: { ...base, ...header, v: LOG_VERSION, entries: added } };
  const document = upgradeDocument(LOG_VERSION, said);
  const log = document["log"] as Log;
  const entries = applyDifference(base.entries, { dropped, added: log.entries });
  const name = scenario ? { scenario: scenario.name } : {};
  return { ...name, ...document, log: { ...log, entries } };
};

/** What a fragment (with or without `#`) says, or what is wrong with it; never throws. */
export const decodeLink = async (
  fragment: string,
  metas: readonly KindMeta[] = kindMetas,
): Promise<LinkResult> => {
  try {
    return { ok: true, state: parseState(await readDocument(fragment), metas) };
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, error: error.fault };
    throw error;
  }
};
