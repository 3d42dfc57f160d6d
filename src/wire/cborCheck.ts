import { DEPTH_MAX } from "./depth.ts";

/**
 * Whether `bytes` are one whole CBOR item of the kinds the service reads, so that decoding it takes
 * time and memory in proportion to its bytes: counts that the bytes cannot hold, nesting beyond
 * DEPTH_MAX, big numbers (tags 2..4) and keys that are not text are refused.
 */
export const isReadableCbor = (bytes: Uint8Array): boolean => {
  const reader: Reader = { bytes, at: 0 };
  return skipItem(reader, DEPTH_MAX) && reader.at === bytes.length;
};

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const LIST = 4;
const MAP = 5;
const TAG = 6;
const BREAK = 0xff;
const INDEFINITE = 31;

const skipItem = (reader: Reader, left: number): boolean => {
  const first = reader.bytes[reader.at];
  if (first === undefined || first === BREAK) return false;
  const major = first >> 5;
  if (major > TAG) return skipSpecial(reader, first & 31);
  if ((first & 31) === INDEFINITE) return skipIndefinite(reader, major, left);
  const count = readCount(reader, first & 31);
  if (count < 0) return false;
  switch (major) {
    case UNSIGNED:
    case NEGATIVE:
      return true;
    case BYTES:
    case TEXT:
      return skipBytes(reader, count);
    case LIST:
      return skipItems(reader, count, left);
    case MAP:
      return skipPairs(reader, count, left);
    default:
      return (count < 2 || count > 4) && left > 0 && skipItem(reader, left - 1);
  }
};

/** The number after a first byte, or -1; numbers beyond 2^53 are rounded. */
const readCount = (reader: Reader, minor: number): number => {
  reader.at += 1;
  if (minor < 24) return minor;
  if (minor > 27) return -1;
  const width = 1 << (minor - 24);
  const end = reader.at + width;
  if (end > reader.bytes.length) return -1;
  let count = 0;
  for (; reader.at < end; reader.at++) count = count * 256 + (reader.bytes[reader.at] ?? 0);
  return count;
};

const skipBytes = (reader: Reader, count: number): boolean => {
  if (count > reader.bytes.length - reader.at) return false;
  reader.at += count;
  return true;
};

const skipItems = (reader: Reader, count: number, left: number): boolean => {
  if (left === 0 || count > reader.bytes.length - reader.at) return false;
  for (let i = 0; i < count; i++) if (!skipItem(reader, left - 1)) return false;
  return true;
};

const skipPairs = (reader: Reader, count: number, left: number): boolean => {
  if (left === 0 || count * 2 > reader.bytes.length - reader.at) return false;
  for (let i = 0; i < count; i++) if (!skipPair(reader, left)) return false;
  return true;
};

const skipPair = (reader: Reader, left: number): boolean => {
  const key = reader.bytes[reader.at] ?? BREAK;
  if (key >> 5 !== TEXT || (key & 31) === INDEFINITE) return false;
  return skipItem(reader, left - 1) && skipItem(reader, left - 1);
};

const skipIndefinite = (reader: Reader, major: number, left: number): boolean => {
  if (major < BYTES || major > MAP || left === 0) return false;
  reader.at += 1;
  while (reader.bytes[reader.at] !== BREAK) {
    const whole = major === MAP ? skipPair(reader, left) : skipChild(reader, major, left);
    if (!whole) return false;
  }
  reader.at += 1;
  return true;
};

const skipChild = (reader: Reader, major: number, left: number): boolean => {
  const first = reader.bytes[reader.at] ?? BREAK;
  if (major !== LIST && (first >> 5 !== major || (first & 31) === INDEFINITE)) return false;
  return skipItem(reader, left - 1);
};

/** false, true, null, undefined and the three widths of fractions. */
const skipSpecial = (reader: Reader, minor: number): boolean => {
  reader.at += 1;
  if (minor >= 20 && minor <= 23) return true;
  return minor >= 25 && minor <= 27 && skipBytes(reader, 1 << (minor - 24));
};
