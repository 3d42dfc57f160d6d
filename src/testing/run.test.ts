import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advance,
  checkRun,
  command,
  createRun,
  openLog,
  seek,
  stateHash,
  type Run,
} from "../engine/public.ts";
import { hashPlain, hexOf } from "../base/plain.ts";
import { models } from "../headless/models.ts";
import { emptyLog, type Log } from "../protocol/log.ts";
import { Dice, randomLog } from "./randomLog.ts";

const SPAN_US = 20_000_000;
const seeds = fc.integer({ min: 0, max: 0x7fffffff });
const logOf = (seed: number): Log => randomLog(seed, 10, SPAN_US);
const ran = (log: Log, toUs = SPAN_US): Run => {
  const run = createRun(log, models);
  advance(run, toUs);
  return run;
};
const RUNS = { numRuns: 25 };

describe("a run is a function of its log and the moment", () => {
  test("however it is sliced", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const log = logOf(seed);
        const whole = ran(log);
        checkRun(whole);
        const sliced = createRun(log, models);
        const dice = new Dice(seed + 1);
        while (sliced.world.nowUs < SPAN_US) {
          advance(
            sliced,
            Math.min(SPAN_US, sliced.world.nowUs + dice.below(3_000_000)),
            1 + dice.below(5_000),
          );
        }
        advance(sliced, SPAN_US);
        expect(stateHash(sliced)).toBe(stateHash(whole));
        expect(sliced.chronicle.ticks.count).toBe(whole.chronicle.ticks.count);
      }),
      RUNS,
    );
  });

  test("wherever one goes back and forth, and history is written once", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.array(fc.integer({ min: 0, max: SPAN_US }), { maxLength: 6 }),
        (seed, moments) => {
          const log = logOf(seed);
          const run = ran(log);
          const ticks = run.chronicle.ticks.count;
          const rows = run.world.chronicle.journal;
          for (const atUs of moments) {
            seek(run, atUs);
            expect(stateHash(run)).toBe(stateHash(ran(log, atUs)));
          }
          seek(run, SPAN_US);
          expect(stateHash(run)).toBe(stateHash(ran(log)));
          expect(run.chronicle.ticks.count).toBe(ticks);
          expect(run.chronicle.journal.first + run.chronicle.journal.rows.length).toBe(rows);
        },
      ),
      RUNS,
    );
  });

  test("a command given live is the same as one in the log; a refused one on an actor is not kept", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const log = logOf(seed);
        const live = createRun({ ...log, entries: [] }, models);
        for (const entry of log.entries) {
          advance(live, entry.atUs);
          command(live, entry.command);
        }
        advance(live, SPAN_US);
        expect(log.entries).toEqual(expect.arrayContaining([...live.entries]));
        expect(stateHash(live)).toBe(stateHash(ran({ ...log, entries: live.entries })));
      }),
      RUNS,
    );
  });
});

test("an edit in the past forks: the new branch is the run of its log, the old one is the ghost", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: SPAN_US - 1 }), (seed, atUs) => {
      const run = ran(logOf(seed));
      const ticks = run.chronicle.ticks.count;
      seek(run, atUs);
      command(run, { type: "Assume", assumptions: { visibleUs: 50_000 } });
      expect(run.ghost?.forkUs).toBe(atUs);
      expect(run.ghost?.chronicle.ticks.count).toBe(ticks);
      advance(run, SPAN_US);
      const log = { ...run.log, entries: [...run.entries] };
      const fresh = ran(log);
      expect(stateHash(run)).toBe(stateHash(fresh));
      expect(run.chronicle.ticks.count).toBe(fresh.chronicle.ticks.count);
    }),
    RUNS,
  );
});

test("opening a changed log on an old run equals opening it afresh", () => {
  fc.assert(
    fc.property(seeds, fc.nat(), (seed, cut) => {
      const log = logOf(seed);
      const shorter = { ...log, entries: log.entries.slice(0, cut % (log.entries.length + 1)) };
      const reopened = openLog(shorter, models, ran(log));
      seek(reopened, SPAN_US);
      expect(stateHash(reopened)).toBe(stateHash(ran(shorter)));
    }),
    RUNS,
  );
});

test("adding a consumer leaves the record log bit for bit as it was", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const log = logOf(seed);
      const writers = log.entries.filter(
        ({ command: each }) =>
          each.type !== "RemoveActor" && !(each.type === "AddActor" && each.role === "consumer"),
      );
      const reader = {
        type: "AddActor",
        id: 900,
        role: "consumer",
        kind: "get-records",
        name: "r",
        letter: "R",
        stream: "s",
        params: { pollMs: 200 },
      } as const;
      const without = ran({ ...log, entries: writers });
      const within = ran({
        ...log,
        entries: [...writers, { atUs: SPAN_US / 2, command: reader }].sort(
          (a, b) => a.atUs - b.atUs,
        ),
      });
      const logs = (run: Run): string =>
        hexOf(hashPlain(run.world.streams.map((stream) => stream.log)));
      expect(logs(within)).toBe(logs(without));
    }),
    RUNS,
  );
});

test("an edit keeps what the log still plans, and a fork drops only what was done by hand", () => {
  const late = { type: "Assume", assumptions: { visibleUs: 1 } } as const;
  const planned = { atUs: 9_000_000, command: late };
  const run = createRun({ ...emptyLog(1), entries: [planned] }, models);
  const given = { type: "Assume", assumptions: { visibleUs: 2 } } as const;
  advance(run, 1_000_000);
  command(run, given);
  expect(run.entries).toEqual([{ atUs: 1_000_000, command: given }, planned]);
  advance(run, 5_000_000);
  command(run, given);
  seek(run, 3_000_000);
  command(run, given);
  expect(run.entries.map((entry) => entry.atUs)).toEqual([1_000_000, 3_000_000, 9_000_000]);
});
