import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Report } from "../protocol/frame.ts";
import { printFile } from "../scenario/file.ts";
import { scenarioByName } from "../scenario/library/index.ts";
import { encodeLink } from "../scenario/link.ts";
import type { LinkState } from "../scenario/state.ts";

const ROOT = join(import.meta.dirname, "../..");
const TSX = join(ROOT, "node_modules/tsx/dist/cli.mjs");

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const sim = (...args: readonly string[]): Promise<Result> =>
  new Promise((resolve) => {
    const command = [TSX, join(ROOT, "src/headless/sim.ts"), ...args];
    execFile(process.execPath, command, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });

const reportOf = async (...args: readonly string[]): Promise<Report> => {
  const { code, out } = await sim(...args, "--json");
  expect(code).toBe(0);
  return JSON.parse(out) as Report;
};

const scenario = scenarioByName("split-while-lagging")!;
const state: LinkState = {
  scenario: scenario.name,
  log: scenario.log(scenario.seed),
  atUs: 45_000_000,
  view: scenario.view,
};

describe("npm run sim", () => {
  it("gives one report for a scenario, its link and its file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sim-"));
    const path = join(folder, "run.json");
    await writeFile(path, printFile(state));
    const link = `https://example.org/#${await encodeLink(state)}`;
    const named = await reportOf(scenario.name, "--until", "45s");
    expect(await reportOf(link)).toEqual(named);
    expect(await reportOf(path)).toEqual(named);
    await rm(folder, { recursive: true });
    expect(named).toMatchObject({
      scenario: "split-while-lagging",
      atUs: 45_000_000,
      stateHash: expect.stringMatching(/^[0-9a-f]{16}$/),
      streams: [{ name: "orders" }],
      producers: [{ name: "checkout", kind: "sdk", throttled: 0 }],
    });
    const [naive, careful] = named.consumers;
    expect(naive!.late).toBeGreaterThan(20);
    expect(naive!.evidence.length).toBeGreaterThan(0);
    expect(careful!.late).toBe(0);
  }, 30_000);

  it("prints a table, and another seed gives another run", async () => {
    const first = await sim(scenario.name, "--until=5s");
    const second = await sim(scenario.name, "--until=5s", "--seed=8");
    expect(first.out).toMatch(/^split-while-lagging at 5 s, state [0-9a-f]{16}\n/);
    expect(first.out).toMatch(/shardId-000000000000 +OPEN +100\.00 %/);
    expect(second.out.slice(0, 60)).not.toBe(first.out.slice(0, 60));
  }, 30_000);

  it("says when the engine now shows something else than the link was made of", async () => {
    const link = `#${await encodeLink({ ...state, atUs: 2_000_000, hash24: "000000" })}`;
    const { code, err } = await sim(link);
    expect(code).toBe(0);
    expect(err).toMatch(/^The link's state at 2 s was 000000 when it was made and is [0-9a-f]{6} /);
  }, 30_000);

  it.each([
    [["nowhere"], 1, "'nowhere' is no scenario, no link, and no file that can be read"],
    [["#v=1&s=hot-key"], 1, "link: The link stops before its end."],
    [["v=1&seed=1&c=hand"], 2, "say how far to run, e.g. --until 45s."],
    [["hot-key", "--until", "soon"], 2, "--until: 'soon' is not a time."],
  ])(
    "%j ends with a sentence and an exit code",
    async (args, code, says) => {
      const result = await sim(...args);
      expect(result.code).toBe(code);
      expect(result.err).toContain(says);
      expect(result.out).toBe("");
    },
    30_000,
  );
});
