// @vitest-environment node
import { Visitor, parseSync } from "vite";
import { expect, it } from "vitest";
import { GROUP_NAMES, GROUPS } from "./groups.ts";
import { journalMessages } from "./messages.ts";

const sources = import.meta.glob<string>(
  ["../../engine/**/*.ts", "../../kinds/**/*.ts", "!**/*.test.ts", "!**/*.testing.ts"],
  { query: "?raw", import: "default", eager: true },
);

/** What the chronicle calls a split or a merge is shown as shards that close and open. */
const SHOWN_AS: Readonly<Record<string, readonly string[]>> = {
  split: ["shardOpened", "shardClosed"],
  merge: ["shardOpened", "shardClosed"],
};

/** Where a row's type stands among the arguments, by who is called. */
const PLACES: Readonly<Record<string, number>> = {
  note: 1,
  ".note": 0,
  ".noteEpisode": 0,
  addJournal: 2,
};

interface Node {
  readonly type: string;
  readonly [name: string]: unknown;
}

/** String literals that an argument may be, or its name. */
const textsOf = (node: Node, known: ReadonlyMap<string, Node>): readonly string[] => {
  if (node.type === "Literal" && typeof node["value"] === "string") return [node["value"]];
  if (node.type === "ConditionalExpression") {
    return [node["consequent"], node["alternate"]].flatMap((each) => textsOf(each as Node, known));
  }
  const name = String(node["name"]);
  const made = known.get(name);
  return made ? textsOf(made, new Map()) : [`?${name}`];
};

const calledOf = (callee: Node): string =>
  callee.type === "MemberExpression"
    ? `.${String((callee["property"] as Node)["name"])}`
    : String(callee["name"]);

/** Types noted in a file; one that is a parameter there is "?" and its name. */
const notedIn = (path: string, text: string): readonly string[] => {
  const { program } = parseSync(path, text);
  const known = new Map<string, Node>();
  const found: Node[] = [];
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (id.type === "Identifier" && init) known.set(id.name, init as unknown as Node);
    },
    CallExpression: (node) => {
      const place = PLACES[calledOf(node.callee as unknown as Node)];
      const given = place === undefined ? undefined : node.arguments[place];
      if (given) found.push(given as unknown as Node);
    },
  }).visit(program);
  return found.flatMap((each) => textsOf(each, known));
};

const noted = Object.entries(sources).flatMap(([path, text]) => notedIn(path, text));
const types = [...new Set(noted)].filter((type) => !type.startsWith("?"));

it("finds the types where the engine notes them", () => {
  const some = ["call", "refused", "edit", "late", "copy", "requestLost", "throttleEnd", "split"];
  for (const type of some) expect(types).toContain(type);
  // The parameters of `note` and `noteEpisode` themselves; each of their callers is looked at.
  expect([...new Set(noted)].filter((type) => type.startsWith("?"))).toEqual(["?type"]);
});

it("has words in both languages and a group for every type the engine can note", () => {
  const shown = types.flatMap((type) => SHOWN_AS[type] ?? [type]);
  const grouped: readonly string[] = GROUP_NAMES.flatMap((group) => [...GROUPS[group]]);
  for (const type of shown) {
    expect(Object.keys(journalMessages.en)).toContain(`row.${type}`);
    expect(Object.keys(journalMessages.ko)).toContain(`row.${type}`);
    expect(grouped).toContain(type);
  }
});
