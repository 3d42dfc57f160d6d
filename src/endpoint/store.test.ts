import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stateHash } from "../engine/public.ts";
import { emptyLog, type Command } from "../protocol/log.ts";
import { Host, type HostOptions } from "./host.ts";
import { models } from "../headless/models.ts";

let root = "";
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "store-"));
});
afterAll(() => rm(root, { recursive: true }));

let wallMs = 1_790_000_000_000;
const optionsFor = (folder: string): HostOptions => ({
  models,
  speed: 1,
  origin: "",
  folder,
  wall: () => wallMs,
  begin: () => Promise.resolve({ origin: "", log: { ...emptyLog(5), payloadBudget: 1e6 } }),
});

const call = (operation: string, input: object): Command => ({ type: "Call", operation, input });
const put = (PartitionKey: string) =>
  call("PutRecord", { StreamName: "s", PartitionKey, Data: "AAAA" });

const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("a", "b", "c").map((key) => ({ put: key })) },
    { weight: 1, arbitrary: fc.constant({ odd: Number.NaN }) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 5_000 }).map((ms) => ({ wait: ms })) },
    { weight: 1, arbitrary: fc.constant({ advance: 700_000 }) },
    { weight: 2, arbitrary: fc.constant({ save: true }) },
    { weight: 2, arbitrary: fc.constant({ kill: true }) },
  ),
  { maxLength: 24 },
);

/** The folder as a kill -9 at this moment leaves it: its lock names nobody who lives. */
const killed = async (folder: string): Promise<string> => {
  const copy = join(root, String(folders++));
  await cp(folder, copy, { recursive: true });
  await writeFile(join(copy, "lock"), "4194305 1\n");
  return copy;
};

test("killed and opened again at any moment, the run is what it would have been", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      let folder = join(root, String(folders++));
      const startMs = wallMs;
      let kept = await Host.open(optionsFor(folder));
      const { folder: _folder, ...inMemory } = optionsFor(folder);
      wallMs = startMs;
      const plain = await Host.open(inMemory);
      plain.start();
      kept.start();
      const both = (command: Command): void => {
        const [a, b] = [kept.obey(command), plain.obey(command)];
        expect(a).toEqual(b);
      };
      both(call("CreateStream", { StreamName: "s", ShardCount: 2 }));
      wallMs += 2_000;
      for (const step of given) {
        if ("put" in step) both(put(step.put));
        else if ("odd" in step) {
          const input = { StreamName: "s", PartitionKey: "a", Data: "", DryRun: step.odd };
          both(call("PutRecord", input));
        } else if ("wait" in step) wallMs += step.wait;
        else if ("advance" in step) {
          await Promise.all([kept.advance(step.advance), plain.advance(step.advance)]);
        } else {
          await kept.commit();
          if ("save" in step) await kept.save();
          else {
            folder = await killed(folder);
            await kept.close();
            kept = await Host.open(optionsFor(folder));
            kept.start();
          }
        }
      }
      wallMs += 10;
      for (const host of [kept, plain]) host.step();
      expect(stateHash(kept.run)).toBe(stateHash(plain.run));
      plain.stop();
      await kept.close();
    }),
    { numRuns: 15 },
  );
});

test("time goes on when the wall's clock was set back while the program was down", async () => {
  const folder = join(root, "back");
  const host = await Host.open(optionsFor(folder));
  host.obey(call("ListStreams", {}));
  wallMs += 60_000;
  host.step();
  const beforeUs = host.nowUs;
  await host.close();
  wallMs -= 3_600_000;
  const again = await Host.open(optionsFor(folder));
  wallMs += 1_000;
  again.step();
  expect(again.nowUs - beforeUs).toBe(1_000_000);
  await again.close();
});

test("a snapshot leaves only itself and a new journal", async () => {
  const folder = join(root, "turn");
  const host = await Host.open(optionsFor(folder));
  host.obey(call("ListStreams", {}));
  await host.save();
  expect(await readdir(folder)).toEqual(["journal-00000001", "lock", "snapshot-00000001"]);
  await host.close();
  expect(await readdir(folder)).toEqual(["journal-00000002", "snapshot-00000002"]);
});

test("one process a folder, whole snapshots of this engine alone, and no foreign folder", async () => {
  const folder = join(root, "refusals");
  const host = await Host.open(optionsFor(folder));
  await expect(Host.open(optionsFor(folder))).rejects.toThrow(
    `${folder} is in use by process ${process.pid}: one process a folder.`,
  );
  await host.close();
  await expect(Host.open({ ...optionsFor(folder), origin: "scenario hot-key" })).rejects.toThrow(
    "keeps a run that began with an empty account",
  );
  const path = join(folder, "snapshot-00000001");
  const bytes = await readFile(path);
  await writeFile(path, bytes.toString("latin1").replace('"engine":"', '"engine":"0.'), "latin1");
  await expect(Host.open(optionsFor(folder))).rejects.toThrow(
    /was written by engine version 0\.\w+ .* this is engine version/,
  );
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(path, bytes);
  await expect(Host.open(optionsFor(folder))).rejects.toThrow("its checksum does not fit");
  await expect(Host.open(optionsFor(root))).rejects.toThrow("holds other files and no run");
});
