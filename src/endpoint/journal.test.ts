import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Journal, readJournal } from "./journal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "journal-"));
});
afterAll(() => rm(folder, { recursive: true }));

const line = fc.string({ unit: "grapheme" }).map((text) => JSON.stringify({ text }));
const textsIn = async (path: string): Promise<string[]> =>
  (await readJournal(path)).texts.map((each) => each.toString("utf8"));

test("what was committed is read back in order, and a cut anywhere loses whole last lines only", async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(line, { maxLength: 4 }), { maxLength: 5 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (groups, part) => {
        const path = join(folder, `cut-${n++}`);
        const journal = new Journal(path);
        const commits = groups.map((group) => {
          for (const text of group)
            journal.append(Buffer.from(text.slice(0, 3)), Buffer.from(text.slice(3)));
          return journal.commit();
        });
        await Promise.all(commits);
        await journal.close();
        const texts = groups.flat();
        expect(await textsIn(path)).toEqual(texts);
        const whole = await readFile(path);
        expect(journal.bytes).toBe(whole.length);
        const cut = Math.floor(whole.length * part);
        await writeFile(path, whole.subarray(0, cut));
        const left = await textsIn(path);
        expect(left).toEqual(texts.slice(0, left.length));
        const kept = whole.subarray(0, cut).filter((byte) => byte === 10).length;
        expect(left.length).toBe(kept);
        expect((await readFile(path)).length).toBe(whole.subarray(0, cut).lastIndexOf(10) + 1);
      },
    ),
    { numRuns: 40 },
  );
});

test("damage before the end is refused", async () => {
  const path = join(folder, "damaged");
  const journal = new Journal(path);
  for (const text of ["one", "two", "three"]) journal.append(Buffer.from(text));
  await journal.close();
  const bytes = await readFile(path);
  bytes[bytes.indexOf("two")]! ^= 1;
  await writeFile(path, bytes);
  await expect(readJournal(path)).rejects.toThrow(`${path} is damaged at byte 13.`);
});

test("a journal goes on behind what was read, and a torn end is told", async () => {
  const path = join(folder, "again");
  const first = new Journal(path);
  first.append(Buffer.from("one"));
  await first.close();
  await appendFile(path, "12345678 tor");
  const { bytes, torn } = await readJournal(path);
  expect({ bytes, torn }).toEqual({ bytes: 13, torn: 12 });
  const second = new Journal(path, bytes);
  second.append(Buffer.from("two"));
  await second.close();
  expect(await textsIn(path)).toEqual(["one", "two"]);
});

test("what cannot be written is never said to be", async () => {
  const journal = new Journal(join(folder, "no", "such"));
  journal.append(Buffer.from("one"));
  await expect(journal.commit()).rejects.toThrow("ENOENT");
  await expect(journal.commit()).rejects.toThrow("ENOENT");
});
