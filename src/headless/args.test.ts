import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArguments, parseDuration } from "./args.ts";

const planOf = (...args: string[]) => {
  const result = parseArguments(args);
  return result.kind === "run" ? result.plan : result;
};

describe("times", () => {
  it.each([
    ["45s", 45_000_000],
    ["10m", 600_000_000],
    ["2h", 7_200_000_000],
    ["1h30m", 5_400_000_000],
    ["1.5s", 1_500_000],
    ["500ms", 500_000],
    ["1d", 86_400_000_000],
    ["0s", 0],
  ])("%s", (text, us) => {
    expect(parseDuration(text)).toBe(us);
  });

  it.each(["", "45", "s", "-1s", "1 s", "1w", "1.2345678s", "99999999999999d"])(
    "not %j",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe("arguments", () => {
  it("become a plan in any order", () => {
    expect(planOf("hot-shard", "--until", "45s", "--json", "--seed", "0x7f3a")).toEqual({
      what: "hot-shard",
      untilUs: 45_000_000,
      json: true,
      seed: 0x7f3a,
    });
    expect(planOf("--until=45s", "a b.json")).toEqual({
      what: "a b.json",
      untilUs: 45_000_000,
      json: false,
    });
  });

  it.each([
    [[], "Name what to run: a link, a file or a stock scenario."],
    [["a", "b"], "'b' is too many. Quote a link."],
    [["a", "--until"], "--until needs a value after it."],
    [["a", "--until", "soon"], "--until: 'soon' is not a time. Write it like 45s, 10m, 2h"],
    [["a", "--until=1s", "--until=2s"], "--until is given twice."],
    [["a", "--seed", "-1"], "--seed: '-1' is not a whole number from 0 to 4294967295"],
    [["a", "--seed", "4294967296"], "--seed: '4294967296' is not a whole number"],
    [
      ["a", "--fast"],
      "There is no option --fast. The options are --until, --seed, --json, --help.",
    ],
  ])("%j say what is wrong", (args, says) => {
    const result = parseArguments(args);
    expect(result.kind === "wrong" && result.message).toContain(says);
  });

  it("never throw, and --help wins", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (args) => {
        expect(["run", "help", "wrong"]).toContain(parseArguments(args).kind);
        expect(parseArguments([...args, "--help"]).kind).toBe("help");
      }),
    );
  });
});
