import { encodeAscii } from "../../aws/base64.ts";

const FILLER = "The quick brown fox puts a record; the shard keeps it in order. ";

/** Data of a synthetic record as base64: readable ASCII of exactly `bytes` bytes. */
export const payloadOf = (producer: number, n: number, bytes: number): string =>
  encodeAscii(payloadText(producer, n, bytes));

/** {@link payloadOf} before base64: JSON where there is room for it, else a cut of `p1#42 `. */
export const payloadText = (producer: number, n: number, bytes: number): string => {
  const head = `{"producer":${producer},"record":${n},"text":"`;
  const room = bytes - head.length - 2;
  return room >= 0 ? `${head}${repeated(FILLER, room)}"}` : repeated(`p${producer}#${n} `, bytes);
};

const repeated = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);
