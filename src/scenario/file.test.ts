// @vitest-environment node
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyLog } from "../protocol/log.ts";
import { FIRST_SCENARIO } from "./library/index.ts";
import { parseFile, printFile } from "./file.ts";
import { FILE_CHARS_MAX } from "./state.ts";
import { states } from "./states.testing.ts";

const plain = { shardscope: 1, view: {}, log: emptyLog(1) };
const faultOfFile = (document: unknown): string => {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const result = parseFile(text);
  return result.ok ? "opens" : result.error.message;
};

describe("files", () => {
  it("open as the state they were made of", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(parseFile(printFile(state))).toEqual({ ok: true, state });
      }),
    );
  });

  it("are refused when cut anywhere before the last brace", () => {
    fc.assert(
      fc.property(states, fc.nat(), (state, at) => {
        const text = printFile(state).trimEnd();
        expect(parseFile(text.slice(0, at % text.length)).ok).toBe(false);
      }),
    );
  });

  it("never throw, whatever they are", () => {
    const documents = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((log) => JSON.stringify({ ...plain, log })),
      fc.jsonValue().map((entries) => JSON.stringify({ ...emptyLog(1), entries })),
      fc.jsonValue().map((command) => {
        const log = { ...emptyLog(1), entries: [{ atUs: 0, command }] };
        return JSON.stringify({ ...plain, log });
      }),
    );
    fc.assert(
      fc.property(documents, (text) => {
        const result = parseFile(text);
        if (!result.ok) expect(result.error.message).toMatch(/\.$/);
      }),
      { numRuns: 1_000 },
    );
  });

  it("of a stock scenario are shown as the scenario is, but for what they say themselves", () => {
    const { name, view, log } = FIRST_SCENARIO;
    const text = printFile({ scenario: name, log: log(3), view: { windowUs: 7_000_000 } });
    const result = parseFile(text);
    expect(result.ok && result.state.view).toEqual({ ...view, windowUs: 7_000_000 });
  });

  it("may be a log alone", () => {
    const log = emptyLog(5);
    expect(parseFile(JSON.stringify(log))).toEqual({ ok: true, state: { view: {}, log } });
  });

  it.each([
    ["", "There is nothing to open."],
    ["{", "This is not JSON, or it stops before its end."],
    [[], "This is other where object is needed."],
    [{}, "shardscope: This is missing."],
    [{ shardscope: "one" }, "shardscope: '\"one\"' is not a format's version."],
    [{ ...plain, shardscope: 9 }, "shardscope: This was made by a newer Shardscope (format 9)"],
    [{ ...emptyLog(1), v: 2 }, "v: This was made by a newer Shardscope (format 2)"],
    [{ ...plain, colour: 1 }, "colour: Nothing of this name is known here."],
    [{ shardscope: 1, view: {} }, "log: This is missing."],
    [{ ...plain, log: { ...emptyLog(1), seed: -1 } }, "log.seed: -1 is outside 0 to 4294967295."],
    [
      { ...plain, log: { ...emptyLog(1), seed: "7" } },
      'log.seed: This is "7" where a number is needed.',
    ],
    [
      { ...plain, log: { ...emptyLog(1), region: "mars" } },
      "log.region: 'mars' is not a Region's name",
    ],
    [{ ...plain, view: { scale: "cubic" } }, "view.scale: 'cubic' is not one of: linear, log."],
    [{ ...plain, atUs: 0.5 }, "atUs: 0.5 is not a whole number."],
    [
      {
        ...plain,
        log: {
          ...emptyLog(1),
          entries: [
            { atUs: 5, command: { type: "RemoveActor", id: 1 } },
            { atUs: 4, command: { type: "RemoveActor", id: 1 } },
          ],
        },
      },
      "log.entries[1].atUs: The entry at 4 µs stands after one at 5 µs.",
    ],
  ])("say what is wrong and where: %j", (document, says) => {
    expect(faultOfFile(document)).toContain(says);
  });

  it("too long is not even taken apart", () => {
    const says = faultOfFile("x".repeat(FILE_CHARS_MAX + 1));
    expect(says.slice(0, 100)).toContain("characters long; at most 67108864 are read");
  });

  it("nested too deep are refused, not followed", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const command = `{"type":"Call","operation":"PutRecord","input":{"x":${deep}}}`;
    const log = JSON.stringify(emptyLog(1)).replace("[]", `[{"atUs":0,"command":${command}}]`);
    expect(parseFile(log).ok).toBe(false);
  });
});
