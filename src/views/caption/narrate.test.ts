import readme from "./README.md?raw";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadLaterTexts, setLanguage } from "../../i18n/i18n.ts";
import { type Text, textOf } from "../../i18n/useText.ts";
import { STORY_IDS, type StoryFact, type StoryId } from "../../protocol/frame.ts";
import { explain } from "./explain.ts";
import { happeningMessages } from "./happeningMessages.ts";
import { captionMessages } from "./messages.ts";
import { narrate } from "./narrate.ts";

const t: Text<"caption"> = (key, values) => textOf("caption", key, values);
const more: Text<"happening"> = (key, values) => textOf("happening", key, values);

/** The README's table: what the engine gives with each id. */
const promised = new Map(
  readme
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, id]) => STORY_IDS.some((each) => each === id))
    .map(([, id = "", , values = ""]) => [id as StoryId, values] as const),
);

const SAMPLE: Readonly<Record<string, string | number>> = {
  letter: "K",
  name: "reader",
  key: "user-17",
  reason: "child-before-parent",
  limit: "records",
  cause: "processing",
  operation: "SplitShard",
  sink: "none",
  status: "",
  stream: "orders",
  topKey: "user-5",
  untilUs: 9_000_000,
  stepEndsUs: 12_000_000,
  share: 0.61,
};

const factOf = (id: StoryId, more: StoryFact["values"] = {}): StoryFact => {
  const names = (promised.get(id) ?? "")
    .replaceAll(/\([^()]*\)/g, "")
    .split(",")
    .map((name) => name.trim().replace("?", ""))
    .filter((name) => /^[a-zA-Z]+$/.test(name));
  const values = Object.fromEntries(names.map((name) => [name, SAMPLE[name] ?? 7]));
  return { id, importance: 1, sinceUs: 0, values: { ...values, ...more }, targets: [] };
};

const VARIANTS: Partial<Record<StoryId, readonly StoryFact["values"][]>> = {
  orderBroken: ["child-before-parent", "different-shards", "position-moved"].map((reason) => ({
    reason,
  })),
  writeThrottled: [{ limit: "records" }, { limit: "bytes" }],
  readThrottled: [{ limit: "calls" }, { limit: "bytes" }],
  resharding: [
    { operation: "SplitShard" },
    { operation: "MergeShards" },
    { operation: "UpdateShardCount" },
    { operation: "UpdateShardCount", stepsLeft: 0 },
  ],
  fallingBehind: [
    ...["processing", "calls", "bytes", "down", "silent"].map((cause) => ({ cause })),
    { cause: "processing", writtenPerS: 0 },
  ],
  noProducers: [{ unread: 0 }, { unread: 7, letter: "A" }],
  reReading: [{ due: 0 }, { due: 97 }],
  retentionNear: [{ share: 0.61 }, { share: 1 }],
  noStream: [
    ...["", "CREATING", "DELETING"].map((status) => ({ status })),
    { status: "", plannedUs: 4_000_000 },
  ],
  calm: [
    { records: 0, delivered: 0 },
    { records: 1, delivered: 0 },
    { records: 9, delivered: 0, consumers: 1 },
    { records: 9, delivered: 3 },
    { records: 900, delivered: 3 },
    { records: 900, delivered: 0, consumers: 0 },
  ],
};

beforeAll(loadLaterTexts);
afterEach(() => setLanguage("en"));

describe("narrate", () => {
  it("promises values for every story id in its README", () => {
    expect([...promised.keys()].toSorted()).toEqual([...STORY_IDS].toSorted());
  });

  it.each(["en", "ko"] as const)("finds words for all that the README promises, in %s", (lang) => {
    setLanguage(lang);
    const lines = STORY_IDS.flatMap((id) =>
      (VARIANTS[id] ?? [{}]).map((given) => {
        const fact = factOf(id, given);
        return { ...narrate(fact, 1_000_000, t), ...explain(fact, 1_000_000, more) };
      }),
    );
    for (const said of lines) {
      for (const text of [said.title, said.line, said.why, said.advice]) {
        expect(`${said.id}: ${text}`).not.toMatch(/\{\{|\}\}|undefined|NaN/);
        expect(text.length).toBeGreaterThan(3);
      }
      expect(said.line.split("**").length % 2).toBe(1);
      expect(said.source.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(new Set(lines.map((said) => said.line)).size).toBe(lines.length);
  });

  it("keeps a line to what two lines of a phone hold", () => {
    for (const id of STORY_IDS) {
      for (const more of VARIANTS[id] ?? [{}]) {
        const { line } = narrate(factOf(id, more), 1_000_000, t);
        expect(line.replaceAll("**", "")).toMatch(/^.{10,112}$/);
      }
    }
  });

  it("gives the fact's own targets and says the numbers as people do", () => {
    const targets = [{ type: "shard", shard: 4 }] as const;
    const fact = { ...factOf("hotKey", { shard: 4, share: 0.613, key: "user-17" }), targets };
    const said = narrate(fact, 0, t);
    expect(said.targets).toBe(targets);
    expect(said.line).toBe(
      "One key, **user-17**, is 61% of shard **004**. No split divides a key: it stays one thin line.",
    );
  });

  it.each([
    { delivered: 9.63, written: 12, en: "handles 9.6/s while 12/s arrive", ko: "9.6/s 처리" },
    { delivered: 0.05, written: 2, en: "handles 0.1/s while 2/s arrive", ko: "도착은 2/s" },
    { delivered: 0.05, written: 0.5, en: "handles 3/min while 30/min arrive", ko: "분당 3 처리" },
    { delivered: 0, written: 0.5, en: "handles less than arrives", ko: "도착보다 처리가 느립니다" },
  ])("tells slow rates as people do: $en", ({ delivered, written, en, ko }) => {
    const fact = factOf("fallingBehind", { deliveredPerS: delivered, writtenPerS: written });
    expect(narrate(fact, 0, t).line).toContain(en);
    setLanguage("ko");
    expect(narrate(fact, 0, t).line).toContain(ko);
  });

  it("counts down to the end of a block", () => {
    const said = narrate(factOf("readBlocked", { untilUs: 9_000_000 }), 4_800_000, t);
    expect(said.line).toContain("4.2 s");
  });

  it("has no key that only one language's plural needs", () => {
    const keys = Object.keys({ ...captionMessages.en, ...happeningMessages.en });
    const singles = keys.filter((key) => key.endsWith("_one"));
    for (const key of singles) expect(keys).toContain(key.replace("_one", "_other"));
  });
});
