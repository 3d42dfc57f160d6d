import { describe, expect, test } from "vitest";
import { advance, stateHash } from "../engine/public.ts";
import { OUTSIDE_LIMITS, type FromEngine } from "../protocol/outside.ts";
import type { Port } from "./outside.ts";
import { PUT, Rig, SECOND_US, startLog, WAIT, type Script } from "./rig.testing.ts";

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
    expect(errors).toHaveLength(2);
    expect(new Map(errors as [number, string][])).toEqual(
      new Map([
        [1, "SerializationException"],
        [2, "ShardscopeLimit"],
      ]),
    );
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

  test("is pushed a subscription's events in order, which end with it and by an entry", () => {
    let consumer = "";
    const pushed: FromEngine[] = [];
    const rig = playing((message, send) => {
      const call = (callId: number, operation: string, input: object): void =>
        send({ type: "call", callId, operation, input });
      if (message.type === "joined") {
        const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
        call(1, "RegisterStreamConsumer", { StreamARN, ConsumerName: "fan" });
      } else if (message.type === "answer" && message.callId === 1) {
        const { output } = message.outcome as { output: { Consumer: { ConsumerARN: string } } };
        consumer = output.Consumer.ConsumerARN;
        send({ type: "timer", timerId: 1, us: 3 * SECOND_US });
      } else if (message.type === "timer") {
        for (const [at, ShardId] of ["shardId-000000000000", "shardId-000000000003"].entries()) {
          const StartingPosition = { Type: "TRIM_HORIZON" };
          call(2 + at, "SubscribeToShard", { ConsumerARN: consumer, ShardId, StartingPosition });
        }
      } else if (message.type === "push") pushed.push(message);
      send(pushed.length < 40 ? WAIT : { type: "leave" });
    });
    rig.aim({ mode: "seek", toUs: rig.nowUs + 20 * SECOND_US });
    rig.pull();
    rig.settle();
    const pushes = pushed.flatMap((each) => (each.type === "push" ? [each] : []));
    const answers = rig.heard.get(1)!.filter((each) => each.type === "answer");
    expect(answers.every(({ outcome }) => outcome.ok)).toBe(true);
    expect(pushes).toHaveLength(40);
    for (const subscription of [1, 2]) {
      const mine = pushes.filter((each) => each.subscription === subscription);
      const ends = mine.map(({ event }) =>
        BigInt((event as { ContinuationSequenceNumber: string }).ContinuationSequenceNumber),
      );
      expect(mine.length).toBeGreaterThan(10);
      const times = mine.map((each) => each.atUs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(ends).toEqual(ends.toSorted((a, b) => (a < b ? -1 : 1)));
    }
    expect(rig.session.run.entries.at(-1)!.command).toEqual({
      type: "Signal",
      id: 2,
      signal: "disconnect",
    });
    const { run } = rig.session;
    const { delivered } = run.world.actors.find(({ id }) => id === 2)!.application!;
    expect(delivered).toBeGreaterThan(20);
    advance(run, run.world.nowUs + 5 * SECOND_US);
    expect(run.world.actors.find(({ id }) => id === 2)!.application!.delivered).toBe(delivered);
  });

  test("ends a subscription of its own, once, and no other's", () => {
    const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
    const ConsumerARN = `${StreamARN}/consumer/fan:1767225601`;
    const rig = new Rig(startLog(5));
    const pushes = (): number => rig.heard.get(1)!.filter(({ type }) => type === "push").length;
    const ends = (): number[] =>
      rig.entries.flatMap(({ command }) =>
        command.type === "EndSubscription" ? [command.subscription] : [],
      );
    rig.give({
      type: "Call",
      operation: "RegisterStreamConsumer",
      input: { StreamARN, ConsumerName: "fan" },
    });
    const asked = { ShardId: "shardId-000000000000", StartingPosition: { Type: "TRIM_HORIZON" } };
    rig.attach(1, (message, send) => {
      if (message.type === "joined") send({ type: "timer", timerId: 1, us: 2 * SECOND_US });
      if (message.type === "timer") {
        const input = { ConsumerARN, ...asked };
        send({ type: "call", callId: 1, operation: "SubscribeToShard", input });
      }
      send(WAIT);
    });
    rig.attach(2, (_, send) => send(WAIT));
    rig.join(1);
    rig.join(2);
    const go = (seconds: number): void => {
      rig.aim({ mode: "seek", toUs: rig.nowUs + seconds * SECOND_US });
      rig.pull();
      rig.settle();
    };
    go(5);
    const before = pushes();
    expect(before).toBeGreaterThan(5);
    for (const subscription of [1, 0, -1, 2, 1.5, "1", null]) {
      rig.post(2, { type: "close", subscription });
    }
    while (rig.carry());
    go(2);
    expect(pushes()).toBeGreaterThan(before);
    expect(ends()).toEqual([]);
    rig.post(1, { type: "close", subscription: 1 });
    rig.post(1, { type: "close", subscription: 1 });
    while (rig.carry());
    const heard = pushes();
    go(5);
    expect(pushes()).toBe(heard);
    expect(ends()).toEqual([1]);
  });

  test("speaks through a real port", async () => {
    const rig = new Rig(startLog(5));
    const { port1, port2 } = new MessageChannel();
    const over = new Promise((resolve) => {
      rig.programs.attach(1, port1 as Port, resolve);
    });
    const heard: FromEngine[] = [];
    port2.onmessage = ({ data }: { readonly data: unknown }) => {
      const message = data as FromEngine;
      heard.push(message);
      if (message.type === "joined") {
        port2.postMessage({ type: "call", callId: 1, operation: "PutRecord", input: PUT });
      }
      port2.postMessage(message.type === "answer" ? { type: "leave" } : WAIT);
    };
    port2.postMessage({ type: "join", producer: 1, consumer: 2 });
    rig.aim({ mode: "play", speed: 1 });
    const turns = setInterval(() => {
      rig.pull({}, 16);
      rig.session.work();
    }, 1);
    expect(await over).toBe("left");
    clearInterval(turns);
    expect(heard.map(({ type }) => type)).toEqual(["joined", "answer"]);
    expect(heard[1]).toMatchObject({ callId: 1, outcome: { ok: true } });
    port2.close();
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
  });
});
