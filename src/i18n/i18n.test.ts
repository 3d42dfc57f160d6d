import { describe, expect, it } from "vitest";
import { formatBytes, formatClock, formatDuration, formatPercent } from "./format.ts";
import { loadLaterTexts, preferredLanguage, setLanguage } from "./i18n.ts";
import { laterTables } from "./laterTables.ts";
import { tables } from "./tables.ts";
import { textOf } from "./useText.ts";

const all = { ...tables, ...laterTables };
const rows = Object.entries(all).flatMap(([room, { en, ko }]) =>
  Object.keys(en).map((key) => ({
    name: `${room}.${key}`,
    en: (en as Readonly<Record<string, string>>)[key] ?? "",
    ko: (ko as Readonly<Record<string, string>>)[key] ?? "",
  })),
);
const places = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ""))]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(" ");

describe("texts", () => {
  it("says something in both languages under every key", () => {
    expect(rows.filter((row) => row.en.trim() === "" || row.ko.trim() === "")).toEqual([]);
  });

  it("has the same places to fill in both languages", () => {
    const differing = rows.filter((row) => places(row.en) !== places(row.ko));
    expect(differing.map((row) => row.name)).toEqual([]);
  });

  it("fills places and chooses plurals", async () => {
    await loadLaterTexts();
    setLanguage("en");
    expect(textOf("timebar", "more", { mark: "Edit", count: 1 })).toBe("Edit, and 1 more");
    expect(textOf("app", "badFile", { name: "a.json", why: "Why." })).toContain("a.json");
    setLanguage("ko");
    expect(textOf("timebar", "stop")).toBe("중지");
    expect(textOf("share", "copy")).toBe("복사");
    setLanguage("en");
  });
});

describe("formats", () => {
  it.each([
    [16_200_000, "16.2 s"],
    [10_800_000_000, "3 h"],
    [250_000, "250 ms"],
    [0, "0 s"],
  ])("writes %i µs as %s", (us, text) => {
    expect(formatDuration(us)).toBe(text);
  });

  it("writes the clock, bytes and shares", () => {
    expect(formatClock(42_300_000)).toBe("00:42.300");
    expect(formatClock(90_061_000_000)).toBe("1 d 01:01:01.000");
    expect(formatBytes(1_048_576)).toBe("1 MiB");
    expect(formatPercent(0.61)).toBe("61%");
  });
});

describe("preferredLanguage", () => {
  it.each([
    [["ko-KR", "en"], "ko"],
    [["fr", "en-GB", "ko"], "en"],
    [["fr"], "en"],
  ] as const)("of %j is %s", (wanted, language) => {
    expect(preferredLanguage(wanted)).toBe(language);
  });
});
