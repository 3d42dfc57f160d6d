import { beforeAll, expect, it } from "vitest";
import { loadLaterTexts } from "../i18n/i18n.ts";
import { models } from "../kinds/registry.engine.ts";
import { emptyLog, type Command } from "../protocol/log.ts";
import { createSession } from "../session/session.ts";
import { createRuntime, type Runtime } from "../store/runtime.ts";
import { WorkerSession } from "../worker/session.ts";
import { tellQuiet } from "./quiet.ts";

beforeAll(loadLaterTexts);

const create: Command = {
  type: "Call",
  operation: "CreateStream",
  input: { StreamName: "orders", ShardCount: 1 },
};

/** The page over the engine itself, and a way to let a goal be reached. */
const start = () => {
  const worker = new WorkerSession(models, () => 0);
  const engine = {
    pull: async (request: Parameters<WorkerSession["pull"]>[0]) => {
      const frame = worker.pull(request);
      while (!worker.work());
      return Promise.resolve(frame);
    },
    attach: () => Promise.resolve({ reason: "left" } as never),
    detach: () => Promise.resolve(),
  };
  const session = createSession(() => ({
    engine,
    terminate: () => undefined,
    onDeath: () => undefined,
  }));
  const book = { first: "", find: () => undefined };
  const runtime = createRuntime({ session, book, draw: () => 1, start: {} });
  tellQuiet(runtime);
  let nowMs = 0;
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) {
      nowMs += 200;
      runtime.pulse.beat(nowMs, session.take(nowMs));
      session.pull(nowMs);
      runtime.pulse.rest();
      for (let each = 0; each < 4; each++) await Promise.resolve();
      if (session.standing()) return;
    }
    throw new Error("never at rest");
  };
  return { runtime, settle };
};

const texts = ({ notices }: Runtime): readonly string[] =>
  notices.store.getState().map(({ text }) => text);

it("an event that was found needs no word; one that was not is told, the latest alone", async () => {
  const { runtime, settle } = start();
  const entries = [
    { atUs: 0, command: create },
    { atUs: 30_000_000, command: { ...create, input: { StreamName: "other", ShardCount: 1 } } },
  ];
  runtime.actions.openLog({ ...emptyLog(1), entries }, 15_000_000);
  await settle();
  runtime.actions.event(1);
  await settle();
  expect(runtime.session.frame()?.atUs).toBe(30_000_000);
  expect(texts(runtime)).toEqual([]);
  for (;;) {
    runtime.actions.event(1);
    await settle();
    if (runtime.session.frame()!.atUs > 3_600_000_000) break;
    expect(texts(runtime)).toEqual([]);
  }
  const first = texts(runtime);
  expect(first).toHaveLength(1);
  expect(first[0]).toMatch(/^No event until 1:00:\d\d/);
  runtime.actions.event(1);
  await settle();
  expect(texts(runtime)).toHaveLength(1);
  expect(texts(runtime)[0]).toMatch(/^No event until 2:00:\d\d/);
  runtime.actions.event(-1);
  await settle();
  expect(texts(runtime)).toHaveLength(1);
});

it("so is a step that found nothing to see", async () => {
  const { runtime, settle } = start();
  runtime.actions.openLog(emptyLog(1), 1_000_000);
  await settle();
  runtime.actions.step(1);
  await settle();
  expect(texts(runtime)).toEqual(["No event until 1:00:01.000."]);
});
