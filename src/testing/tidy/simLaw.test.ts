import { Visitor, parseSync } from "vite";
import type { ESTree } from "vite";
import { expect, test } from "vitest";
import { roomOf } from "./arrows.ts";
import { files, isCode, isTest, textOf } from "./sources.ts";

const SIM = new Set(["base", "aws", "protocol", "engine", "kinds/meta", "kinds/model"]);
const sim = files.filter(
  (path) => path.startsWith("src/") && isCode(path) && !isTest(path) && SIM.has(roomOf(path)),
);

const isBig = (node: ESTree.Expression): boolean =>
  node.type === "Literal" && typeof node.value === "bigint";
const isWhole = (node: ESTree.Expression): boolean =>
  node.type === "Literal" && Number.isInteger(node.value);

/** What an expression may answer: its arms, through every `?:`. */
const armsOf = (node: ESTree.Expression): readonly ESTree.Expression[] => {
  if (node.type === "ParenthesizedExpression") return armsOf(node.expression);
  if (node.type !== "ConditionalExpression") return [node];
  return [...armsOf(node.consequent), ...armsOf(node.alternate)];
};

const neverZero = (node: ESTree.Expression): boolean => {
  if (node.type === "UnaryExpression") return neverZero(node.argument);
  return node.type === "Literal" && typeof node.value === "number" && node.value !== 0;
};

const isComparison = (node: ESTree.Expression): boolean =>
  node.type === "BinaryExpression" && /^[<>]=?$/.test(node.operator);

const neverTies = ({ body }: ESTree.ArrowFunctionExpression): boolean => {
  if (body.type === "BlockStatement") return false;
  const arms = armsOf(body);
  return arms.every(neverZero) || arms.some(isComparison);
};

/** Faults of a file of the sim world that no lint rule finds. */
export const faultsOf = (path: string, text: string): string[] => {
  const found: string[] = [];
  const fault = (at: number, what: string): void => {
    found.push(`${path}:${text.slice(0, at).split("\n").length} ${what}`);
  };
  new Visitor({
    BinaryExpression: ({ operator, left, right, start }) => {
      if (operator !== "**" || isBig(left) || isBig(right)) return;
      if (!isWhole(left) || !isWhole(right)) fault(start, "raises to a power: use base/exactMath");
    },
    AssignmentExpression: ({ operator, start }) => {
      if (operator === "**=") fault(start, "raises to a power: use base/exactMath");
    },
    CallExpression: ({ callee, arguments: [comparator], start }) => {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (!/^(sort|toSorted)$/.test(callee.property.name)) return;
      if (comparator?.type !== "ArrowFunctionExpression") return;
      if (neverTies(comparator)) fault(start, "sorts by a comparator that never answers 0");
    },
  }).visit(parseSync(path, text).program);
  return found;
};

test("the sim world raises no fraction to a power and sorts with ties", () => {
  expect(sim.length).toBeGreaterThan(0);
  expect(sim.flatMap((path) => faultsOf(path, textOf(path)))).toEqual([]);
});

test.each([
  ["x ** 0.5", 1],
  ["2 ** x", 1],
  ["x **= 2", 1],
  ["2 ** 32 + Number(2n ** k)", 0],
  ["a.sort((p, q) => (p < q ? -1 : 1))", 1],
  ["a.toSorted((p, q) => p > q)", 1],
  ["a.sort((p, q) => (p < q ? -1 : p > q ? 1 : 0))", 0],
  ["a.sort((p, q) => p.at - q.at || p.id - q.id)", 0],
  ["a.sort((p, q) => compare(p, q))", 0],
])("%s has %i fault(s)", (text, count) => {
  expect(faultsOf("example.ts", text)).toHaveLength(count);
});
