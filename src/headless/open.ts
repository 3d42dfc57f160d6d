/** What the command line names, as a state to run. */
import { readFile } from "node:fs/promises";
import { parseFile } from "../scenario/file.ts";
import { SCENARIOS, scenarioByName } from "../scenario/library/index.ts";
import { decodeLink, type LinkResult } from "../scenario/link.ts";
import { FILE_CHARS_MAX, type LinkState } from "../scenario/state.ts";

export type Opened =
  | { readonly ok: true; readonly state: LinkState }
  | { readonly ok: false; readonly message: string };

const UTF8_BYTES_MAX = 4;

const openedOf = (result: LinkResult, what: string): Opened =>
  result.ok ? result : { ok: false, message: `${what}: ${result.error.message}` };

const stock = (name: string): LinkState | undefined => {
  const scenario = scenarioByName(name);
  if (!scenario) return undefined;
  return { scenario: name, log: scenario.log(scenario.seed), view: scenario.view };
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const openFile = async (path: string): Promise<Opened> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const names = SCENARIOS.map((each) => each.name).join(", ");
    const known = `The stock scenarios are: ${names}.`;
    const message = `'${path}' is no scenario, no link, and no file that can be read`;
    return { ok: false, message: `${message} (${messageOf(error)}). ${known}` };
  }
  if (bytes.length > FILE_CHARS_MAX * UTF8_BYTES_MAX) {
    return { ok: false, message: `${path}: ${bytes.length} bytes are too many for a saved run.` };
  }
  return openedOf(parseFile(new TextDecoder().decode(bytes)), path);
};

/** A stock scenario by its name, else a link (it has a # or begins with v=), else a file. */
export const openWhat = async (what: string): Promise<Opened> => {
  const state = stock(what);
  if (state) return { ok: true, state };
  const hash = what.indexOf("#");
  if (hash >= 0) return openedOf(await decodeLink(what.slice(hash)), "link");
  if (what.startsWith("v=")) return openedOf(await decodeLink(what), "link");
  return openFile(what);
};
