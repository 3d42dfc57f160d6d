import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyLog, type Command } from "../protocol/log.ts";
import { createFakeEngine, type FakeEngine } from "../testing/fakeEngine.ts";
import type { EngineHandle } from "./line.ts";
import { createSession, type Session } from "./session.ts";

type Fault = "none" | "silent" | "lost answer" | "throws";

interface Rig {
  readonly session: Session;
  readonly engines: FakeEngine[];
  fail(fault: Fault): void;
  /** One frame of the page's loop, `ms` after the last one. */
  beat(ms?: number): Promise<void>;
  settle(): Promise<void>;
}

const command = (id: number): Command => ({ type: "Signal", id, signal: "burst" });

const rig = (): Rig => {
  const engines: FakeEngine[] = [];
  let next: Fault = "none";
  let nowMs = 0;
  const factory = (): EngineHandle => {
    const engine = createFakeEngine();
    engines.push(engine);
    let dead = false;
    return {
      engine: {
        ...engine,
        pull: (request) => {
          const fault = next;
          next = "none";
          if (dead || fault === "silent") return new Promise(() => undefined);
          if (fault === "throws") return Promise.reject(new Error("assertion"));
          const frame = engine.answer(request);
          return fault === "lost answer" ? new Promise(() => undefined) : Promise.resolve(frame);
        },
      },
      terminate: () => {
        dead = true;
      },
      onDeath: () => undefined,
    };
  };
  const session = createSession(factory);
  const beat = async (ms = 16): Promise<void> => {
    nowMs += ms;
    session.take(nowMs);
    session.pull(nowMs);
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  };
  const settle = async (): Promise<void> => {
    for (let at = 0; at < 2_000; at++) {
      await beat(250);
      if (session.goal().mode !== "play" && session.standing()) return;
    }
    throw new Error("never at rest");
  };
  return {
    session,
    engines,
    beat,
    settle,
    fail: (fault) => {
      next = fault;
    },
  };
};

const marksOf = (session: Session): number[] =>
  session.log().entries.map((entry) => (entry.command.type === "Signal" ? entry.command.id : -1));

type Act =
  | { readonly do: "send" | "beat" | "play" | "pause" | "rest" }
  | { readonly do: "fail"; readonly fault: Fault }
  | { readonly do: "seek"; readonly toUs: number };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<Act>({ do: "send" }, { do: "beat" }) },
    { weight: 2, arbitrary: fc.constantFrom<Act>({ do: "play" }, { do: "pause" }, { do: "rest" }) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom<Fault>("silent", "lost answer", "throws")
        .map((fault): Act => ({ do: "fail", fault })),
    },
    { weight: 1, arbitrary: fc.nat(50).map((s): Act => ({ do: "seek", toUs: s * 1_000_000 })) },
  ),
  { maxLength: 60 },
);

/** Seeks only forward, so no edit forks away an earlier one. */
const act = async (r: Rig, each: Act, sent: Promise<boolean>[]): Promise<void> => {
  const furthest = r.session.frame()?.furthestUs ?? 0;
  if (each.do === "send") {
    sent.push(r.session.send(command(sent.length + 1)).then((outcome) => outcome.ok));
  } else if (each.do === "fail") r.fail(each.fault);
  else if (each.do === "seek") r.session.aim({ mode: "seek", toUs: furthest + each.toUs });
  else if (each.do === "play") r.session.aim({ mode: "play", speed: 1 });
  else if (each.do === "pause") r.session.aim({ mode: "pause" });
  else if (each.do === "beat") await r.beat();
  else for (let at = 0; at < 60; at++) await r.beat(250);
};

