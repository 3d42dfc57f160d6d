import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { attachToken } from "./token.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "token-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("is another at each start, but a folder's own stays", async () => {
  expect(await attachToken(undefined)).not.toBe(await attachToken(undefined));
  const first = await attachToken(folder);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(await attachToken(folder)).toBe(first);
  expect(await readFile(join(folder, "token"), "utf8")).toBe(first);
});

it("is made anew where the folder's is not one", async () => {
  await writeFile(join(folder, "token"), "guess");
  expect(await attachToken(folder)).toMatch(/^[0-9a-f]{32}$/);
});
