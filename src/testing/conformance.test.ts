import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clonePlain, hashPlain, hexOf, restorePlain } from "../base/plain.ts";
import {
  advance,
  command,
  createRun,
  seek,
  seekEnd,
  stateHash,
  type Run,
} from "../engine/public.ts";
import { laterTables } from "../i18n/laterTables.ts";
import { models } from "../headless/models.ts";
import { kindMetas } from "../kinds/registry.meta.ts";
import { checkParams, withDefaults, type KindMeta, type ParamSpec } from "../protocol/kind.ts";
import { emptyLog, type Assumptions, type Entry, type Log, type Params } from "../protocol/log.ts";
import { Driver, isOutside } from "./driver.ts";
import { makeLab, start } from "./dslLab.ts";
import { Oracle } from "./oracle.ts";
import { exists, files, textOf } from "./tidy/sources.ts";

const SECOND_US = 1_000_000;

const folderOf = ({ role, kind }: KindMeta): string => `src/kinds/${role}s/${kind}`;

const wordsOf = (kind: string): Record<"en" | "ko", Readonly<Record<string, string>>> =>
  (laterTables as Readonly<Record<string, Record<"en" | "ko", Readonly<Record<string, string>>>>>)[
    `kind-${kind}`
  ]!;

/** A stream of four shards, `meta` with these parameters and one of the other role beside it. */
const logOf = (meta: KindMeta, params: Params, assumptions: Partial<Assumptions> = {}): Log => {
  const beside = kindMetas.find((each) => each.role !== meta.role)!;
  const add = (id: number, each: KindMeta, given: Params) =>
    ({
      type: "AddActor",
      id,
      role: each.role,
      kind: each.kind,
      name: `n${id}`,
      letter: "A",
      stream: "s",
      params: given,
    }) as const;
  const commands = [
    { type: "Assume", assumptions: { reshardStepUs: 3 * SECOND_US, ...assumptions } } as const,
    {
      type: "Call",
      operation: "CreateStream",
      input: { StreamName: "s", ShardCount: 4 },
    } as const,
    add(1, meta, params),
    add(2, beside, {}),
  ];
  return { ...emptyLog(11), entries: commands.map((given) => ({ atUs: 0, command: given })) };
};

const outside = ({ role, kind }: KindMeta): boolean => isOutside(models, role, kind);

/** The log; of a kind that acts from outside, with a program's calls in its name on the way. */
const drivenLog = (meta: KindMeta, params: Params, toUs: number): Log => {
  const log = logOf(meta, params);
  if (!outside(meta)) return log;
  const run = createRun(log, models);
  new Driver(run, 1, meta.role).to(toUs);
  return { ...log, entries: run.entries };
};

const ran = (log: Log, toUs: number): Run => {
  const run = createRun(log, models);
  advance(run, toUs);
  return run;
};

/** A value that the specification allows, by a number from 0 to 999. */
const someValue = (spec: ParamSpec, pick: number): number | string | boolean => {
  if (spec.type === "choice") return spec.choices[pick % spec.choices.length]!;
  if (spec.type === "boolean") return pick % 2 === 0;
  if (spec.type === "text") return "x".repeat(Math.round((spec.max * pick) / 999));
  const near = Math.min(spec.max, Math.max(spec.min, spec.default * 3 + 1));
  const value = spec.min + ((near - spec.min) * pick) / 999;
  return spec.integer === true ? Math.round(value) : value;
};

const paramsOf = (meta: KindMeta): fc.Arbitrary<Params> =>
  fc
    .array(fc.tuple(fc.nat(meta.params.length - 1), fc.nat(999)), { maxLength: 8 })
    .map((picks) =>
      Object.fromEntries(
        picks.map(([at, pick]) => [meta.params[at]!.key, someValue(meta.params[at]!, pick)]),
      ),
    );

/** Two kinds of one name, one of each role, share their words. */
const wordsWanted = (meta: KindMeta): string[] => [
  ...meta.signals.flatMap((signal) => [`signal.${signal}`, `signal.${signal}.help`]),
  ...meta.params.flatMap((spec) => [
    `group.${spec.group}`,
    spec.key,
    `${spec.key}.help`,
    ...(spec.type === "choice" ? spec.choices.map((each) => `${spec.key}.${each}`) : []),
  ]),
];

