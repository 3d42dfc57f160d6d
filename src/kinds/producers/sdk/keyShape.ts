import { exactPow } from "../../../base/exactMath.ts";
import { md5Into } from "../../../base/md5.ts";
import type { Params } from "../../../protocol/log.ts";

/** Partition keys of a producer, in the order their local numbers have. */
export const keyTexts = (params: Params): string[] => {
  const count = Number(params["keys"]);
  const prefix = String(params["keyPrefix"]);
  if (params["keyShape"] === "even") return evenTexts(prefix, count, Number(params["evenOver"]));
  return Array.from({ length: count }, (_, at) => `${prefix}${at}`);
};

/** Keys dealt so that each of `ranges` equal hash ranges holds the same number, give or take one. */
const evenTexts = (prefix: string, count: number, ranges: number): string[] => {
  const room = new Int32Array(ranges);
  for (let at = 0; at < count; at++) room[at % ranges]! += 1;
  const words = new Uint32Array(4);
  const texts: string[] = [];
  for (let at = 0; texts.length < count; at++) {
    const text = `${prefix}${at}`;
    md5Into(text, words, 0);
    const range = Math.floor((words[0]! * ranges) / 4294967296);
    if (room[range]! === 0) continue;
    room[range]! -= 1;
    texts.push(text);
  }
  return texts;
};

/**
 * Cumulative weights over keys as unsigned 32-bit thresholds, or an empty table where the shape
 * needs none. Zipf: weight 1 / rank^exponent; few: each key half as often as the one before.
 */
export const weightTable = (params: Params): Uint32Array => {
  const count = Number(params["keys"]);
  const shape = params["keyShape"];
  if (shape !== "zipf" && shape !== "few") return new Uint32Array(0);
  const exponent = Number(params["zipfExponent"]);
  const weights = new Float64Array(count);
  let total = 0;
  let half = 1;
  for (let at = 0; at < count; at++) {
    weights[at] = shape === "few" ? half : 1 / exactPow(at + 1, exponent);
    half /= 2;
    total += weights[at]!;
  }
  const table = new Uint32Array(count);
  let sum = 0;
  for (let at = 0; at < count; at++) {
    sum += weights[at]!;
    table[at] = Math.min(4294967295, Math.floor((sum / total) * 4294967296));
  }
  table[count - 1] = 4294967295;
  return table;
};

/** Local number of the key that a 32-bit draw falls on. */
export const keyOfDraw = (table: Uint32Array, drawn: number): number => {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[middle]! > drawn) high = middle;
    else low = middle + 1;
  }
  return low;
};
