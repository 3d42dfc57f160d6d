/** The same state as a link's, as a JSON file to download, keep and open. */
import { kindMetas } from "../kinds/registry.meta.ts";
import type { KindMeta } from "../protocol/kind.ts";
import { LOG_VERSION } from "../protocol/log.ts";
import { FaultError, refuse } from "./faults.ts";
import { scenarioByName } from "./library/index.ts";
import type { LinkResult } from "./link.ts";
import { parseState } from "./schema.ts";
import { FILE_CHARS_MAX, type LinkState } from "./state.ts";
import { type Document, upgradeDocument } from "./upgrades/index.ts";

export const FILE_SUFFIX = ".shardscope.json";

/** The file's text: the format's version, then the state, in a fixed order. */
export const printFile = (state: LinkState): string => {
  const { log, view, ...rest } = state;
  return `${JSON.stringify({ shardscope: LOG_VERSION, ...rest, view, log }, null, 2)}\n`;
};

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const parseJson = (text: string): Document => {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refuse("notJson");
  }
  return isDocument(value) ? value : refuse("type", "", { received: "other", expected: "object" });
};

const versionOf = (value: unknown, where: string): number => {
  if (value === undefined) return refuse("missing", where);
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1) {
    return refuse("text", where, { value: JSON.stringify(value), expected: "version" });
  }
  return value > LOG_VERSION ? refuse("newer", where, { v: value, max: LOG_VERSION }) : value;
};

const readFile = (text: string): Document => {
  if (text.trim() === "") return refuse("empty");
  if (text.length > FILE_CHARS_MAX) {
    return refuse("tooLong", "", { size: text.length, max: FILE_CHARS_MAX });
  }
  const document = parseJson(text);
  if ("entries" in document) {
    return upgradeDocument(versionOf(document["v"], "v"), { view: {}, log: document });
  }
  const { shardscope, ...rest } = document;
  return upgradeDocument(versionOf(shardscope, "shardscope"), rest);
};

/** A file that names a stock scenario is shown as that is, but for what it says itself. */
const withScenarioView = (document: Document): Document => {
  const { scenario, view } = document;
  const known = typeof scenario === "string" ? scenarioByName(scenario) : undefined;
  return known && isDocument(view) ? { ...document, view: { ...known.view, ...view } } : document;
};

/** What a file (or a bare log as JSON) says, or what is wrong with it; never throws. */
export const parseFile = (text: string, metas: readonly KindMeta[] = kindMetas): LinkResult => {
  try {
    return { ok: true, state: parseState(withScenarioView(readFile(text)), metas) };
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, error: error.fault };
    throw error;
  }
};
