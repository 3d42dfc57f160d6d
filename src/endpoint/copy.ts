import { printFile } from "../scenario/file.ts";
import { HASH24_DIGITS } from "../scenario/state.ts";
import type { Host } from "./host.ts";

/** The run so far as a file that the page and `npm run sim` open; nothing when there is none. */
export const copyText = (host: Host): string | undefined => {
  host.step();
  const copy = host.copy();
  if (!copy) return undefined;
  const { log, atUs, hash } = copy;
  return printFile({ log, atUs, view: {}, hash24: hash.slice(0, HASH24_DIGITS) });
};
