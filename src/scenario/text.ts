/** Small texts of a link: escaped fields, exact seconds, hash keys, the check at the end. */
import { refuse } from "./faults.ts";

export const SEPARATOR = "~";

const ESCAPED = { "!": "!e", [SEPARATOR]: "!t", "\n": "!n" } as const;
const PLAIN: Readonly<Record<string, string>> = { "!e": "!", "!t": SEPARATOR, "!n": "\n" };

/** A field without the separator or a line's end in it. */
export const escapeField = (value: string): string =>
  value.replace(/[!~\n]/g, (char) => ESCAPED[char as keyof typeof ESCAPED]);

export const unescapeField = (value: string, where: string): string =>
  value.replace(/!(.?)/gs, (pair) => PLAIN[pair] ?? refuse("escape", where, { text: value }));

/** Exact decimal seconds of whole microseconds, without needless zeros. */
export const printSeconds = (us: number): string => {
  const rest = us % 1_000_000;
  const seconds = String((us - rest) / 1_000_000);
  return rest === 0 ? seconds : `${seconds}.${String(rest).padStart(6, "0").replace(/0+$/, "")}`;
};

const SECONDS_MAX = Math.floor(Number.MAX_SAFE_INTEGER / 1_000_000);

export const parseSeconds = (value: string, where: string): number => {
  const match = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(value);
  const us = match
    ? Number(match[1]) * 1_000_000 + Number((match[2] ?? "").padEnd(6, "0"))
    : Number.NaN;
  if (Number.isSafeInteger(us)) return us;
  if (/^\d+(\.\d{1,6})?$/.test(value)) return refuse("late", where, { value, max: SECONDS_MAX });
  return refuse("text", where, { value, expected: "seconds" });
};

export const NUMBER = /^-?\d{1,21}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?$/;

export const parseNumber = (value: string, where: string): number =>
  NUMBER.test(value) ? Number(value) : refuse("text", where, { value, expected: "number" });

export const parseWhole = (value: string, where: string): number =>
  /^\d{1,16}$/.test(value) ? Number(value) : refuse("text", where, { value, expected: "whole" });

const SPACE = 1n << 128n;
const DECIMALS_MAX = 4;

/** Fraction of the key space as decimals (`0.5`), or `x` and hex digits from the top (`x7f3a`). */
export const printHashKey = (key: bigint): string => {
  let scale = 1n;
  for (let decimals = 1; decimals <= DECIMALS_MAX; decimals++) {
    scale *= 10n;
    const digits = (key * scale + SPACE - 1n) / SPACE;
    if (digits < scale && (SPACE * digits) / scale === key) {
      const fraction = String(digits).padStart(decimals, "0").replace(/0+$/, "");
      return fraction === "" ? "0" : `0.${fraction}`;
    }
  }
  return `x${key.toString(16).padStart(32, "0").replace(/0+$/, "")}`;
};

export const parseHashKeyText = (value: string, where: string): bigint => {
  if (value === "0") return 0n;
  const decimal = /^0\.(\d{1,4})$/.exec(value)?.[1];
  if (decimal !== undefined) return (SPACE * BigInt(decimal)) / 10n ** BigInt(decimal.length);
  const hex = /^x([0-9a-f]{1,32})$/.exec(value)?.[1];
  if (hex !== undefined) return BigInt(`0x${hex.padEnd(32, "0")}`);
  return refuse("text", where, { value, expected: "place" });
};

const CHECK_SPACE = 1_679_616;

/** Four characters that a cut or changed text does not fit (FNV-1a, base 36). */
export const checkOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash ^= hash >>> 15;
  return ((hash >>> 0) % CHECK_SPACE).toString(36).padStart(4, "0");
};

const BASE64_CHUNK = 32_768;

export const base64UrlOf = (bytes: Uint8Array): string => {
  let binary = "";
  for (let at = 0; at < bytes.length; at += BASE64_CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + BASE64_CHUNK));
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

/** The bytes of base64url text, or undefined where it is not. */
export const bytesOfBase64Url = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
};

/** Whether two plain values are alike, whatever the order of their keys. */
export const alike = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) &&
      alike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
};
