import { describe, expect, it } from "vitest";
import { models } from "../headless/models.ts";
import { textOf, type Text } from "../i18n/useText.ts";
import { TICK_SHARDS, TICK_TYPES } from "../protocol/frame.ts";
import type { ActorRole, Command, Log } from "../protocol/log.ts";
import { emptyLog } from "../protocol/log.ts";
import { decodeLink, encodeLink } from "../scenario/link.ts";
import { createSession } from "../session/session.ts";
import { createRuntime, type Runtime } from "../store/runtime.ts";
import { shownStream } from "../store/shown.ts";
import { openState } from "../views/share/opening.ts";
import { stateOf } from "../views/share/stateOf.ts";
import { markText } from "../views/timebar/markText.ts";
import { WorkerSession } from "../worker/session.ts";

const SECOND_US = 1_000_000;
const BEAT_MS = 50;

const create = (StreamName: string, ShardCount: number): Command => ({
  type: "Call",
  operation: "CreateStream",
  input: { StreamName, ShardCount },
});

const actor = (id: number, role: ActorRole, stream: string): Command => ({
  type: "AddActor",
  id,
  role,
  kind: role === "producer" ? "sdk" : "get-records",
  name: `${stream} ${id}`,
  letter: String.fromCharCode(64 + id),
  stream,
  params: role === "producer" ? { ratePerS: 20 } : {},
});

/** "orders" of two shards from the start, "audit" of three from second 10. */
const log: Log = {
  ...emptyLog(7),
  entries: [
    ...[create("orders", 2), actor(1, "producer", "orders"), actor(2, "consumer", "orders")].map(
      (command) => ({ atUs: 0, command }),
    ),
    ...[
      create("audit", 3),
      actor(3, "consumer", "audit"),
      actor(4, "consumer", "audit"),
      actor(5, "producer", "audit"),
    ].map((command) => ({ atUs: 10 * SECOND_US, command })),
  ],
};

/** The page's runtime over the engine itself, its frame loop turned by hand. */
const createPage = (endpoint?: string) => {
  let nowMs = 0;
  const engine = new WorkerSession(models, () => nowMs);
  const session = createSession(() => ({
    engine: {
      pull: async (request) => {
        const frame = engine.pull(request);
        while (!engine.work());
        return frame;
      },
      attach: () => Promise.reject(new Error("no programs here")),
      detach: () => Promise.resolve(),
    },
    terminate: () => undefined,
    onDeath: () => undefined,
  }));
  const book = { first: "", find: () => undefined };
  const more = endpoint === undefined ? {} : { endpoint };
  const runtime = createRuntime({ session, book, draw: () => 1, ...more });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 500; turn++) {
      nowMs += BEAT_MS;
      runtime.pulse.beat(nowMs, session.take(nowMs));
      session.pull(nowMs);
      runtime.pulse.rest();
      for (let each = 0; each < 4; each++) await Promise.resolve();
      if (turn > 1 && session.standing()) return;
    }
    throw new Error("never at rest");
  };
  return { runtime, settle };
};

/** What the page shows: the frame's stream, its shards, and the focus. */
const shown = ({ session, ui }: Runtime) => ({
  stream: session.frame()?.stream.name,
  shards: session.topology()?.shards.count,
  named: shownStream(ui.getState().stream, session.topology()),
  focus: ui.getState().focus,
});
const ORDERS = { stream: "orders", shards: 2, named: "orders", focus: 2 };
const AUDIT = { stream: "audit", shards: 3, named: "audit", focus: 3 };

