import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GROUPS } from "./cases/index.ts";
import { observe } from "./run.ts";
import { partsOf } from "./sequence.ts";
import { startHere } from "./targetHere.ts";

const cases = GROUPS.flatMap((group) => group.cases);
const numberOf = new Map(cases.map((each, at) => [each, at]));

describe.each(GROUPS.map((group) => [group.title, group.cases] as const))("%s", (_, group) => {
  const target = startHere();
  test.each(group.map((each) => [each.name, each] as const))("%s", async (_name, each) => {
    expect(await observe(target, each, `c${numberOf.get(each)}-`)).toEqual(each.expected);
  });
});

test("sequence numbers are read as the recorded ones", () => {
  const sample = partsOf("49590338271490256608559692538361571095921575989136588898");
  expect(sample).toEqual({
    createdS: Date.UTC(2018, 10, 21, 4, 57, 38) / 1_000,
    seqIx: 1_734_642_199n,
    timeS: Date.UTC(2018, 11, 17, 22, 10, 50) / 1_000,
    shard: 6,
    version: "2",
    rest: ["2", "6", "00"],
  });
  const second = partsOf("49543463076570308322303623326179887152428262250726293522");
  expect(second.shard).toBe(1);
});

test("the list of disagreements is of these cases", () => {
  const text = readFileSync(join(import.meta.dirname, "DISAGREEMENTS.md"), "utf8");
  expect(cases.filter(({ name }) => !text.includes(`: ${name} `)).map(({ name }) => name)).toEqual(
    [],
  );
});

test("names of cases are names of one case", () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});