/** Values just outside what a specification allows. */
const wrongValues = (spec: ParamSpec): (string | number)[] => {
  if (spec.type === "number") return [spec.min - 1, spec.max + 1, Number.NaN];
  return spec.type === "text" ? ["x".repeat(spec.max + 1), 7] : ["no such"];
};

const named = kindMetas.map((meta) => [`${meta.role} ${meta.kind}`, meta.kind, meta] as const);

describe.each(named)("the %s", (_, kind, meta) => {
  test("has every file a kind has, and is registered with its role", () => {
    const names = ["meta.ts", "model.ts", "README.md"];
    expect(names.filter((name) => !exists(`${folderOf(meta)}/${name}`))).toEqual([]);
    const alike = kindMetas.filter((each) => each.kind === kind);
    expect(alike.filter((each) => exists(`${folderOf(each)}/messages.ts`))).toHaveLength(1);
    const registered = meta.role === "producer" ? models.producers : models.consumers;
    expect(registered[kind]?.meta).toBe(meta);
    const readme = textOf(`${folderOf(meta)}/README.md`);
    for (const said of ["What is modelled", "What is left out", "Source"]) {
      expect(readme).toContain(said);
    }
    expect(meta.docUrl).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  test("has defaults it accepts itself, and refuses what lies outside, by name", () => {
    expect(checkParams(meta, withDefaults(meta, {}))).toBeUndefined();
    expect(new Set(meta.params.map((spec) => spec.key)).size).toBe(meta.params.length);
    for (const spec of meta.params) {
      for (const value of wrongValues(spec)) {
        expect(checkParams(meta, { [spec.key]: value })).toContain(`${kind}.${spec.key}`);
      }
      const when = "when" in spec ? spec.when : undefined;
      if (!when) continue;
      const other = meta.params.find((each) => each.key === when.key)!;
      for (const value of when.is)
        expect(checkParams(meta, { [other.key]: value })).toBeUndefined();
    }
  });

  test("has words for everything, in both languages, and none for what it has not", () => {
    const { en, ko } = wordsOf(kind);
    const alike = kindMetas.filter((each) => each.kind === kind);
    const wanted = [...new Set(alike.flatMap(wordsWanted))];
    expect(Object.keys(en).toSorted()).toEqual(wanted.toSorted());
    expect(wanted.filter((key) => !en[key] || !ko[key])).toEqual([]);
    const helps = wanted.filter((key) => key.endsWith(".help"));
    expect(helps.filter((key) => !/[가-힣]/.test(ko[key]!))).toEqual([]);
  });

  test("is the same for the same seed, and goes on from any copy as it would have", () => {
    fc.assert(
      fc.property(paramsOf(meta), fc.integer({ min: 1, max: 19 }), (params, cutS) => {
        const log = drivenLog(meta, params, 20 * SECOND_US);
        const whole = ran(log, 20 * SECOND_US);
        const copied = ran(log, cutS * SECOND_US);
        const world = clonePlain(copied.world);
        advance(copied, 15 * SECOND_US);
        restorePlain(copied.world, world);
        advance(copied, 20 * SECOND_US);
        expect(stateHash(copied)).toBe(stateHash(whole));
        seek(whole, cutS * SECOND_US);
        seek(whole, 20 * SECOND_US);
        expect(stateHash(whole)).toBe(stateHash(copied));
      }),
      { numRuns: 15 },
    );
  });

  test("draws from its own streams alone: another actor of its kind changes nothing of its records", () => {
    const log = drivenLog(meta, {}, 12 * SECOND_US);
    const other = log.entries.flatMap((entry): Entry[] => {
      const { atUs, command: each } = entry;
      if (each.type === "AddActor" && each.role === "consumer") {
        return [{ atUs, command: { ...each, id: 9 } }];
      }
      const reads = each.type === "Call" && each.operation === "GetRecords";
      return reads ? [{ atUs, command: { ...each, caller: 9 } }] : [];
    });
    const logs = (run: Run): string => hexOf(hashPlain(run.world.streams[0]!.log));
    const alone = ran(log, 12 * SECOND_US);
    const entries = [...log.entries, ...other].toSorted((a, b) => a.atUs - b.atUs);
    const beside = ran({ ...log, entries }, 12 * SECOND_US);
    expect(logs(beside)).toBe(logs(alone));
  });

  test("takes every signal it names and no other", () => {
    const run = ran(logOf(meta, {}), 3 * SECOND_US);
    const give = (signal: string) => command(run, { type: "Signal", id: 1, signal });
    const answers = meta.signals.map((signal) => {
      advance(run, run.world.nowUs + SECOND_US);
      return give(signal);
    });
    if (!outside(meta)) expect(answers.some((outcome) => outcome.ok)).toBe(true);
    for (const outcome of answers) if (!outcome.ok) expect(outcome.error.message).toMatch(/\.$/);
    expect(give("no-such-signal")).toMatchObject({ ok: false, error: { name: "InvalidSignal" } });
  });

  test("has records read once and none left out while nothing crashes", () => {
    fc.assert(
      fc.property(paramsOf(meta), (params) => {
        const never =
          meta.role === "consumer" ? { startPosition: "TRIM_HORIZON", ratePerS: 0 } : {};
        const polls = meta.role === "consumer" && !outside(meta);
        const calm = polls ? { ...params, ...never, pollMs: 700 } : params;
        const oracle = new Oracle();
        const run = createRun(logOf(meta, calm), oracle.watch(models));
        const driver = outside(meta) ? new Driver(run, 1, meta.role) : undefined;
        const to = (toUs: number): void => {
          if (driver) driver.to(toUs);
          else advance(run, toUs);
        };
        to(8 * SECOND_US);
        command(run, {
          type: "Call",
          operation: "UpdateShardCount",
          input: { StreamName: "s", TargetShardCount: 6, ScalingType: "UNIFORM_SCALING" },
        });
        to(50 * SECOND_US);
        if (driver && meta.role === "producer") checkWritten(run, driver);
        const producer = run.world.actors.find((each) => each.role === "producer")!;
        command(run, { type: "RemoveActor", id: producer.id });
        if (driver && meta.role === "consumer") driver.to(90 * SECOND_US);
        else advance(run, 90 * SECOND_US);
        oracle.check(run);
        const reader = run.world.actors.find((each) => each.role === "consumer")!;
        const { delivered, reReads } = reader.application!;
        expect(delivered).toBe(run.world.streams[0]!.log.total);
        expect(reReads).toBe(0);
        const seen = oracle.reader(reader).seen.size;
        expect(outside(meta) && meta.role === "consumer" ? driver!.taken : seen).toBe(delivered);
      }),
      { numRuns: 10 },
    );
  });
});

/** What the engine counted for a program that writes is what the program was answered. */
const checkWritten = (run: Run, driver: Driver): void => {
  const actor = run.world.actors.find((each) => each.id === 1)!;
  const gauge = models.producers[actor.kind]!.gauge(run.world, actor);
  expect(gauge.accepted).toBe(driver.accepted);
  expect(gauge.throttled).toBe(driver.throttled);
  expect(gauge.attempted).toBe(driver.accepted + driver.throttled);
  expect(gauge.accepted).toBeGreaterThan(1_000);
  expect(gauge.ratePerS).toBeGreaterThan(10);
  expect(gauge.ratePerS).toBeLessThan(120);
};

describe("each assumption set to 0 takes its part away", () => {
  const sdk = kindMetas.find((meta) => meta.kind === "sdk")!;
  const params = { ratePerS: 1, operation: "PutRecord", stopAfterRecords: 8 };

  /** Mean µs from one moment of a record's way to the next. */
  const legs = (assumptions: Partial<Assumptions>) => {
    const log = logOf(sdk, params, assumptions);
    const oracle = new Oracle();
    const run = createRun(
      {
        ...log,
        entries: log.entries.map((entry) =>
          entry.command.type === "AddActor" && entry.command.id === 2
            ? { ...entry, command: { ...entry.command, params: { pollMs: 1 } } }
            : entry,
        ),
      },
      oracle.watch(models),
    );
    const made: number[] = [];
    const answered: number[] = [];
    let inFlight = 0;
    let attempted = 0;
    while (run.world.nowUs < 14 * SECOND_US) {
      advance(run, run.world.nowUs + 100);
      const gauge = models.producers["sdk"]!.gauge(run.world, run.world.actors[0]!);
      if (gauge.attempted > attempted) made.push(run.world.nowUs);
      if (gauge.inFlight < inFlight) answered.push(run.world.nowUs);
      ({ inFlight, attempted } = gauge);
    }
    const { log: records } = run.world.streams[0]!;
    const { calls, count } = records.segments[0]!;
    const mean = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
      let sum = 0;
      for (let at = 0; at < count; at++) sum += b[at]! - a[at]!;
      return sum / count;
    };
    const taken = new Map(
      oracle
        .reader(run.world.actors[1]!)
        .batches.flatMap(({ atUs, records: each }) => each.map((one) => [one.ordinal, atUs])),
    );
    const delivered = Array.from({ length: count }, (_, at) => taken.get(at)!);
    return {
      count,
      request: mean(made, calls.admittedUs),
      response: mean(calls.admittedUs, answered),
      read: mean(calls.admittedUs, delivered),
    };
  };
  const full = legs({ jitterPercent: 0 });

  test("as they stand, each leg takes its time", () => {
    expect(full.count).toBe(8);
    expect(full.request).toBeGreaterThan(4_800);
    expect(full.request).toBeLessThan(5_100);
    expect(full.response).toBeGreaterThan(4_900);
    expect(full.response).toBeLessThan(5_200);
    expect(full.read).toBeGreaterThan(25_000);
  });

  test("requestUs", () => {
    const less = legs({ jitterPercent: 0, requestUs: 0 });
    expect(less.request).toBeLessThan(200);
    expect(less.response).toBeGreaterThan(4_900);
  });

  test("responseUs", () => {
    const less = legs({ jitterPercent: 0, responseUs: 0 });
    expect(less.response).toBeLessThan(200);
    expect(less.request).toBeGreaterThan(4_800);
  });

  test("visibleUs", () => {
    const lab = makeLab(1);
    const countAt = (visibleUs: number, afterUs: number): number => {
      lab.run.world.assumptions = { ...lab.run.world.assumptions, visibleUs };
      lab.at(lab.nowUs + SECOND_US);
      const cursor = start();
      seekEnd(lab.stream, 0, cursor);
      lab.put([{}]);
      lab.at(lab.nowUs + afterUs);
      return lab.read(0, cursor).count;
    };
    expect([countAt(20_000, 19_999), countAt(20_000, 20_000), countAt(0, 0)]).toEqual([0, 1, 1]);
  });

  test("jitterPercent", () => {
    const spread = (jitterPercent: number): number => {
      const run = ran(logOf(sdk, { ...params, stopAfterRecords: 0 }, { jitterPercent }), 1);
      const { context, world } = run;
      context.bind(world.actors[0]!);
      const drawn = Array.from({ length: 200 }, (_, n) => context.latencyUs("request", n));
      return Math.max(...drawn) - Math.min(...drawn);
    };
    expect(spread(0)).toBe(0);
    expect(spread(50)).toBeGreaterThan(4_500);
    expect(spread(50)).toBeLessThanOrEqual(5_000);
  });

  test("reshardStepUs and createStreamUs", () => {
    const run = createRun(emptyLog(1), models);
    const call = (operation: string, input: object) =>
      command(run, { type: "Call", operation, input: { StreamName: "s", ...input } });
    command(run, { type: "Assume", assumptions: { reshardStepUs: 0, createStreamUs: 0 } });
    call("CreateStream", { ShardCount: 2 });
    advance(run, 1);
    expect(run.world.streams[0]!.status).toBe("ACTIVE");
    call("UpdateShardCount", { TargetShardCount: 4, ScalingType: "UNIFORM_SCALING" });
    advance(run, 3);
    expect([run.world.streams[0]!.status, run.world.streams[0]!.open.length]).toEqual([
      "ACTIVE",
      4,
    ]);
  });
});

test("every folder of a kind is a registered kind", () => {
  const folders = new Set(
    files.flatMap((path) => /^src\/kinds\/[^/]+\/[^/]+(?=\/)/.exec(path)?.[0] ?? []),
  );
  expect([...folders].toSorted()).toEqual(kindMetas.map(folderOf).toSorted());
});
