import { describe, expect, it } from "vitest";
import { emptyLog, type Command } from "../protocol/log.ts";
import { createPageRig } from "../testing/pageRig.ts";

const addConsumer: Command = {
  type: "AddActor",
  id: 4,
  role: "consumer",
  kind: "get-records",
  name: "reader",
  letter: "R",
  stream: "orders",
  params: {},
};
const log = { ...emptyLog(7), entries: [{ atUs: 0, command: addConsumer }] };

describe("actions", () => {
  it("opens a log at a moment, standing, with its first consumer in focus", async () => {
    const { runtime, settle, engine } = createPageRig({ focus: 9, scenario: "old" });
    runtime.actions.openLog(log, 5_000_000, { windowUs: 60_000_000 });
    await settle();
    expect(runtime.session.frame()?.atUs).toBe(5_000_000);
    expect(runtime.ui.getState()).toMatchObject({
      goalMode: "pause",
      scenario: "",
      windowUs: 60_000_000,
    });
    expect(engine.requests[0]?.viewport).toMatchObject({ focus: 4, windowUs: 60_000_000 });
  });

  it("pauses after a seek and plays at the asked speed", async () => {
    const { runtime, settle, beat } = createPageRig();
    const { actions, session, ui } = runtime;
    actions.openLog(log, 0);
    await settle();
    actions.seek(3_000_000);
    expect(ui.getState().goalMode).toBe("seek");
    await settle();
    expect(ui.getState().goalMode).toBe("pause");
    actions.setSpeed(10);
    actions.toggle();
    for (let turn = 0; turn < 4; turn++) await beat();
    expect(session.frame()?.atUs).toBeGreaterThan(3_500_000);
    actions.toggle();
    await settle();
    const stoodUs = session.frame()?.atUs;
    await settle();
    expect(session.frame()?.atUs).toBe(stoodUs);
  });

  it("plays when asked to while a run is being opened, from where that stands", async () => {
    const { runtime, beat } = createPageRig();
    const { actions, session, ui } = runtime;
    actions.openLog(log, 5_000_000);
    actions.toggle();
    expect(ui.getState().goalMode).toBe("play");
    for (let turn = 0; turn < 10; turn++) await beat();
    expect(session.frame()?.atUs).toBeGreaterThan(5_000_000);
  });

  it("takes back reset and a new seed by undo", async () => {
    const { runtime, settle, beat } = createPageRig();
    const { actions, session } = runtime;
    actions.openLog(log, 2_000_000);
    await settle();
    const edit = actions.send({ type: "Signal", id: 4, signal: "crash" });
    await settle();
    await edit;
    expect(session.log().entries).toHaveLength(2);
    actions.reset();
    for (let turn = 0; turn < 5; turn++) await beat();
    expect(session.log().entries).toHaveLength(1);
    actions.reseed();
    for (let turn = 0; turn < 5; turn++) await beat();
    expect(session.log().seed).toBe(99);
    actions.undo();
    actions.undo();
    for (let turn = 0; turn < 5; turn++) await beat();
    expect(session.log()).toMatchObject({ seed: 7 });
    expect(session.log().entries).toHaveLength(2);
  });

  it("keeps standing through reset and a new seed, and plays on where it played", async () => {
    const { runtime, settle, beat } = createPageRig();
    const { actions, session, ui } = runtime;
    actions.openLog(log, 2_000_000);
    await settle();
    for (const restart of [actions.reset, actions.reseed]) {
      restart();
      await settle();
      expect(ui.getState().goalMode).toBe("pause");
      expect(session.frame()?.atUs).toBe(0);
    }
    actions.play();
    await beat();
    actions.reset();
    for (let turn = 0; turn < 5; turn++) await beat();
    expect(ui.getState().goalMode).toBe("play");
  });

  it("tells that a run with edits of one's own gives way, with that run still there", async () => {
    const { runtime, settle } = createPageRig();
    const { actions, session } = runtime;
    const left: number[] = [];
    actions.onLeaving(() => left.push(session.log().entries.length));
    actions.openLog(log, 2_000_000);
    await settle();
    actions.openLog(log, 1_000_000);
    actions.openLog(log, 2_000_000);
    await settle();
    expect([actions.edited(), left]).toEqual([false, []]);
    const edit = actions.send({ type: "Signal", id: 4, signal: "crash" });
    await settle();
    await edit;
    expect(actions.edited()).toBe(true);
    actions.undo();
    await settle();
    expect(actions.edited()).toBe(false);
    actions.redo();
    await settle();
    actions.openLog(log, 0);
    actions.openLog(log, 0);
    await settle();
    expect([actions.edited(), left]).toEqual([false, [2]]);
    const [entry] = log.entries;
    const mine = { ...log, entries: [entry!, entry!] };
    actions.openLog(mine, 0, {}, { mine: true, origin: log });
    await settle();
    expect(actions.edited()).toBe(true);
  });

  it("tells of a deleted stream with the way back, until the next edit", async () => {
    const { runtime, settle } = createPageRig();
    const { actions, session, notices } = runtime;
    actions.openLog(log, 0);
    await settle();
    const input = { StreamName: "orders" };
    const call = actions.send({ type: "Call", operation: "DeleteStream", input });
    await settle();
    await call;
    expect(session.log().entries).toHaveLength(2);
    const [notice] = notices.store.getState();
    notice?.offer?.take();
    await settle();
    expect(session.log().entries).toHaveLength(1);
    expect(notices.store.getState()).toEqual([]);
  });

  it("refuses edits of a locked run and says so, and sends nothing", async () => {
    const { runtime, settle } = createPageRig();
    runtime.actions.openLog(log, 0, { locked: ["edit"] });
    await settle();
    const outcome = await runtime.actions.send({ type: "RemoveActor", id: 4 });
    expect(outcome.ok).toBe(false);
    expect(runtime.session.log().entries).toHaveLength(1);
    expect(runtime.notices.store.getState()).toHaveLength(1);
  });

  it("follows a key by itself until the person tracks one", () => {
    const { actions, ui } = createPageRig().runtime;
    const tracked = (): readonly string[] => ui.getState().tracked;
    actions.openLog(log, 0);
    actions.follow("a");
    expect(tracked()).toEqual(["a"]);
    actions.follow("b");
    expect(tracked()).toEqual(["b"]);
    actions.follow(undefined);
    expect(tracked()).toEqual([]);
    actions.follow("b");
    actions.track("c");
    actions.follow("d");
    expect(tracked()).toEqual(["c", "b"]);
    actions.openLog(log, 0, { tracked: ["e", "f"] });
    actions.follow("f");
    expect(tracked()).toEqual(["e", "f"]);
  });

  it("keeps at most six tracked keys, the newest first", () => {
    const { actions, ui } = createPageRig().runtime;
    for (const key of ["a", "b", "c", "d", "e", "f", "g", "c"]) actions.track(key);
    expect(ui.getState().tracked).toEqual(["c", "g", "f", "e", "d", "b"]);
    actions.untrack("g");
    expect(ui.getState().tracked).toEqual(["c", "f", "e", "d", "b"]);
  });
});
