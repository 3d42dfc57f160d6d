import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { assert } from "./assert.ts";

/** MD5 of the UTF-8 bytes of `key` as four big-endian words at `words[at .. at + 3]`. */
export function md5Into(key: string, words: Uint32Array, at: number): void {
  assert(at >= 0 && at + 4 <= words.length, `words out of bounds: ${at}`);
  const bytes = md5(utf8ToBytes(key));
  for (let i = 0; i < 4; i++) {
    const b = i * 4;
    words[at + i] =
      (bytes[b]! << 24) | (bytes[b + 1]! << 16) | (bytes[b + 2]! << 8) | bytes[b + 3]!;
  }
}

/** MD5 of the UTF-8 bytes of `key`, 32 lower-case hex digits. */
export function md5Hex(key: string): string {
  return bytesToHex(md5(utf8ToBytes(key)));
}
