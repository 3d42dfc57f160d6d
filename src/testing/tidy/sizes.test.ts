import { Visitor, parseSync } from "vite";
import { expect, test } from "vitest";
import { FILE_LINES, FUNCTION_LINES, LONG_FILES, TOP_LEVEL } from "./limits.ts";
import { exists, files, isCode, isTest, textOf } from "./sources.ts";

const linesOf = (text: string): number => text.split("\n").length - 1;

test(`a file has at most ${FILE_LINES} lines`, () => {
  const long = files
    .filter((path) => isCode(path) || path.endsWith(".css"))
    .map((path) => ({ path, lines: linesOf(textOf(path)) }))
    .filter(({ path, lines }) => lines > FILE_LINES && !(path in LONG_FILES))
    .map(({ path, lines }) => `${path} has ${lines}`);
  expect(long, "split it, or name a data table in src/testing/tidy/limits.ts").toEqual([]);
});

test("a named exception still needs to be one", () => {
  const idle = Object.keys(LONG_FILES).filter(
    (path) => !exists(path) || linesOf(textOf(path)) <= FILE_LINES,
  );
  expect(idle).toEqual([]);
});

interface Span {
  readonly start: number;
  readonly end: number;
}

const longFunctions = (path: string): string[] => {
  const text = textOf(path);
  const found: string[] = [];
  const measure = ({ start, end }: Span): void => {
    const lines = linesOf(text.slice(start, end)) + 1;
    if (lines <= FUNCTION_LINES) return;
    found.push(`${path}:${linesOf(text.slice(0, start)) + 1} has ${lines}`);
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(parseSync(path, text).program);
  return found;
};

test(`a function has at most ${FUNCTION_LINES} lines`, () => {
  const long = files.filter((path) => isCode(path) && !isTest(path)).flatMap(longFunctions);
  expect(long).toEqual([]);
});

test("nothing new lies in the root", () => {
  const names = new Set(files.map((path) => path.split("/")[0] ?? ""));
  expect([...names].filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
});
