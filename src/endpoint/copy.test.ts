import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { advance, createRun, stateHash } from "../engine/public.ts";
import { models } from "../headless/models.ts";
import { emptyLog, type Command } from "../protocol/log.ts";
import { parseFile } from "../scenario/file.ts";
import { decodeLink, encodeLink } from "../scenario/link.ts";
import type { LinkState } from "../scenario/state.ts";
import { anyCallOf } from "../testing/anyCall.ts";
import { copyText } from "./copy.ts";
import { Host, type HostOptions } from "./host.ts";
import { headersOf, startRig } from "./rig.testing.ts";
import { Told } from "./told.ts";

const stateIn = (text: string | undefined): LinkState => {
  const result = parseFile(text ?? "");
  if (!result.ok) throw new Error(result.error.message);
  return result.state;
};

const hashOf = ({ log, atUs }: LinkState): string => {
  const run = createRun(log, models);
  advance(run, atUs ?? 0);
  return stateHash(run);
};

const step = fc.oneof(
  { weight: 3, arbitrary: anyCallOf() },
  {
    weight: 4,
    arbitrary: fc.record({
      operation: fc.constant("PutRecords"),
      input: fc
        .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 5 })
        .map((keys) => ({
          StreamName: "orders",
          Records: keys.map((PartitionKey) => ({ PartitionKey, Data: "aGk=" })),
        })),
      waitUs: fc.constantFrom(0, 30_000, 900_000),
    }),
  },
);
const steps = fc.array(fc.tuple(step, fc.constantFrom("checkout", "billing")), { maxLength: 25 });

test("whatever was called over the wire, the copy of the run is the run", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const rig = await startRig();
      const call = async (operation: string, input: object, key: string): Promise<void> => {
        const headers = headersOf(operation);
        headers["authorization"] = headers["authorization"]!.replace("rig/", `${key}/`);
        const body = JSON.stringify(input);
        await (await fetch(rig.url, { method: "POST", headers, body })).arrayBuffer();
      };
      await call("CreateStream", { StreamName: "orders", ShardCount: 2 }, "checkout");
      await rig.host.advance(1_500_000);
      for (const [{ operation, input, waitUs }, key] of given) {
        await call(operation, input, key);
        await rig.host.advance(waitUs);
      }
      rig.host.stop();
      const answer = await fetch(`${rig.url}/__log`);
      expect(answer.status).toBe(200);
      const state = stateIn(await answer.text());
      expect(hashOf(state)).toBe(stateHash(rig.host.run));
      expect(hashOf(state).slice(0, 6)).toBe(state.hash24);
      expect(await decodeLink(`#${await encodeLink(state)}`)).toEqual({ ok: true, state });
      await rig.close();
    }),
    { numRuns: 12 },
  );
});

test("a folder's run can be copied after a kill and after a clean end", async () => {
  const root = await mkdtemp(join(tmpdir(), "copy-"));
  let wallMs = 1_790_000_000_000;
  const optionsFor = (folder: string): HostOptions => ({
    models,
    speed: 1,
    origin: "",
    folder: join(root, folder),
    wall: () => wallMs,
    begin: () => Promise.resolve({ origin: "", log: emptyLog(5) }),
  });
  const create: Command = {
    type: "Call",
    operation: "CreateStream",
    input: { StreamName: "s", ShardCount: 1 },
  };
  const host = await Host.open(optionsFor("a"));
  host.obey(create);
  wallMs += 3_000;
  host.step();
  host.mark();
  await host.commit();
  await cp(join(root, "a"), join(root, "b"), { recursive: true });
  await writeFile(join(root, "b", "lock"), "4194305 1\n");
  const again = await Host.open(optionsFor("b"));
  const state = stateIn(copyText(again));
  expect(state.log.entries).toEqual([{ atUs: 0, command: create }]);
  expect(hashOf(state)).toBe(stateHash(again.run));
  await again.close();
  const later = await Host.open(optionsFor("b"));
  wallMs += 1_000;
  later.obey({ type: "Call", operation: "ListStreams", input: {} });
  const whole = stateIn(copyText(later));
  expect(whole.log.entries.map(({ command }) => command.type)).toEqual(["Call", "Call"]);
  expect(hashOf(whole)).toBe(stateHash(later.run));
  await later.close();
  await host.close();
  await rm(root, { recursive: true });
});

test("what was planned comes before what was told in the same moment", () => {
  const told = new Told([]);
  const entry = (atUs: number, id: number) => ({
    atUs,
    command: { type: "RemoveActor", id } as const,
  });
  for (const each of [entry(5, 2), entry(5, 3), entry(9, 4)]) {
    told.append([Buffer.from(JSON.stringify(each))]);
  }
  const planned = [entry(5, 1), entry(9, 5)];
  expect(told.entries(planned)).toEqual([
    entry(5, 1),
    entry(5, 2),
    entry(5, 3),
    entry(9, 5),
    entry(9, 4),
  ]);
});

test("too much is not kept for a copy", () => {
  const told = new Told([]);
  for (let at = 0; at < 4; at++) told.append([new Uint8Array(8_388_608)]);
  expect(told.complete).toBe(true);
  told.append([new Uint8Array(1)]);
  expect(told.complete).toBe(false);
  expect(told.entries([])).toBeUndefined();
});
