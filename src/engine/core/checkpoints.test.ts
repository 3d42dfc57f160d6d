import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { models } from "../../kinds/registry.engine.ts";
import { emptyLog, type Command, type Entry, type Log } from "../../protocol/log.ts";
import { Checkpoints } from "./checkpoints.ts";
import { advance, createRun } from "./run.ts";
import type { Run } from "./state.ts";
import { seek, stateHash } from "./travel.ts";

const SECOND_US = 1_000_000;

const actor = (id: number, kind: "sdk" | "get-records", params: object = {}): Command => ({
  type: "AddActor",
  id,
  role: kind === "sdk" ? "producer" : "consumer",
  kind,
  name: `n${id}`,
  letter: "A",
  stream: "s",
  params: { ...params },
});

const logOf = (entries: readonly Entry[]): Log => ({
  ...emptyLog(3),
  entries: [
    {
      atUs: 0,
      command: {
        type: "Call",
        operation: "CreateStream",
        input: { StreamName: "s", ShardCount: 8 },
      },
    },
    ...entries,
  ],
});

const listOf = (checkpoints: Checkpoints): { atUs: number; work: number }[] =>
  (checkpoints as unknown as { list: { atUs: number; work: number }[] }).list;

const heavy = (): Run =>
  createRun(
    logOf([
      {
        atUs: 0,
        command: actor(1, "sdk", { ratePerS: 6_000, batch: 500, bytes: 20, bytesMax: 20 }),
      },
      { atUs: 0, command: actor(2, "get-records", { pollMs: 300 }) },
    ]),
    models,
  );

describe("checkpoints", () => {
  test("are taken at steps of work, the first at the start, however the run is sliced", () => {
    const whole = heavy();
    advance(whole, 150 * SECOND_US);
    const sliced = heavy();
    while (!advance(sliced, 150 * SECOND_US, 77_777));
    const list = listOf(whole.checkpoints);
    expect(list.length).toBeGreaterThan(1);
    expect(list[0]).toMatchObject({ atUs: 0, work: 0 });
    expect(listOf(sliced.checkpoints).map(({ work, atUs }) => [work, atUs])).toEqual(
      list.map(({ work, atUs }) => [work, atUs]),
    );
    const cells = list.map(({ work }) => Math.floor(work / 524_288));
    expect(new Set(cells).size).toBe(cells.length);
  });

  test("stay few, keep the start, and going anywhere still ends in the same state", () => {
    const run = heavy();
    advance(run, SECOND_US);
    const { checkpoints, world } = run;
    const copy = new Checkpoints();
    const real = world.work;
    for (let grid = 0; grid < 400; grid++) {
      world.work = grid * 524_288 + 5;
      copy.take(world);
    }
    world.work = real;
    expect(listOf(copy).length).toBeLessThanOrEqual(33);
    expect(listOf(copy)[0]!.work).toBe(5);
    checkpoints.cutFrom(0);
    expect(listOf(checkpoints).length).toBe(1);
  });

  test("hold no more than forty segments that the run has folded away", () => {
    const log = heavy().log;
    const run = createRun({ ...log, recordBudget: 131_072 }, models);
    advance(run, 60 * SECOND_US);
    const own = new Set<object>(run.world.streams[0]!.log.segments);
    const held = new Set<object>();
    for (const each of listOf(run.checkpoints) as unknown as { world: Run["world"] }[]) {
      for (const stream of each.world.streams) {
        for (const segment of stream.log.segments) if (!own.has(segment)) held.add(segment);
      }
    }
    expect(held.size).toBeLessThanOrEqual(41);
  });
});

describe("a removed actor", () => {
  test("leaves nothing to the one that takes its place in the list or its id", () => {
    const change = fc.record({
      atS: fc.integer({ min: 1, max: 15 }),
      id: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom("sdk" as const, "get-records" as const),
      add: fc.boolean(),
    });
    const moments = fc.array(fc.integer({ min: 0, max: 18 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), moments, (changes, seconds) => {
        const entries: Entry[] = [
          { atUs: 0, command: actor(1, "sdk", { ratePerS: 60 }) },
          { atUs: 0, command: actor(2, "get-records", { pollMs: 400 }) },
          ...changes
            .toSorted((a, b) => a.atS - b.atS)
            .map(({ atS, id, kind, add }) => ({
              atUs: atS * SECOND_US,
              command: add ? actor(id, kind) : ({ type: "RemoveActor", id } as const),
            })),
        ];
        const log = logOf(entries);
        const run = createRun(log, models);
        advance(run, 20 * SECOND_US);
        for (const second of seconds) {
          seek(run, second * SECOND_US);
          const fresh = createRun(log, models);
          advance(fresh, second * SECOND_US);
          expect(stateHash(run)).toBe(stateHash(fresh));
        }
      }),
      { numRuns: 15 },
    );
  });

  test("has no event left: a new one with its id begins afresh", () => {
    const at = (atS: number, command: Command): Entry => ({ atUs: atS * SECOND_US, command });
    const again = createRun(
      logOf([
        at(2, actor(1, "sdk", { ratePerS: 300, lostResponsePercent: 100 })),
        at(6, { type: "RemoveActor", id: 1 }),
        at(6, actor(1, "sdk", { ratePerS: 40, stopAfterRecords: 100 })),
      ]),
      models,
    );
    advance(again, 5_999_999);
    const before = again.world.streams[0]!.log.total;
    advance(again, 20 * SECOND_US);
    const gauge = models.producers["sdk"]!.gauge(again.world, again.world.actors[0]!);
    expect(gauge).toMatchObject({ accepted: 100, attempted: 100, inFlight: 0 });
    expect(again.world.streams[0]!.log.total).toBe(before + 100);
  });
});
