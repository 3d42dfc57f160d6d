/** Standard base64 (RFC 4648, padded): checking and lengths, without decoding. */

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
