import fc from "fast-check";
import { expect, test } from "vitest";
import type { Topology } from "../../protocol/frame.ts";
import { type Command, emptyLog } from "../../protocol/log.ts";
import { SANDBOX_LIMITS } from "../../protocol/sandbox.ts";
import { Printer } from "../../sandbox/printer.ts";
import { faultLine } from "./faultLine.ts";
import { originalText } from "./desk.ts";
import { keptLines } from "./keptLines.ts";
import { PIECES } from "./pieces/index.ts";
import { keptText, planActor, programsOf, rolesOf } from "./programActors.ts";
import { readFromSandbox } from "./sandbox.ts";

test("whatever a sandbox sends, the page reads a message or nothing", () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record(
      {
        type: fc.oneof(fc.constantFrom("ready", "line", "tail", "done", "failed"), fc.anything()),
        text: fc.anything(),
        tone: fc.anything(),
        line: fc.anything(),
        atUs: fc.anything(),
        dropped: fc.anything(),
        lines: fc.oneof(fc.anything(), fc.array(fc.anything(), { maxLength: 400 })),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(anything, (data) => {
      const read = readFromSandbox(data);
      if (!read) return;
      expect(["ready", "line", "tail", "done", "failed"]).toContain(read.type);
      if (read.type === "tail") {
        expect(read.dropped).toBeGreaterThanOrEqual(0);
        expect(read.lines.length).toBeLessThanOrEqual(SANDBOX_LIMITS.tail);
        expect(read.lines.every(({ text }) => text.length <= 4_000)).toBe(true);
        return;
      }
      expect(read.atUs).toBeGreaterThanOrEqual(0);
      if ("text" in read) expect(read.text.length).toBeLessThanOrEqual(4_000);
      if (read.type === "failed" && "line" in read) expect(read.line).toBeGreaterThan(0);
    }),
  );
  expect(readFromSandbox({ type: "line", tone: "warn", text: "t", atUs: 5, more: 1 })).toEqual({
    type: "line",
    tone: "warn",
    text: "t",
    atUs: 5,
  });
});

test("the last lines are shown without a gap, and all others are counted", () => {
  const steps = fc.array(fc.record({ count: fc.nat(4_000), pauseMs: fc.nat(600) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(steps, (printing) => {
      let nowMs = 0;
      let printed = 0;
      let state: { lines: readonly number[]; dropped: number } = { lines: [], dropped: 0 };
      const printer = new Printer(
        (message) => {
          const read = readFromSandbox(message);
          if (read?.type === "line") state = keptLines(state, [Number(read.text)]);
          if (read?.type !== "tail") return;
          const { lines, dropped } = state;
          const came = read.lines.map(({ text }) => Number(text));
          state = keptLines({ lines, dropped: dropped + read.dropped }, came);
        },
        { nowMs: () => nowMs, later: () => undefined },
      );
      for (const { count, pauseMs } of printing) {
        for (let at = 0; at < count; at++) {
          printer.print({ tone: "log", text: String(printed++), atUs: 0 });
        }
        nowMs += pauseMs;
      }
      printer.flush();
      const shown = state.lines.slice(-SANDBOX_LIMITS.tail);
      expect(state.lines.length + state.dropped).toBe(printed);
      expect(shown).toEqual(shown.map((_, at) => printed - shown.length + at));
      expect(shown).toHaveLength(Math.min(printed, SANDBOX_LIMITS.tail));
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["client.send(new PutRecordCommand({}))", "producer"],
  ["client.send(new GetRecordsCommand({}))", "consumer"],
  ["kinesis.putRecords({}); kinesis.getRecords({})", "producer,consumer"],
  ["client.send(new SplitShardCommand({}))", "producer"],
])("%s is a %s", (text, roles) => {
  expect(rolesOf(text).join()).toBe(roles);
});

const topologyWith = (actors: Topology["actors"]): Topology =>
  ({ streams: [{ name: "s", status: "ACTIVE" }], actors }) as unknown as Topology;

test("a piece is for a stream there is: its own, or the one shown where there is no such one", () => {
  const streams = (...names: string[]): Topology =>
    ({ streams: names.map((name) => ({ name, status: "ACTIVE" })) }) as unknown as Topology;
  for (const piece of PIECES) {
    for (const form of ["bug", "fixed"] as const) {
      const text = (topology: Topology | undefined, asked = ""): string =>
        originalText({ choice: `piece:${piece.name}`, form }, emptyLog(1), topology, asked);
      const own = /^const StreamName = "(.+)";$/m.exec(piece[form])![1]!;
      expect(piece[form].split(own)).toHaveLength(2);
      for (const topology of [undefined, streams(), streams(own), streams("a", own)]) {
        expect(text(topology, "a")).toBe(piece[form]);
      }
      expect(text(streams("a.1", "b"))).toBe(piece[form].replace(own, "a.1"));
      expect(text(streams("a", "b"), "b")).toBe(piece[form].replace(own, "b"));
    }
  }
});

test("a program is a new actor each time, in the place of the one it was", () => {
  const log = emptyLog(1);
  const first = planActor("consumer", "p", "one", log, topologyWith([]));
  const [command] = first.commands as Extract<Command, { type: "AddActor" }>[];
  expect(command).toMatchObject({ kind: "code", name: "p", stream: "s", params: { text: "one" } });
  const { type: _type, ...actor } = command!;
  const added = { ...log, entries: [{ atUs: 0, command: command! }] };
  const again = planActor("consumer", "p", "two", added, topologyWith([actor]));
  expect(again.id).not.toBe(first.id);
  expect(again.commands).toEqual([
    { type: "RemoveActor", id: first.id },
    { ...command, id: again.id, params: { text: "two" } },
  ]);
  const other = planActor("consumer", "q", "", added, topologyWith([actor])).commands;
  expect(other).toMatchObject([{ type: "AddActor", name: "q" }]);
  expect(other[0]).not.toHaveProperty("letter", actor.letter);
});

test("the programs of a log are its actors' last texts, of those that are still there", () => {
  const log = emptyLog(1);
  const { id, commands } = planActor("producer", "p", "one", log, topologyWith([]));
  const entries = commands.map((command) => ({ atUs: 0, command }));
  const changed: Command = { type: "UpdateActor", id, params: { text: "two" } };
  const removed: Command = { type: "RemoveActor", id };
  const of = (...more: Command[]) =>
    programsOf({
      ...log,
      entries: [...entries, ...more.map((command) => ({ atUs: 5, command }))],
    });
  expect(of()).toEqual([{ id, name: "p", text: "one" }]);
  expect(of(changed)).toEqual([{ id, name: "p", text: "two" }]);
  expect(of(changed, removed)).toEqual([]);
});

test("a text too long for a log is run and not kept", () => {
  expect(keptText("x".repeat(8_000))).toHaveLength(8_000);
  expect(keptText("x".repeat(8_001))).toBe("");
});

test.each([
  ["const a = 1;\nconst b = ;\n", 2],
  ["await sleep(1);\nfor (;;) {\n", 3],
  ["const fine = await 1;", undefined],
])("the parser finds the line of %j", (text, line) => {
  expect(faultLine(text)).toBe(line);
});
