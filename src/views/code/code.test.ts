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

test("a program comes as a new actor once, and is the same one again", () => {
  const log = emptyLog(1);
  const first = planActor("producer", "p", "one", log, topologyWith([]));
  const command = first.command as Extract<Command, { type: "AddActor" }>;
  expect(command).toMatchObject({ kind: "code", name: "p", stream: "s", params: { text: "one" } });
  const { type: _type, ...actor } = command;
  const topology = topologyWith([actor]);
  const added = { ...log, entries: [{ atUs: 0, command }] };
  expect(planActor("producer", "p", "one", added, topology)).toEqual({ id: first.id });
  expect(planActor("producer", "p", "two", added, topology)).toEqual({
    id: first.id,
    command: { type: "UpdateActor", id: first.id, params: { text: "two" } },
  });
  expect(planActor("consumer", "p", "one", added, topology).id).not.toBe(first.id);
  const changed: Command = { type: "UpdateActor", id: first.id, params: { text: "two" } };
  const edited = { ...log, entries: [...added.entries, { atUs: 5, command: changed }] };
  expect(programsOf(added)).toEqual([{ id: first.id, name: "p", text: "one" }]);
  expect(programsOf(edited)).toEqual([{ id: first.id, name: "p", text: "two" }]);
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
