/** The outermost form of a link: `v=1&key=value&…&c=check`. Nothing here knows what the parts mean. */
import { LOG_VERSION } from "../protocol/log.ts";
import { refuse } from "./faults.ts";
import { FRAGMENT_CHARS_MAX } from "./state.ts";
import { checkOf } from "./text.ts";

export type Part = readonly [key: string, value: string];

/** In place of the check in a link that was written by hand. */
export const BY_HAND = "hand";

const checkedText = (parts: readonly Part[]): string =>
  parts.map(([key, value]) => `${key}=${value}`).join("\n");

const printValue = (value: string): string =>
  encodeURIComponent(value.toWellFormed()).replace(/%(3A|2C|40|2F)/g, decodeURIComponent);

export const printFragment = (parts: readonly Part[]): string => {
  const all: Part[] = [["v", String(LOG_VERSION)], ...parts];
  const text = all.map(([key, value]) => `${key}=${printValue(value)}`).join("&");
  return `${text}&c=${checkOf(checkedText(all))}`;
};

const parsePart = (text: string): Part => {
  const at = text.indexOf("=");
  if (at <= 0) return refuse("escape", "", { text });
  const key = text.slice(0, at);
  try {
    return [key, decodeURIComponent(text.slice(at + 1))];
  } catch {
    return refuse("damaged");
  }
};

const parseVersion = (text: string): void => {
  const value = /^v=(\d{1,9})(?=&|$)/.exec(text)?.[1];
  if (value === undefined) return refuse("foreign");
  const version = Number(value);
  if (version > LOG_VERSION) return refuse("newer", "", { v: version, max: LOG_VERSION });
  if (version < 1) return refuse("foreign");
};

/** Without what chat and mail programs put around and into a URL. */
const bare = (fragment: string): string =>
  fragment
    .replace(/^\s*#?/, "")
    .replace(/[\s.,;:!?)\]}>"'*_]{1,8}$/, "")
    .replaceAll("&amp;", "&");

/** The parts between the version and the check; refuses what was cut, changed or is not ours. */
export const parseFragment = (fragment: string): Part[] => {
  const text = bare(fragment);
  if (text === "") return refuse("empty");
  if (text.length > FRAGMENT_CHARS_MAX) {
    return refuse("tooLong", "", { size: text.length, max: FRAGMENT_CHARS_MAX });
  }
  parseVersion(text);
  const texts = text.split("&");
  const check = /^c=([0-9a-z]{4})$/.exec(texts.pop() ?? "")?.[1];
  if (check === undefined) return refuse("cut");
  const parts = texts.map(parsePart);
  if (check !== BY_HAND && check !== checkOf(checkedText(parts))) return refuse("damaged");
  return parts.slice(1);
};
