import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, checkRun, createRun, stateHash } from "../engine/public.ts";
import { models } from "../headless/models.ts";
import { Dice } from "../testing/randomLog.ts";
import { PUT, randomScript, Rig, SECOND_US, startLog, WAIT } from "./rig.testing.ts";

const withTwoPrograms = (seed: number): Rig => {
  const rig = new Rig(startLog(seed));
  rig.attach(1, randomScript(seed, 40));
  rig.attach(2, randomScript(seed + 1, 40));
  for (const id of [1, 2]) rig.join(id);
  return rig;
};

/** Plays on with a wall clock, a speed and carriers of messages that go as `dice` say. */
const playOn = (rig: Rig, dice: Dice, toUs: number, watch: () => void = () => {}): void => {
  while (rig.nowUs < toUs) {
    const seeking = dice.chance(20);
    if (seeking) rig.aim({ mode: "seek", toUs: Math.min(toUs, rig.nowUs + dice.below(400_000)) });
    else if (dice.chance(50)) rig.aim({ mode: "play", speed: 1 + dice.below(8) });
    rig.pull({}, 1 + dice.below(60));
    for (let turns = dice.below(60); turns > 0; turns--) {
      rig.session.work();
      rig.carry(dice);
    }
    if (dice.chance(5)) rig.settle(dice);
    watch();
  }
};

describe("a run with programs in it", () => {
  test("is the same at every moment when replayed from its entries, without them", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const rig = withTwoPrograms(seed);
        const seen: { atUs: number; applied: number; hash: string }[] = [];
        playOn(rig, new Dice(seed + 7), 6 * SECOND_US, () => {
          const { world } = rig.session.run;
          seen.push({
            atUs: world.nowUs,
            applied: world.entriesApplied,
            hash: stateHash(rig.session.run),
          });
        });
        rig.pull();
        checkRun(rig.session.run);
        expect(rig.entries).toEqual(rig.session.run.entries);
        expect(rig.entries.length).toBeGreaterThan(20);
        const replay = createRun({ ...startLog(seed), entries: rig.entries }, models);
        for (const { atUs, applied, hash } of seen) {
          advance(replay, atUs);
          if (replay.world.entriesApplied === applied) expect(stateHash(replay)).toBe(hash);
          else expect(rig.entries[applied]?.atUs).toBe(atUs);
        }
        advance(replay, rig.nowUs);
        expect(stateHash(replay)).toBe(stateHash(rig.session.run));
      }),
      { numRuns: 20 },
    );
  });

  test("makes the same log whatever the wall clock, the speed and the carriers do", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (seed, chance) => {
        const logs = [chance, chance + 1].map((each) => {
          const rig = withTwoPrograms(seed);
          playOn(rig, new Dice(each), 4 * SECOND_US);
          rig.pull();
          return rig.entries.filter(({ atUs }) => atUs < 4 * SECOND_US);
        });
        expect(logs[0]).toEqual(logs[1]);
      }),
      { numRuns: 25 },
    );
  });

  test("stands at the program's moment while it is at work", () => {
    const rig = new Rig(startLog(3));
    const moments: [number, number][] = [];
    rig.attach(1, (message, send) => {
      if (message.type === "stopped") return;
      moments.push([message.atUs, rig.nowUs]);
      send({ type: "timer", timerId: 1, us: 12_345 });
    });
    rig.join(1);
    rig.aim({ mode: "seek", toUs: 5 * SECOND_US });
    for (let turn = 0; turn < 20; turn++) {
      const frame = rig.pull({}, 16);
      expect(frame.goal.done).toBe(false);
      rig.settle();
      expect(rig.nowUs).toBe(moments.at(-1)![0]);
      rig.post(1, WAIT);
      rig.settle();
    }
    expect(moments).toHaveLength(21);
    expect(moments.every(([its, engines]) => its === engines)).toBe(true);
    expect(moments[20]![0]).toBe(SECOND_US + 20 * 12_345);
  });

  test("admits a call and answers it after latencies of the caller's own network", () => {
    const rig = new Rig(startLog(3));
    rig.attach(1, (message, send) => {
      if (message.type === "joined") {
        send({ type: "call", callId: 9, operation: "PutRecord", input: PUT });
      }
      send(WAIT);
    });
    rig.join(1);
    rig.aim({ mode: "seek", toUs: 2 * SECOND_US });
    rig.pull();
    rig.settle();
    const entry = rig.pull().log.entries;
    expect(entry).toEqual([
      {
        atUs: rig.entries.at(-1)!.atUs,
        command: { type: "Call", operation: "PutRecord", input: PUT, caller: 1 },
      },
    ]);
    const requestUs = entry[0]!.atUs - SECOND_US;
    const answer = rig.heard.get(1)!.find((each) => each.type === "answer")!;
    const responseUs = answer.atUs - entry[0]!.atUs;
    for (const us of [requestUs, responseUs]) {
      expect(us).toBeGreaterThanOrEqual(2_500);
      expect(us).toBeLessThanOrEqual(7_500);
    }
    expect(answer.outcome).toMatchObject({ ok: true });
    expect(rig.nowUs).toBe(2 * SECOND_US);
  });
});
