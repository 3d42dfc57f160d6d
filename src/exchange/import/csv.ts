import { refuse } from "../faults.ts";
import { placeOf } from "./json.ts";

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

/** Rows of RFC 4180 text; line ends of any kind, empty lines left out. */
export const readCsv = (given: string): string[][] => {
  const text = given.replace(/^\uFEFF/, "");
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length || row.length > 0;) {
    CELL.lastIndex = at;
    const found = CELL.exec(text);
    if (!found) return refuse("csvQuote", placeOf(text, at));
    const [whole, quoted, plain = "", end] = found;
    row.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (end === ",") continue;
    if (row.some((cell) => cell !== "")) rows.push(row);
    row = [];
  }
  return rows;
};
