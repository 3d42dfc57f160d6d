import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, checkRun, createRun, stateHash } from "../engine/public.ts";
import { models } from "../headless/models.ts";
import { OUTSIDE_LIMITS, type FromEngine } from "../protocol/outside.ts";
import { Dice } from "../testing/randomLog.ts";
import { randomScript, Rig, SECOND_US, startLog, type Script } from "./rig.testing.ts";

const PUT = { StreamName: "s", PartitionKey: "k", Data: "aGk=" };
const WAIT = { type: "wait" } as const;

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

const chatter: Script = (message, send) => {
  if (message.type === "stopped") return;
  send({ type: "timer", timerId: 1, us: 50_000 });
  send(WAIT);
};

const playing = (script: Script): Rig => {
  const rig = new Rig(startLog(5));
  rig.attach(1, script);
  rig.join(1);
  rig.aim({ mode: "play", speed: 10 });
  rig.pull({}, 16);
  rig.pull({}, 16);
  rig.settle();
  return rig;
};

const lastOf = (rig: Rig): FromEngine | undefined => rig.heard.get(1)!.at(-1);

describe("a program", () => {
  test("waits while the run is paused", () => {
    const rig = playing(chatter);
    rig.aim({ mode: "pause" });
    rig.pull({}, 16);
    rig.settle();
    const heard = rig.heard.get(1)!.length;
    for (let turn = 0; turn < 50; turn++) {
      rig.pull({}, 1_000);
      rig.settle();
    }
    expect(rig.heard.get(1)!.length).toBe(heard);
    expect(rig.ends.size).toBe(0);
    rig.aim({ mode: "play", speed: 1 });
    rig.pull({}, 16);
    rig.pull({}, 100);
    rig.settle();
    expect(rig.heard.get(1)!.length).toBeGreaterThan(heard);
  });

  test("is stopped when the run goes back, and when it is replaced", () => {
    const back = playing(chatter);
    back.aim({ mode: "seek", toUs: back.nowUs - 1 });
    back.pull();
    back.settle();
    expect(back.ends.get(1)).toBe("rewound");
    expect(lastOf(back)).toEqual({ type: "stopped", reason: "rewound" });
    expect(back.programs.any).toBe(false);

    const stepped = playing(chatter);
    stepped.pull({ goal: { id: 99, mode: "step", direction: -1 } });
    expect(stepped.ends.get(1)).toBe("rewound");

    const replaced = playing(chatter);
    replaced.pull({ open: { log: startLog(6), atUs: 0 } });
    replaced.settle();
    expect(replaced.ends.get(1)).toBe("replaced");
    expect(lastOf(replaced)).toEqual({ type: "stopped", reason: "replaced" });
  });

  test("goes on through a seek forward, and through another's edit", () => {
    const rig = playing(chatter);
    const fromUs = rig.nowUs;
    rig.give({ type: "UpdateActor", id: 3, params: { ratePerS: 70 } });
    rig.aim({ mode: "seek", toUs: fromUs + 2 * SECOND_US });
    rig.pull();
    rig.settle();
    expect(rig.nowUs).toBe(fromUs + 2 * SECOND_US);
    const timers = rig.heard.get(1)!.filter((each) => each.type === "timer");
    expect(timers.length).toBeGreaterThanOrEqual(2 * 20);
    expect(rig.ends.size).toBe(0);
  });

  test("makes a call in the run's past that leaves the old future behind", () => {
    const rig = new Rig(startLog(5), 9 * SECOND_US);
    rig.give({ type: "UpdateActor", id: 3, params: { ratePerS: 70 } });
    rig.aim({ mode: "seek", toUs: 3 * SECOND_US });
    rig.pull();
    rig.settle();
    rig.attach(1, (message, send) => {
      if (message.type === "joined") {
        send({ type: "call", callId: 1, operation: "PutRecord", input: PUT });
      }
      send(WAIT);
    });
    rig.join(1);
    rig.aim({ mode: "seek", toUs: 4 * SECOND_US });
    rig.pull();
    rig.settle();
    const frame = rig.pull();
    expect(rig.ends.size).toBe(0);
    expect(rig.entries).toEqual(rig.session.run.entries);
    expect(rig.entries.at(-1)!.command).toMatchObject({ operation: "PutRecord" });
    expect(frame.furthestUs).toBe(4 * SECOND_US);
  });

  test("that says nothing for two seconds is stopped, and time goes on", () => {
    const rig = playing(() => undefined);
    const heldUs = rig.nowUs;
    const pulls = OUTSIDE_LIMITS.silenceMs / 100;
    for (let turn = 0; turn < pulls - 2; turn++) {
      rig.pull({}, 100);
      rig.settle();
    }
    expect([rig.nowUs, rig.ends.size]).toEqual([heldUs, 0]);
    for (let turn = 0; turn < 4; turn++) {
      rig.pull({}, 100);
      rig.settle();
    }
    expect(rig.ends.get(1)).toBe("silent");
    expect(lastOf(rig)).toEqual({ type: "stopped", reason: "silent" });
    expect(rig.nowUs).toBeGreaterThan(heldUs);
  });

  test("is not taken for silent when the machine slept", () => {
    const rig = playing(() => undefined);
    rig.pull({}, 3_600_000);
    rig.settle();
    expect(rig.ends.size).toBe(0);
  });

  test("that asks for too much is stopped", () => {
    const most = OUTSIDE_LIMITS.messagesPerSimulatedS;
    const asking = (count: number): Rig =>
      playing((message, send) => {
        if (message.type !== "joined") return send(WAIT);
        for (let timerId = 0; timerId < count; timerId++) {
          send({ type: "timer", timerId, us: 900_000_000 });
        }
        send(WAIT);
      });
    expect(asking(most).ends.get(1)).toBeUndefined();
    expect(asking(most + 1).ends.get(1)).toBe("calls");
    const heavy = "x".repeat(OUTSIDE_LIMITS.charactersOfMessage - 100);
    const rig = playing((message, send) => {
      for (let callId = 0; callId < 5 && message.type === "joined"; callId++) {
        send({ type: "call", callId, operation: "PutRecord", input: { Data: heavy } });
      }
      send(WAIT);
    });
    expect(rig.ends.get(1)).toBe("calls");
  });

  test("is answered when a call cannot be taken, and the log does not have it", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic["self"] = cyclic;
    const heavy = { Data: "x".repeat(OUTSIDE_LIMITS.charactersOfMessage) };
    const rig = playing((message, send) => {
      if (message.type === "joined") {
        send({ type: "call", callId: 1, operation: "PutRecord", input: cyclic });
        send({ type: "call", callId: 2, operation: "PutRecord", input: heavy });
      }
      send(WAIT);
    });
    const errors = rig.heard
      .get(1)!
      .flatMap((each) =>
        each.type === "answer" && !each.outcome.ok ? [[each.callId, each.outcome.error.name]] : [],
      );
    expect(errors.toSorted()).toEqual([
      [1, "SerializationException"],
      [2, "ShardscopeLimit"],
    ]);
    expect(rig.session.run.entries).toHaveLength(startLog(5).entries.length);
  });

  test("that sends what is no message changes nothing", () => {
    const rig = playing(chatter);
    const before = stateHash(rig.session.run);
    const junk = [undefined, 7, "x", [], {}, { type: "join", producer: -1, consumer: "2" }];
    for (const each of [...junk, { type: "call" }, { type: "timer", timerId: 1, us: "x" }]) {
      rig.post(1, each);
    }
    while (rig.carry());
    expect(stateHash(rig.session.run)).toBe(before);
    expect(rig.ends.size).toBe(0);
  });

  test("that leaves has its calls on the wire admitted and is told nothing more", () => {
    const rig = playing((message, send) => {
      if (message.type !== "joined") return;
      send({ type: "call", callId: 1, operation: "PutRecord", input: PUT });
      send({ type: "timer", timerId: 1, us: 10 });
      send({ type: "leave" });
    });
    rig.pull({}, 100);
    rig.settle();
    expect(rig.ends.get(1)).toBe("left");
    expect(rig.heard.get(1)!.map((each) => each.type)).toEqual(["joined"]);
    const calls = rig.session.run.entries.filter(
      ({ command }) => command.type === "Call" && command.operation === "PutRecord",
    );
    expect(calls).toHaveLength(1);
    expect(rig.programs.any).toBe(false);
  });

  test("makes 20,000 calls in reasonable time", () => {
    let calls = 0;
    const rig = new Rig(startLog(5));
    rig.attach(1, (message, send) => {
      if (message.type === "stopped") return;
      for (let each = 0; each < (message.type === "joined" ? 50 : 1) && calls < 20_000; each++) {
        calls += 1;
        send({ type: "call", callId: calls, operation: "PutRecord", input: PUT });
      }
      send(WAIT);
    });
    rig.join(1);
    rig.aim({ mode: "seek", toUs: 10 * SECOND_US });
    const startMs = performance.now();
    while (!rig.pull({}, 16).goal.done) rig.settle();
    const tookMs = performance.now() - startMs;
    expect(calls).toBe(20_000);
    expect(rig.entries.length).toBe(startLog(5).entries.length + 20_000);
    expect(tookMs).toBeLessThan(10_000);
    console.log(`20,000 calls: ${tookMs.toFixed(0)} ms`);
  });
});
