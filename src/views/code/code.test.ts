import fc from "fast-check";
import { expect, test } from "vitest";
import type { Topology } from "../../protocol/frame.ts";
import { type Command, emptyLog } from "../../protocol/log.ts";
import { faultLine } from "./faultLine.ts";
import { keptText, planActor, programsOf, rolesOf } from "./programActors.ts";
import { readFromSandbox } from "./sandbox.ts";

test("whatever a sandbox sends, the page reads a message or nothing", () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record(
      {
        type: fc.oneof(fc.constantFrom("ready", "line", "done", "failed"), fc.anything()),
        text: fc.anything(),
        tone: fc.anything(),
        line: fc.anything(),
        atUs: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(anything, (data) => {
      const read = readFromSandbox(data);
      if (!read) return;
      expect(["ready", "line", "done", "failed"]).toContain(read.type);
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
