import { expect, test } from "vitest";
import type { Frame } from "../protocol/frame.ts";
import { scenarioByName } from "../scenario/library/index.ts";
import { PIECES, type Piece } from "../views/code/pieces/index.ts";
import { rolesOf } from "../views/code/programActors.ts";
import { PROGRAM_ACTORS, runProgram, type Ran } from "./program.testing.ts";

const streamOf = (piece: Piece) => {
  const scenario = scenarioByName(piece.scenario)!;
  const log = scenario.log(scenario.seed);
  for (const { command } of log.entries) {
    if (command.type !== "Call" || command.operation !== "CreateStream") continue;
    return { log, stream: (command.input as { readonly StreamName: string }).StreamName };
  }
  throw new Error(`${piece.scenario} makes no stream.`);
};

interface Seen extends Ran {
  readonly frame: Frame;
  readonly written: Frame["producers"][number];
  readonly read: Frame["consumers"][number];
}

const run = async (piece: Piece, form: "bug" | "fixed"): Promise<Seen> => {
  const ran = await runProgram(piece[form], { ...streamOf(piece), atS: piece.atS });
  const frame = ran.rig.pull();
  const written = frame.producers.find(({ id }) => id === PROGRAM_ACTORS.producer)!;
  const read = frame.consumers.find(({ id }) => id === PROGRAM_ACTORS.consumer)!;
  return { ...ran, frame, written, read };
};

/** What the engine itself shows of each piece, with its bug and without. */
const EVIDENCE: Readonly<
  Record<(typeof PIECES)[number]["name"], (bug: Seen, fixed: Seen) => void>
> = {
  "put-one": (bug, fixed) => {
    expect(bug.printed.at(-1)).toBe("shards used: 1");
    expect(fixed.printed.at(-1)).toBe("shards used: 4");
    expect([bug.written.accepted, fixed.written.accepted]).toEqual([12, 12]);
  },
  "put-records": (bug, fixed) => {
    expect(bug.written.duplicated).toBeGreaterThan(100);
    expect(fixed.written).toMatchObject({ accepted: 300, duplicated: 0, backlog: 0 });
    expect(fixed.printed.at(-1)).toBe("all stored");
  },
  "naive-reader": (bug, fixed) => {
    expect(bug.read.late).toBeGreaterThan(200);
    expect(fixed.read.late).toBe(0);
    expect(fixed.read.delivered).toBeGreaterThan(500);
  },
  "parents-first": (bug, fixed) => {
    expect(bug.read.late).toBeGreaterThan(20);
    expect(bug.read.late).toBeLessThan(100);
    expect(fixed.read.late).toBe(0);
    expect(fixed.read.delivered).toBeGreaterThan(3_000);
  },
  replay: (bug, fixed) => {
    expect(Math.abs(bug.read.delivered - 120)).toBeLessThan(10);
    expect(Math.abs(fixed.read.delivered - 180)).toBeLessThan(10);
    expect(fixed.read.late).toBe(0);
  },
  "split-hottest": (bug, fixed) => {
    expect(bug.last).toMatchObject({
      type: "failed",
      text: expect.stringMatching(/^ValidationException: .*'8.507059173023462e\+37'/),
    });
    expect(bug.frame.stream.status).toBe("ACTIVE");
    expect(fixed.frame.stream.status).toBe("UPDATING");
  },
  "fan-out": (bug, fixed) => {
    expect(bug.last).toMatchObject({
      type: "failed",
      text: expect.stringMatching(/^ResourceInUseException: /),
    });
    expect(bug.read.delivered).toBe(0);
    expect(fixed.read.delivered).toBeGreaterThan(5_000);
    expect(fixed.read.throttledCalls).toBe(0);
  },
};

test.each(PIECES)("$name: its evidence is as told, and gone when corrected", async (piece) => {
  const bug = await run(piece, "bug");
  const fixed = await run(piece, "fixed");
  expect(fixed.last).toMatchObject({ type: "done" });
  EVIDENCE[piece.name](bug, fixed);
});

test("a piece is on the stage what it does", () => {
  const roles = Object.fromEntries(PIECES.map(({ name, bug }) => [name, rolesOf(bug).join()]));
  expect(roles).toEqual({
    "put-one": "producer",
    "put-records": "producer",
    "naive-reader": "consumer",
    "parents-first": "consumer",
    replay: "consumer",
    "split-hottest": "consumer",
    "fan-out": "consumer",
  });
});