describe("session", () => {
  it("neither loses nor doubles a command, whatever becomes of the worker", async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const r = rig();
        const sent: Promise<boolean>[] = [];
        for (const each of all) await act(r, each, sent);
        r.fail("none");
        r.session.aim({ mode: "pause" });
        await r.settle();
        const outcomes = await Promise.all(sent);
        const accepted = outcomes.flatMap((ok, at) => (ok ? [at + 1] : []));
        expect(marksOf(r.session)).toEqual(accepted);
        const failures = all.filter((each) => each.do === "fail").length;
        if (failures < 3) expect(accepted.length).toBe(sent.length);
      }),
      { numRuns: 150 },
    );
  });

  it("replays to the last moment in a new worker after five silent seconds", async () => {
    const r = rig();
    r.session.open(emptyLog(7), 3_000_000, { mode: "pause" });
    await r.settle();
    const edit = r.session.send(command(1));
    await r.settle();
    await edit;
    r.session.aim({ mode: "seek", toUs: 9_000_000 });
    await r.settle();
    r.fail("silent");
    r.session.setView({ focus: 4 });
    await r.settle();
    expect(r.engines.length).toBe(2);
    expect(r.session.frame()?.atUs).toBe(9_000_000);
    expect(r.engines[1]?.requests[0]?.open?.log.entries).toHaveLength(1);
    expect(r.session.status()).toMatchObject({ phase: "ready", deaths: 1 });
  });

  it("does not pull while it stands, and pulls at once for a changed view, question or goal", async () => {
    const r = rig();
    r.session.open(emptyLog(7), 0, { mode: "pause" });
    await r.settle();
    const pulls = (): number => r.engines[0]?.requests.length ?? 0;
    const before = pulls();
    for (let at = 0; at < 20; at++) await r.beat();
    expect(pulls()).toBe(before);
    r.session.setView({ focus: 9 });
    await r.settle();
    expect(pulls()).toBe(before + 1);
    const release = r.session.asks.add("stateHash", true);
    await r.settle();
    expect(r.session.frame()?.answers).toHaveProperty("stateHash");
    release();
    await r.settle();
    expect(r.session.frame()?.answers).not.toHaveProperty("stateHash");
    expect(pulls()).toBe(before + 3);
  });

  it("undoes and redoes whole logs, and keeps what follows an edit in the past for undo", async () => {
    const r = rig();
    r.session.open(emptyLog(7), 0, { mode: "pause" });
    const edit = async (id: number, toUs: number): Promise<void> => {
      r.session.aim({ mode: "seek", toUs });
      await r.settle();
      const done = r.session.send(command(id));
      await r.settle();
      await done;
    };
    await edit(1, 1_000_000);
    await edit(2, 5_000_000);
    await edit(3, 2_000_000);
    expect(marksOf(r.session)).toEqual([1, 3]);
    r.session.undo();
    await r.settle();
    expect(marksOf(r.session)).toEqual([1, 2]);
    expect(r.session.frame()?.atUs).toBe(2_000_000);
    r.session.undo();
    r.session.undo();
    r.session.undo();
    await r.settle();
    expect(marksOf(r.session)).toEqual([]);
    expect(r.session.status()).toMatchObject({ canUndo: false, canRedo: true });
    r.session.redo();
    r.session.redo();
    r.session.redo();
    await r.settle();
    expect(marksOf(r.session)).toEqual([1, 3]);
  });

  it("holds edits made during a seek until the moment it leads to", async () => {
    const r = rig();
    r.session.open(emptyLog(7), 0, { mode: "pause" });
    await r.settle();
    r.session.aim({ mode: "seek", toUs: 20_000_000 });
    await r.beat();
    await r.beat();
    const done = r.session.send(command(1));
    await r.settle();
    await done;
    expect(r.session.log().entries[0]?.atUs).toBe(20_000_000);
  });

  it("stops trying when no worker lives, and tries again for another run", async () => {
    const deaths: ((reason: string) => void)[] = [];
    const session = createSession(() => ({
      engine: { ...createFakeEngine(), pull: () => new Promise(() => undefined) },
      terminate: () => undefined,
      onDeath: (listener) => deaths.push(listener),
    }));
    let nowMs = 0;
    const turn = (): void => {
      nowMs += 16;
      session.take(nowMs);
      session.pull(nowMs);
      deaths.at(-1)?.("not there");
    };
    session.open(emptyLog(1), 0, { mode: "pause" });
    for (let at = 0; at < 50; at++) turn();
    expect(session.status()).toMatchObject({
      phase: "failed",
      deaths: 3,
      deathReason: "not there",
    });
    expect(deaths).toHaveLength(3);
    expect(session.standing()).toBe(true);
    session.open(emptyLog(2), 0, { mode: "pause" });
    turn();
    expect(deaths).toHaveLength(4);
  });

  it("takes all calls of one run of a program as one edit, and another's edits as their own", async () => {
    const r = rig();
    r.session.open(emptyLog(7), 0, { mode: "pause" });
    await r.settle();
    const ends: string[] = [];
    const { port1 } = new MessageChannel();
    const takeOut = r.session.attach(port1, (reason) => ends.push(reason));
    const grow = async (id: number): Promise<void> => {
      r.session.aim({ mode: "seek", toUs: id * 1_000_000 });
      await r.settle();
      r.engines[0]!.grow(command(id));
      r.session.setView({ focus: id });
      await r.settle();
    };
    for (const id of [1, 2, 3]) await grow(id);
    const edit = r.session.send(command(4));
    await r.settle();
    await edit;
    await grow(5);
    takeOut();
    takeOut();
    expect(ends).toEqual(["left"]);
    expect(r.engines[0]!.programs.size).toBe(0);
    expect(marksOf(r.session)).toEqual([1, 2, 3, 4, 5]);
    r.session.undo();
    await r.settle();
    expect(marksOf(r.session)).toEqual([1, 2, 3]);
    r.session.undo();
    await r.settle();
    expect(marksOf(r.session)).toEqual([]);
    expect(r.session.status().canUndo).toBe(false);
    r.session.redo();
    r.session.redo();
    await r.settle();
    expect(marksOf(r.session)).toEqual([1, 2, 3, 4, 5]);
  });

  it("tells a program of the worker's death, once, and makes no edit of opening again", async () => {
    const r = rig();
    r.session.open(emptyLog(7), 0, { mode: "pause" });
    await r.settle();
    const edit = r.session.send(command(1));
    await r.settle();
    await edit;
    const ends: string[] = [];
    r.session.attach(new MessageChannel().port1, (reason) => ends.push(reason));
    r.fail("throws");
    r.session.setView({ focus: 4 });
    await r.settle();
    expect(r.engines).toHaveLength(2);
    expect(ends).toEqual(["died"]);
    r.session.undo();
    await r.settle();
    expect(marksOf(r.session)).toEqual([]);
    expect(r.session.status().canUndo).toBe(false);
  });

  it("refuses an edit that stops every worker, and goes on without it", async () => {
    const r = rig();
    r.session.open(emptyLog(7), 0, { mode: "pause" });
    await r.settle();
    const done = r.session.send(command(1));
    for (let strike = 0; strike < 3; strike++) {
      for (let at = 0; at < 200 && r.engines.length === strike + 1; at++) {
        const open = r.session.standing();
        if (open || r.engines.at(-1)?.requests.length !== 0) r.fail("throws");
        await r.beat();
      }
    }
    await r.settle();
    expect((await done).ok).toBe(false);
    expect(marksOf(r.session)).toEqual([]);
    expect(r.session.status().phase).toBe("ready");
  });
});
