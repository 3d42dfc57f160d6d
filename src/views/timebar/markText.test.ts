import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadLaterTexts, setLanguage } from "../../i18n/i18n.ts";
import { type Text, textOf } from "../../i18n/useText.ts";
import { TICK_TYPES } from "../../protocol/frame.ts";
import type { Kinds } from "./marks.ts";
import { markText } from "./markText.ts";

const t: Text<"timebar"> = (key, values) => textOf("timebar", key, values);
const throttles = (kinds: Kinds): string => {
  const count = Object.values(kinds).reduce((sum, each) => sum + each, 0);
  return markText(t, { type: "throttle", subject: 1, count, kinds }, [], 0);
};

beforeAll(loadLaterTexts);
afterEach(() => setLanguage("en"));

describe("markText", () => {
  it("names what a cluster shows and the others by kind", () => {
    expect(throttles({ throttle: 1 })).toBe("Shard 001 throttles writes");
    expect(throttles({ throttle: 3, edit: 12, call: 1 })).toBe(
      "Shard 001 throttles writes; also 2 write throttles, 12 edits, 1 API call",
    );
    expect(throttles({ throttle: 3 })).toBe("Shard 001 throttles writes, and 2 more");
    setLanguage("ko");
    expect(throttles({ throttle: 1, edit: 16 })).toBe("샤드 001 쓰기 스로틀링 외 편집 16건");
  });

  it("of many kinds names the weightiest and counts the rest", () => {
    expect(throttles({ throttle: 1, status: 4, edit: 12, call: 2, split: 1 })).toBe(
      "Shard 001 throttles writes; also 1 split, 12 edits, 6 more",
    );
  });

  it.each(["en", "ko"] as const)("has words for every kind in %s", (lang) => {
    setLanguage(lang);
    for (const type of TICK_TYPES) {
      for (const count of [2, 3]) {
        const text = markText(t, { type, subject: 1, count, kinds: { [type]: count } }, [], 0);
        expect(text).not.toMatch(/\{\{|n\.|undefined/);
      }
    }
  });
});
