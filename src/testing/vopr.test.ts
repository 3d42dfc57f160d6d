import { expect, test } from "vitest";
import { describeBroken, firstSeed, replayLine, runCases } from "./vopr.ts";

const BUDGET_MS = 12_000;

test("the first seed is the one given, else the commit's in CI, else 1", () => {
  expect(firstSeed({ SHARDSCOPE_SEED: "77", CI: "true" })).toBe(77);
  expect(firstSeed({ SHARDSCOPE_SEED: "0xff" })).toBe(255);
  expect(firstSeed({})).toBe(1);
  expect(firstSeed({ CI: "true" })).toBe(firstSeed({ CI: "true" }));
  expect(() => firstSeed({ SHARDSCOPE_SEED: "x" })).toThrow(/whole number/);
});

test("what broke a law says how to run it again", () => {
  const text = describeBroken({ seed: 9, atUs: 3_000_000, message: "running: it broke" });
  expect(text).toBe(`seed 9 at 3 s, running: it broke\nAgain: ${replayLine(9)}`);
});

test("random logs keep every law", { timeout: 6 * BUDGET_MS }, () => {
  const { cases, broken } = runCases(firstSeed(process.env), BUDGET_MS);
  expect(broken.map(describeBroken)).toEqual([]);
  expect(cases).toBeGreaterThan(0);
});
