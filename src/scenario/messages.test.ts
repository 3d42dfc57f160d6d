// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EDIT_FORMS } from "./edits.ts";
import { faultOf, fillSentence } from "./faults.ts";
import { SCENARIOS } from "./library/index.ts";
import { faultText, type ScenarioKey, scenarioMessages } from "./messages.ts";

const { en, ko } = scenarioMessages;
const keys = Object.keys(en) as ScenarioKey[];
const placesOf = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe("the room's texts", () => {
  it("name the same values in both languages", () => {
    for (const key of keys) expect([key, placesOf(ko[key])]).toEqual([key, placesOf(en[key])]);
  });

  it("give every stock scenario a title, one question, something to try and what to see", () => {
    for (const { name } of SCENARIOS) {
      for (const table of [en, ko] as Readonly<Record<string, string>>[]) {
        expect(table[`${name}.title`]).toBeTruthy();
        expect(table[`${name}.question`]).toMatch(/^[^?]+\?$|^[^.]+\. [^?]+\?$|^.+까요\?$/);
        expect(table[`${name}.try`]).toMatch(/\.$/);
        expect(table[`${name}.see`]).toMatch(/\.$/);
      }
    }
  });

  it("say a fault in the language asked for, with what was expected", () => {
    const fault = faultOf("text", "t", { value: "soon", expected: "seconds" });
    expect(faultText(fault, (key, values = {}) => fillSentence(ko[key], values))).toBe(
      "t: 'soon'은(는) 쓸 수 없습니다. 필요한 것: 초 단위 시각(예: 31.5). 고치세요.",
    );
    expect(faultText(fault, (key, values = {}) => fillSentence(en[key], values))).toBe(
      fault.message,
    );
  });
});

describe("the README", () => {
  it("names every verb of an edit", () => {
    const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
    const verbs = EDIT_FORMS.map((form) => /^[a-z-]+/.exec(form)![0]);
    for (const verb of verbs) expect(readme).toMatch(new RegExp(`\`${verb}[~\`]`));
  });
});