describe("a run of two streams", () => {
  it("shows the first, then the one chosen, each with its shards and its own consumer", async () => {
    const { runtime, settle } = createPage();
    const { actions, ui } = runtime;
    actions.openLog(log, 20 * SECOND_US);
    await settle();
    expect(shown(runtime)).toEqual(ORDERS);
    actions.select({ type: "shard", shard: 1 });
    actions.setHighlight([{ type: "shard", shard: 1 }]);
    actions.showStream("audit");
    await settle();
    expect(shown(runtime)).toEqual(AUDIT);
    expect(ui.getState()).toMatchObject({ selection: undefined, highlight: [] });
    actions.showStream("nowhere");
    await settle();
    expect(shown(runtime)).toEqual(AUDIT);
    actions.showStream("orders");
    await settle();
    expect(shown(runtime)).toEqual(ORDERS);
    expect(ui.getState().stream).toBe("");
  });

  it("goes with the focus to the stream that the consumer reads", async () => {
    const { runtime, settle } = createPage();
    runtime.actions.openLog(log, 20 * SECOND_US);
    await settle();
    runtime.actions.setFocus(4);
    await settle();
    expect(shown(runtime)).toEqual({ ...AUDIT, focus: 4 });
  });

  it("shows the first while the chosen one is not there, and that one again when it is", async () => {
    const { runtime, settle } = createPage();
    const { actions, session } = runtime;
    actions.openLog(log, 20 * SECOND_US, { stream: "audit", focus: 4 });
    await settle();
    expect(shown(runtime)).toEqual({ ...AUDIT, focus: 4 });
    actions.seek(5 * SECOND_US);
    await settle();
    expect(shown(runtime)).toEqual(ORDERS);
    actions.seek(20 * SECOND_US);
    await settle();
    expect(shown(runtime)).toEqual(AUDIT);
    const input = { StreamName: "audit" };
    const deleted = actions.send({ type: "Call", operation: "DeleteStream", input });
    await settle();
    expect((await deleted).ok).toBe(true);
    actions.seek(60 * SECOND_US);
    await settle();
    expect(session.topology()?.streams.map(({ name }) => name)).toEqual(["orders"]);
    expect(shown(runtime)).toEqual(ORDERS);
  });

  it("tells the marks of its own shards from those of another stream", async () => {
    const { runtime, settle } = createPage();
    const { actions, session } = runtime;
    actions.openLog(log, 20 * SECOND_US);
    await settle();
    for (const StreamName of ["orders", "audit"]) {
      const NewStartingHashKey = "9";
      const input = { StreamName, ShardToSplit: "shardId-000000000000", NewStartingHashKey };
      void actions.send({ type: "Call", operation: "SplitShard", input });
    }
    await settle();
    actions.seek(120 * SECOND_US);
    await settle();
    const { type, subject } = session.ticks();
    const splits = subject.filter((_, row) => TICK_TYPES[type[row] ?? 0] === "split");
    expect(splits).toEqual([0, TICK_SHARDS]);
    const t: Text<"timebar"> = (key, values) => textOf("timebar", key, values);
    const said = (stream: number): readonly string[] =>
      splits.map((each) =>
        markText(t, { type: "split", subject: each, count: 1, kinds: { split: 1 } }, [], stream),
      );
    const [here, there] = ["Shard 000 split", "Shard 000 split, another stream"];
    expect(said(0)).toEqual([here, there]);
    expect(said(1)).toEqual([there, here]);
  });

  it("is the same run, whichever stream is looked at", async () => {
    const hashes: unknown[] = [];
    for (const stream of ["", "audit"]) {
      const { runtime, settle } = createPage();
      runtime.actions.openLog(log, 20 * SECOND_US, { stream });
      runtime.session.asks.add("stateHash", true);
      await settle();
      hashes.push(runtime.session.frame()?.answers.stateHash);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(hashes[1]).toBe(hashes[0]);
  });

  it("travels in a link, which says nothing of the first stream", async () => {
    const { runtime, settle } = createPage();
    runtime.actions.openLog(log, 20 * SECOND_US);
    await settle();
    expect(stateOf(runtime).view).not.toHaveProperty("stream");
    runtime.actions.showStream("audit");
    await settle();
    const fragment = await encodeLink(stateOf(runtime));
    expect(fragment).toContain("&show=audit&");
    const opened = await decodeLink(fragment);
    if (!opened.ok) throw new Error(opened.error.id);
    const reader = createPage();
    openState(reader.runtime, opened.state);
    await reader.settle();
    expect(shown(reader.runtime)).toEqual(AUDIT);
  });
});

describe("a page attached to an endpoint", () => {
  it("promises no way back from DeleteStream, and opens no other run", async () => {
    const { runtime, settle } = createPage("http://127.0.0.1:4567");
    const { actions, notices, session } = runtime;
    actions.openLog(log, 20 * SECOND_US, {}, { endpoints: true });
    await settle();
    const input = { StreamName: "audit" };
    const deleted = actions.send({ type: "Call", operation: "DeleteStream", input });
    await settle();
    expect((await deleted).ok).toBe(true);
    expect(notices.store.getState()).toEqual([]);
    const entries = session.log().entries.length;
    actions.openLog(emptyLog(1), 0);
    await settle();
    expect(session.log().entries).toHaveLength(entries);
    expect(notices.store.getState()).toHaveLength(1);
  });
});
