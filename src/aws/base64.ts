/** Standard base64 (RFC 4648, padded): checking, lengths, and ASCII text in and out. */

const FOREIGN = /[^A-Za-z0-9+/=]|=(?!=?$)/;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes that `text`, well-formed base64, stands for. */
export function decodedLength(text: string): number {
  return (text.length / 4) * 3 - padding(text);
}

/** Characters of the base64 text of `bytes` bytes. */
export function encodedLength(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

/** Why `text` is not base64, in the service's words; undefined if it is. */
export function base64Fault(text: string): string | undefined {
  if (text.length % 4 !== 0) {
    return `Base64 encoded length is expected a multiple of 4 bytes but found: ${text.length}`;
  }
  const at = text.search(FOREIGN);
  if (at >= 0) return `Invalid Base64 character: '${text.charAt(at)}'`;
  const pad = padding(text);
  if (pad === 0) return undefined;
  const last = DIGITS.indexOf(text.charAt(text.length - 1 - pad));
  const spare = pad === 2 ? 15 : 3;
  return (last & spare) === 0 ? undefined : "Invalid last non-pad Base64 character dectected";
}

function padding(text: string): number {
  return text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
}

/** By 12 bits: the two digits that write them. */
const PAIRS: readonly string[] = Array.from(
  { length: 4096 },
  (_, bits) => DIGITS.charAt(bits >> 6) + DIGITS.charAt(bits & 63),
);

/** The base64 text of a string of ASCII characters. */
export function encodeAscii(text: string): string {
  const whole = text.length - (text.length % 3);
  let out = "";
  for (let at = 0; at < whole; at += 3) {
    const bits =
      (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);
    out += PAIRS[bits >> 12]! + PAIRS[bits & 4095]!;
  }
  const rest = text.length - whole;
  if (rest === 1) out += `${PAIRS[text.charCodeAt(whole) << 4]}==`;
  if (rest === 2) {
    const bits = (text.charCodeAt(whole) << 10) | (text.charCodeAt(whole + 1) << 2);
    out += `${PAIRS[bits >> 6]}${DIGITS.charAt(bits & 63)}=`;
  }
  return out;
}

/** The ASCII string that base64 `text` stands for; undefined if it is not one. */
export function decodeAscii(text: string): string | undefined {
  if (base64Fault(text) !== undefined) return undefined;
  let out = "";
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length - padding(text); at++) {
    bits = ((bits << 6) | DIGITS.indexOf(text.charAt(at))) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const code = (bits >> held) & 255;
    if (code > 127) return undefined;
    out += String.fromCharCode(code);
  }
  return out;
}
