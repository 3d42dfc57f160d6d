import { describe, expect, it } from "vitest";
import { facesFor, holdsAny, lettersOf } from "./fonts.ts";
import { make } from "./svg.ts";

const code = (text: string): Set<number> =>
  new Set(Array.from(text, (each) => each.codePointAt(0)!));

describe("faces of a picture", () => {
  it.each([
    ["U+0000-00FF,U+2122", "a", true],
    ["U+0000-00FF, U+2122", "™", true],
    ["U+0000-00FF", "주", false],
    ["U+0000-00FF", "주a", true],
    ["U+AC??", "가", true],
    ["U+AC??", "주", false],
    ["u+1f600", "😀", true],
    ["", "a", true],
    ["", "", false],
    ["nonsense", "a", false],
  ])("unicode-range %s for %s: %s", (range, text, held) => {
    expect(holdsAny(range, code(text))).toBe(held);
  });

  it("are asked for by every family of a text, with the letters of that text alone", () => {
    const drawing = make("svg", {});
    const outer = make("text", { "font-family": '"Inter Variable", sans-serif' });
    const inner = make("tspan", { "font-family": "mono" });
    inner.append("xy");
    outer.append(inner);
    const other = make("text", { "font-family": '"Inter Variable", sans-serif' });
    other.append("ab");
    drawing.append(outer, other);
    const letters = lettersOf(drawing);
    expect([...letters.keys()]).toEqual(["Inter Variable", "sans-serif", "mono"]);
    expect(letters.get("mono")).toEqual(code("xy"));
    expect(letters.get("Inter Variable")).toEqual(code("xyab"));
  });

  it("are none where the page has none", async () => {
    expect(await facesFor(new Map([["Inter Variable", code("a")]]))).toBe("");
  });
});
