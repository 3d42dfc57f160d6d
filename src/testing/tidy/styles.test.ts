import { expect, test } from "vitest";
import { files, importsOf, textOf } from "./sources.ts";

const users = files.filter((path) => path.endsWith(".tsx") || path.endsWith(".ts"));
const sheets = files.filter((path) => path.endsWith(".module.css"));

const classesIn = (css: string): ReadonlySet<string> => {
  const plain = css.replace(/\/\*[^]*?\*\//g, "").replace(/:global\([^)]*\)/g, "");
  return new Set([...plain.matchAll(/\.([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? ""));
};

/** The classes of a sheet that a file names, as `styles.name` or `styles["name"]`, or all where it computes them. */
const classesNamed = (user: string, sheet: string): readonly string[] | "computed" => {
  const file = sheet.split("/").at(-1) ?? "";
  const text = textOf(user);
  const local = new RegExp(`import (\\w+) from "[^"]*${file.replaceAll(".", "\\.")}"`).exec(text);
  if (local?.[1] === undefined) return [];
  const name = local[1];
  if (new RegExp(`\\b${name}\\[[^"]`).test(text)) return "computed";
  const uses = text
    .replace(/^import .*$/gm, "")
    .matchAll(new RegExp(`\\b${name}(?:\\.(\\w+)|\\["([^"]+)"\\])`, "g"));
  return [...uses].map((use) => use[1] ?? use[2] ?? "");
};

const usersOf = (sheet: string): string[] =>
  users.filter((user) => importsOf(user).some(({ path }) => path === sheet));

test("a class that a view names is in its sheet", () => {
  const gone = sheets.flatMap((sheet) => {
    const known = classesIn(textOf(sheet));
    return usersOf(sheet).flatMap((user) => {
      const named = classesNamed(user, sheet);
      if (named === "computed") return [];
      return named.filter((each) => !known.has(each)).map((each) => `${user} names .${each}`);
    });
  });
  expect(gone).toEqual([]);
});

test("a class of a sheet is named by a view", () => {
  const idle = sheets.flatMap((sheet) => {
    const named = usersOf(sheet).map((user) => classesNamed(user, sheet));
    if (named.includes("computed")) return [];
    const used = new Set(named.flat());
    return [...classesIn(textOf(sheet))]
      .filter((each) => !used.has(each))
      .map((each) => `${sheet} has .${each}`);
  });
  expect(idle).toEqual([]);
});
