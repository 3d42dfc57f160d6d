import { expect, test } from "vitest";
import { ARROWS, DOORS, roomOf, roomSeenFrom } from "./arrows.ts";
import { exists, files, importsOf, isCode, isTest } from "./sources.ts";

const code = files.filter((path) => path.startsWith("src/") && isCode(path));
const product = code.filter((path) => !isTest(path));

const between = (paths: readonly string[]) =>
  paths.flatMap((from) =>
    importsOf(from).flatMap(({ path, how }) =>
      path?.startsWith("src/") && roomOf(path) !== roomOf(from)
        ? [{ from, path, how, fromRoom: roomOf(from), toRoom: roomSeenFrom(roomOf(from), path) }]
        : [],
    ),
  );

test("a room imports only the rooms its arrows allow", () => {
  const broken = between(product)
    .filter(({ how, fromRoom, toRoom }) => how === "import" && !ARROWS[fromRoom]?.includes(toRoom))
    .map(({ from, path, fromRoom, toRoom }) => `${from} imports ${path}: ${fromRoom} -> ${toRoom}`);
  expect(broken, "not in src/testing/tidy/arrows.ts").toEqual([]);
});

test("a worker or asset of another room is reached from session alone", () => {
  const broken = between(product)
    .filter(
      ({ how, fromRoom, toRoom }) =>
        how === "url" && !(fromRoom === "session" && toRoom === "worker"),
    )
    .map(({ from, path }) => `${from} opens ${path}`);
  expect(broken).toEqual([]);
});

test("a room with a door is entered by it", () => {
  const broken = between(product).flatMap(({ from, path, fromRoom, toRoom }) =>
    DOORS.filter((each) => each.from === fromRoom && each.to === toRoom && each.door !== path).map(
      ({ door }) => `${from} imports ${path}; import ${door}`,
    ),
  );
  expect(broken).toEqual([]);
});

test("no product code imports tests or src/testing", () => {
  const broken = product.flatMap((from) =>
    importsOf(from).flatMap(({ path }) =>
      path && isTest(path) ? [`${from} imports ${path}`] : [],
    ),
  );
  expect(broken).toEqual([]);
});

test("what is imported exists, under its full name", () => {
  const broken = code.flatMap((from) =>
    importsOf(from).flatMap(({ path, specifier, how }) =>
      path !== undefined && how === "import" && !exists(path) && !exists(`public/${path}`)
        ? [`${from} imports ${specifier}`]
        : [],
    ),
  );
  expect(broken).toEqual([]);
});

test("every room of the code has a row in the table", () => {
  const rooms = new Set(product.map(roomOf));
  expect([...rooms].filter((room) => !(room in ARROWS))).toEqual([]);
});
