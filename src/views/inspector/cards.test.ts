import readme from "./README.md?raw";
import { beforeAll, describe, expect, it } from "vitest";
import { loadLaterTexts } from "../../i18n/i18n.ts";
import { type Text, textOf } from "../../i18n/useText.ts";
import { budgetsOf } from "./budgets.ts";
import { CARDS, LONG } from "./cards.ts";
import { factBook, formatFact } from "./facts.ts";
import { inspectorMessages } from "./messages.ts";
import { readersOf, sentencesOf } from "./say.ts";

const t: Text<"inspector"> = (key, values) => textOf("inspector", key, values);
const ago = (time: string): string => `${time} ago`;

beforeAll(loadLaterTexts);

describe("cards", () => {
  it("show only facts the README asks the engine for, each with a label", () => {
    for (const [type, plans] of Object.entries(CARDS)) {
      const row = readme.split("\n").find((line) => line.startsWith(`| ${type} `)) ?? "";
      for (const id of plans.flatMap((plan) => plan.facts)) {
        expect(row).toMatch(new RegExp(`\\b${id}\\b`));
        expect(Object.keys(inspectorMessages.en)).toContain(`fact.${id}`);
      }
    }
    const shown = Object.values(CARDS).flatMap((plans) => plans.flatMap((plan) => plan.facts));
    for (const id of LONG) expect(shown).toContain(id);
  });

  it("says a fact in the unit of its name", () => {
    expect(formatFact("shard", 4, 0, ago)).toBe("004");
    expect(formatFact("ordinal", 187, 0, ago)).toBe("#187");
    expect(formatFact("range", 0.25, 0, ago)).toBe("25%");
    expect(formatFact("lagMs", 16_200, 0, ago)).toBe("16.2 s");
    expect(formatFact("arrivalUs", 1_000_000, 4_100_000, ago)).toBe("00:01.000, 3.1 s ago");
    expect(formatFact("bytes", 2_048, 0, ago)).toBe("2 KiB");
    expect(formatFact("partitionKey", "user-17", 0, ago)).toBe("user-17");
  });
});

describe("budgets", () => {
  it("stand only for what the facts tell, each with its limit's source", () => {
    const facts = factBook([
      { id: "askedRecordsPerS", value: 1_310 },
      { id: "readCallsPerS", value: 4.1 },
    ]);
    const budgets = budgetsOf(facts);
    expect(budgets.map(({ id, usedText, limitText }) => [id, usedText, limitText])).toEqual([
      ["writeRecords", "1,310", "1,000/s"],
      ["readCalls", "4.1", "5/s"],
    ]);
    for (const budget of budgets) expect(budget.limit.source).toMatch(/Kinesis/);
  });
});

describe("words", () => {
  const record = factBook([
    { id: "producer", value: "sdk-1" },
    { id: "partitionKey", value: "user-17" },
    { id: "shard", value: 1 },
    { id: "read:K", value: -1 },
    { id: "read:N", value: 2_000_000 },
    { id: "reRead:N", value: 1 },
  ]);

  it("tells what a record is and who has read it", () => {
    const selection = { type: "record", ordinal: 187 } as const;
    expect(sentencesOf(selection, record, "producer", t)).toEqual([
      "sdk-1 put it with the key user-17. The MD5 of the key lies in the range of shard 001, so it is there.",
    ]);
    expect(readersOf(selection, record, t).map(({ label, value }) => [label, value])).toEqual([
      ["K", "not yet"],
      ["N", "taken 00:02.000, 1 time again"],
    ]);
  });

  it("tells why a record was late", () => {
    const facts = factBook([
      { id: "letter", value: "N" },
      { id: "ordinal", value: 187 },
      { id: "higherOrdinal", value: 211 },
      { id: "shard", value: 1 },
      { id: "higherShard", value: 4 },
      { id: "reason", value: "child-before-parent" },
    ]);
    const selection = { type: "evidence", consumer: 3, row: 0 } as const;
    expect(sentencesOf(selection, facts, "consumer", t).at(-1)).toBe(
      "N read the child shard 004 before it had finished the parent 001.",
    );
  });
});
