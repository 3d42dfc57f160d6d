import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../import/csv.ts";
import { printJournalCsv, printJournalLines, type ToldRow } from "./rows.ts";

const EPOCH_MS = 1_767_225_600_000;

const row = (key: string): ToldRow => ({
  row: 0,
  atUs: 1_500_000,
  type: "keySeen",
  times: 1,
  values: { key, count: 3 },
  targets: [],
  text: `${key} seen`,
});

const keys = fc.oneof(
  fc.constantFrom(
    "=1+1",
    '=HYPERLINK("//x")',
    "+82",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    "＝1",
    'a,"b"\r\nc',
    "주문-7",
    "a\u2028b\u2029c\u0085d",
    "\ufeffx",
    "",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);

const lines = (text: string): unknown[] =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);

describe("the journal as a file", () => {
  it("is a table with every value in it, whatever its keys are", () => {
    fc.assert(
      fc.property(fc.array(keys, { minLength: 1, maxLength: 4 }), (given) => {
        const [header, ...rows] = readCsv(printJournalCsv(given.map(row), EPOCH_MS));
        expect(header).toEqual(["time", "atUs", "type", "times", "text", "values", "targets"]);
        expect(rows.map((cells) => cells.length)).toEqual(given.map(() => 7));
        expect(rows.map((cells) => JSON.parse(cells[5]!) as unknown)).toEqual(
          given.map((key) => row(key).values),
        );
      }),
    );
  });

  it("holds nothing that a spreadsheet runs", () => {
    fc.assert(
      fc.property(keys, (key) => {
        const [, cells = []] = readCsv(printJournalCsv([row(key)], EPOCH_MS));
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
    const [, cells] = readCsv(printJournalCsv([row("=1+1")], EPOCH_MS));
    expect(cells?.[4]).toBe("'=1+1 seen");
    expect(readCsv(printJournalCsv([row("a=1")], EPOCH_MS))[1]?.[4]).toBe("a=1 seen");
  });

  it("says that it is UTF-8 in the table alone", () => {
    expect(printJournalCsv([row("주문")], EPOCH_MS)).toMatch(/^\uFEFFtime,atUs,/);
    expect(printJournalLines([row("주문")], EPOCH_MS)).toMatch(/^\{"time":"2026-01-01T00:00:01\./);
  });

  it("is one object a line for any reader of lines, nothing changed", () => {
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 4 }), (given) => {
        const text = printJournalLines(given.map(row), EPOCH_MS);
        const time = "2026-01-01T00:00:01.500000Z";
        const { row: _, ...told } = row("");
        expect(lines(text)).toEqual(
          given.map((key) => ({ time, ...told, text: `${key} seen`, values: row(key).values })),
        );
        expect(text).not.toMatch(/[\u0085\u2028\u2029]/);
      }),
    );
  });
});
