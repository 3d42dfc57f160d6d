import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOf, valueAt } from "../../ui/LogSlider.tsx";
import { kindMetas } from "../../kinds/registry.meta.ts";
import { checkParams, withDefaults } from "../../protocol/kind.ts";
import { DEFAULT_ASSUMPTIONS, emptyLog, type Entry } from "../../protocol/log.ts";
import { emptyFrame } from "../../testing/emptyFrame.ts";
import { assumptionsAt } from "./Assumptions.tsx";
import { hottestShard, middleOf } from "./hottest.ts";
import { isProgram } from "./isProgram.ts";
import { actorsMessages } from "./messages.ts";
import { newActor } from "./newActor.ts";
import { verbsOf } from "./verbs.ts";

describe("newActor", () => {
  it.each(kindMetas.map((meta) => [meta.kind, meta] as const))("adds a %s", (_kind, meta) => {
    const taken: Entry = {
      atUs: 0,
      command: { ...newActor(meta, "a", "orders", emptyLog(1), []), id: 41 },
    };
    const command = newActor(meta, "  ", "orders", { ...emptyLog(1), entries: [taken] }, []);
    expect(command.id).toBe(42);
    expect(command.name).toBe(`${meta.role}-${command.letter}`);
    expect(checkParams(meta, withDefaults(meta, command.params))).toBeUndefined();
  });
});

describe("verbs", () => {
  it("are all signals that people give; a program's disconnect is none", () => {
    const hidden = kindMetas.flatMap((meta) => {
      const verbs: readonly string[] = verbsOf(meta);
      return meta.signals.filter((signal) => !verbs.includes(signal));
    });
    expect([...new Set(hidden)]).toEqual(["disconnect"]);
    expect(verbsOf(kindMetas.find(({ kind }) => kind === "get-records"))).toEqual([
      "crash",
      "restart",
    ]);
  });
});

describe("a program outside", () => {
  it("is said to have been refused, not to wait; the engine's own producer is", () => {
    const outside = kindMetas.filter(isProgram).map(({ kind }) => kind);
    expect(new Set(outside)).toEqual(new Set(["code"]));
    for (const lang of ["en", "ko"] as const) {
      const { producerLine, programLine } = actorsMessages[lang];
      expect(producerLine.startsWith(programLine)).toBe(true);
      expect(programLine).not.toContain("backlog");
    }
  });
});

describe("hottest shard", () => {
  it("is the one nearest to either limit, and is cut in the middle", () => {
    const bands = {
      ...emptyFrame().bands,
      count: 3,
      shard: Int32Array.of(4, 7, 9),
      recordsAsked: Float32Array.of(500, 100, 0),
      bytesAsked: Float32Array.of(0, 900_000, 0),
    };
    expect(hottestShard(bands)).toBe(7);
    expect(hottestShard(emptyFrame().bands)).toBeUndefined();
    const ends = 0xffff_ffff;
    const shards = {
      count: 1,
      index: Int32Array.of(7),
      start: Float64Array.of(0),
      end: Float64Array.of(1),
      startWords: Uint32Array.of(0, 0, 0, 0),
      endWords: Uint32Array.of(ends, ends, ends, ends),
      openedUs: Float64Array.of(0),
      closedUs: Float64Array.of(-1),
      parent: Int32Array.of(-1),
      adjacentParent: Int32Array.of(-1),
    };
    expect(middleOf(shards, 7)).toBe(String(1n << 127n));
    expect(middleOf(shards, 8)).toBeUndefined();
  });
});

describe("assumptions", () => {
  it("are the log's latest at a moment", () => {
    const assume = (atUs: number, requestUs: number): Entry => ({
      atUs,
      command: { type: "Assume", assumptions: { requestUs } },
    });
    const log = { ...emptyLog(1), entries: [assume(0, 1), assume(50, 2)] };
    expect(assumptionsAt(log, 49)).toEqual({ ...DEFAULT_ASSUMPTIONS, requestUs: 1 });
    expect(assumptionsAt(log, 50).requestUs).toBe(2);
  });
});

describe("slider", () => {
  it("stays inside its range and rises with its place, on both scales", () => {
    const range = fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 1e6 }));
    fc.assert(
      fc.property(range, fc.boolean(), fc.boolean(), ([min, span], log, integer) => {
        const max = min + span;
        let last = min;
        for (let step = 0; step <= 300; step++) {
          const value = valueAt(step / 300, min, max, log, integer);
          expect(value).toBeGreaterThanOrEqual(last);
          expect(value).toBeLessThanOrEqual(max);
          last = value;
        }
        expect(last).toBe(max);
        expect(placeOf(min, min, max, log)).toBe(0);
        expect(placeOf(max, min, max, log)).toBeCloseTo(1);
      }),
      { numRuns: 25 },
    );
  });
});
