import readme from "./README.md?raw";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadLaterTexts, setLanguage } from "../../i18n/i18n.ts";
import { type Text, textOf } from "../../i18n/useText.ts";
import type { ActorInfo, JournalRow } from "../../protocol/frame.ts";
import { GROUP_NAMES, GROUPS, toggled, typesOf } from "./groups.ts";
import { markOf } from "./markOf.ts";
import { rowText } from "./rowText.ts";

const t: Text<"journal"> = (key, values) => textOf("journal", key, values);
const promised = readme
  .split("\n")
  .filter((line) => /^\| [a-z][a-zA-Z]+ +\|/.test(line) && !line.startsWith("| type "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, type = "", values = ""]) => ({ type, values }));

const valuesFor = (values: string): Record<string, string | number> =>
  Object.fromEntries(
    values
      .replaceAll(/\([^()]*\)/g, "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => /^[a-zA-Z]+$/.test(name))
      .map((name) => [
        name,
        /letter|name|key|error|message|operation|status|stream/.test(name) ? "x" : 7,
      ]),
  );

afterEach(() => setLanguage("en"));

beforeAll(loadLaterTexts);

describe("journal", () => {
  it("has every type of its README in exactly one filter group, and no other", () => {
    const grouped = GROUP_NAMES.flatMap((group) => [...GROUPS[group]]);
    expect(grouped.toSorted()).toEqual(promised.map(({ type }) => type).toSorted());
  });

  it.each(["en", "ko"] as const)("has words for every type in %s", (lang) => {
    setLanguage(lang);
    for (const { type, values } of promised) {
      const row = { row: 1, atUs: 0, type, values: valuesFor(values), targets: [], times: 1 };
      const text = rowText(row, [], t);
      expect(`${type}: ${text}`).not.toMatch(/\{\{|undefined|NaN/);
      expect(text).not.toMatch(new RegExp(`^${type}`));
    }
  });

  it("hides nothing: a type without words is shown with its values", () => {
    const row = { row: 1, atUs: 0, type: "novel", values: { shard: 4 }, targets: [], times: 1 };
    expect(rowText(row, [], t)).toBe("novel, shard 004");
  });

  it("selects the mark a row is about", () => {
    const actors = [
      { id: 3, role: "consumer" },
      { id: 4, role: "producer" },
    ] as unknown as readonly ActorInfo[];
    const mark = (...targets: JournalRow["targets"]) =>
      markOf({ row: 1, atUs: 0, type: "late", values: {}, targets, times: 1 }, actors);
    const shard = { type: "shard", shard: 7 } as const;
    const record = { type: "record", ordinal: 9 } as const;
    expect(mark({ type: "key", key: "k" }, shard, record)).toEqual(record);
    expect(mark({ type: "actor", id: 3 }, shard)).toEqual({ type: "front", consumer: 3, shard: 7 });
    expect(mark({ type: "actor", id: 4 }, shard)).toEqual(shard);
    expect(mark({ type: "actor", id: 3 })).toEqual({ type: "actor", id: 3 });
    expect(mark({ type: "key", key: "k" })).toBeUndefined();
  });

  it("names the actor, the parents and the limit", () => {
    const actor = { id: 3, letter: "N", name: "naive" } as ActorInfo;
    const row: JournalRow = {
      row: 1,
      atUs: 0,
      type: "lateRecords",
      values: { shard: 1, records: 1_024 },
      targets: [{ type: "actor", id: 3 }],
      times: 1,
    };
    expect(rowText(row, [actor], t)).toBe("N took 1,024 records of shard 001 late");
    const opened = { shard: 4, parent: 3, adjacentParent: 1, range: 0.5 };
    expect(rowText({ ...row, type: "shardOpened", values: opened }, [], t)).toBe(
      "Shard 004 opens, child of 003 + 001, 50% of the key space",
    );
    const at = "85070591730234615865843651857942052864";
    const cut = { operation: "SplitShard", shard: 0, detail: `orders, at=${at}` };
    expect(rowText({ ...row, type: "call", values: cut }, [], t)).toBe(
      "SplitShard of 000 accepted: orders, at=25%",
    );
    const refused = { shard: 2, limit: "records" };
    expect(rowText({ ...row, type: "throttleStart", values: refused }, [], t)).toBe(
      "Shard 002 starts to refuse writes: over 1,000 records a second",
    );
  });

  it("tells how many writes a shard refused, and for how long", () => {
    const ended = (values: JournalRow["values"]): string =>
      rowText(
        { row: 1, atUs: 9_000_000, type: "throttleEnd", values, targets: [], times: 1 },
        [],
        t,
      );
    const values = { stream: "clicks", shard: 1, throttled: 1_251, durationUs: 3_400_000 };
    expect(ended(values)).toBe(
      "Shard 001 no longer refuses writes: 1,251 records refused within 3.4 s",
    );
    const least = { ...values, throttled: 1, atLeast: 1, durationUs: 0 };
    expect(ended(least)).toBe(
      "Shard 001 no longer refuses writes: at least 1 record refused at one moment",
    );
    setLanguage("ko");
    expect(ended(values)).toBe("샤드 001 쓰기 거부 끝남: 3.4초 동안 레코드 1,251개 거부");
  });

  it("names the program that made a call", () => {
    const values = { operation: "PutRecords", shard: -1, detail: "orders", caller: "shop" };
    const row = { row: 1, atUs: 0, type: "call", values, targets: [], times: 1 };
    expect(rowText(row, [], t)).toBe("PutRecords by shop accepted: orders");
    setLanguage("ko");
    expect(rowText(row, [], t)).toBe("shop의 PutRecords 수락됨: orders");
  });

  it("asks for every type when no filter is off, and keeps the groups' order", () => {
    expect(typesOf(GROUP_NAMES)).toEqual([]);
    expect(typesOf(["reads"])).toEqual(GROUPS.reads);
    expect(toggled(["reads"], "edits")).toEqual(["edits", "reads"]);
    expect(toggled(["edits", "reads"], "edits")).toEqual(["reads"]);
  });
});
