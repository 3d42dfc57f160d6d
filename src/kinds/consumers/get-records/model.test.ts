import { describe, expect, test } from "vitest";
import { perSecond, picture, play, traceOf, type Play } from "../../../testing/dsl.ts";

const HOUR_S = 3_600;

const stored = (run: Play): number => run.run.world.streams[0]!.log.total;

describe("polling", () => {
  test("reads a record a poll after it was put, and each one once", () => {
    const run = play(`
      shards 3
      P sdk ratePerS=300 stopAfterRecords=3000
      K get-records pollMs=700
      until 14`);
    expect(run.taken("K")).toMatchObject({
      delivered: 3_000,
      applied: 3_000,
      reReads: 0,
      late: 0,
      unverified: 0,
      throttledCalls: 0,
    });
  });

  test("five applications at 1 s share the calls alike; at 200 ms they throttle each other, none starves", () => {
    const reads = (pollMs: number): { served: number; refused: number }[] => {
      const lines = "ABCDE".split("").map((letter) => `${letter} get-records pollMs=${pollMs}`);
      const run = play(`
        shards 1
        P sdk ratePerS=50
        ${lines.join("\n")}
        until 120`);
      return "ABCDE".split("").map((letter) => run.oracle.reads.get(run.actor(letter))!);
    };
    const calm = reads(1_100);
    for (const each of calm) expect(each.refused).toBe(0);
    const rough = reads(200);
    const served = rough.map((each) => each.served);
    const all = served.reduce((sum, each) => sum + each, 0);
    expect(all).toBeGreaterThan(5 * 120 * 0.95);
    expect(all).toBeLessThanOrEqual(5 * 120 + 5);
    for (const each of rough) {
      expect(each.served / all).toBeGreaterThan(0.15);
      expect(each.served / all).toBeLessThan(0.25);
      expect(each.refused).toBeGreaterThan(0);
    }
  });

  test("refused calls are counted at the application that made them", () => {
    const run = play(`
      shards 1
      A get-records pollMs=50
      until 20`);
    const counts = run.oracle.reads.get(run.actor("A"))!;
    expect(run.taken("A").throttledCalls).toBe(counts.refused);
    expect(counts.refused).toBeGreaterThan(10);
  });

  test("LATEST begins with what comes, TRIM_HORIZON with what is there", () => {
    const run = play(`
      shards 2
      P sdk ratePerS=100
      @5 L get-records startPosition=LATEST pollMs=200
      @5 T get-records pollMs=200
      @10 set P ratePerS=0
      until 12`);
    expect(run.taken("T").delivered).toBe(stored(run));
    expect(run.taken("L").delivered).toBeLessThan(stored(run) * 0.52);
    expect(run.taken("L").delivered).toBeGreaterThan(stored(run) * 0.45);
    expect(run.taken("L").lost).toBe(0);
  });
});

describe("processing", () => {
  test("at a rate of the shard's own lags behind what comes, and catches up after", () => {
    const text = `
      shards 2
      P sdk ratePerS=100 keyShape=even evenOver=2
      K get-records ratePerS=20 pollMs=100
      @5 set P ratePerS=0
      until 20`;
    const rows = {
      stored,
      taken: (run: Play) => run.taken("K").delivered,
    };
    const [all, taken] = perSecond(text, rows, "level")
      .split("\n")
      .map((row) => row.split(" ").slice(1).map(Number)) as [number[], number[]];
    expect(all[6]).toBe(all[20]);
    for (let second = 2; second <= 10; second++) {
      expect(taken[second]! - taken[second - 1]!).toBeLessThanOrEqual(2 * 20 * 10);
      expect(taken[second]!).toBeLessThanOrEqual(40 * second);
    }
    expect(taken[20]).toBe(all[20]);
  });

  test("a batch slower than five minutes outlives its iterator, which is renewed without loss", () => {
    const run = play(`
      shards 1
      P sdk ratePerS=50 stopAfterRecords=700
      K get-records ratePerS=1 pollMs=8000
      until 1500`);
    const types = run.run.chronicle.journal.rows.map((row) => row.type);
    expect(types.filter((type) => type === "iteratorExpired").length).toBeGreaterThan(0);
    expect(run.taken("K")).toMatchObject({ delivered: 700, reReads: 0, late: 0, lost: 0 });
  });
});

describe("a crash", () => {
  test("delivers the whole records processed of the batch, rate times elapsed", () => {
    const run = play(`
      shards 1
      assume jitterPercent=0
      P sdk ratePerS=1000 stopAfterRecords=100 bytes=20 bytesMax=20 lingerMs=10
      @1 K get-records ratePerS=10 pollMs=1 restartMs=0
      @4.5 crash K
      until 9`);
    const state = run.actor("K").state as { batchUs: Float64Array };
    const begunS = state.batchUs[0]! / 1_000_000;
    expect(run.taken("K").delivered).toBe(Math.floor(10 * (4.5 - begunS)));
    expect(run.taken("K").delivered).toBe(34);
  });

  test("between the call and its answer delivers nothing", () => {
    const run = play(`
      shards 1
      assume jitterPercent=0 responseUs=900000
      P sdk ratePerS=10 stopAfterRecords=40
      K get-records ratePerS=100 pollMs=1000 restartMs=0
      until 4`);
    const before = run.taken("K").delivered;
    const crash = `
      shards 1
      assume jitterPercent=0 responseUs=900000
      P sdk ratePerS=10 stopAfterRecords=40
      K get-records ratePerS=100 pollMs=1000 restartMs=0`;
    const asked = run.oracle.trace.filter((line) => line.includes("K gets")).at(-1)!;
    const at = Number(asked.trim().split(" ")[0]) + 0.3;
    const again = play(`${crash}\n@${at} crash K\nuntil 8`);
    expect(again.taken("K").delivered).toBeLessThanOrEqual(before);
    const taken = traceOf(again, "K")
      .split("\n")
      .filter((line) => line.includes("takes"));
    expect(taken.every((line) => Number(line.split(" ")[0]) < at)).toBe(true);
  });

  test("is read again from the last checkpoint on, and the sinks tell", () => {
    const reader = "get-records pollMs=500 checkpointMs=4000 restartMs=1000";
    const run = play(`
      shards 1
      P sdk ratePerS=20 stopAfterRecords=300
      A ${reader}
      B ${reader} sink=sequence-number
      C ${reader} checkpointMs=0
      @8 crash A
      @8 crash B
      @8 crash C
      until 20`);
    for (const letter of "ABC") expect(run.oracle.reader(run.actor(letter)).seen.size).toBe(300);
    const [a, b, c] = ["A", "B", "C"].map((letter) => run.taken(letter));
    expect(a!.reReads).toBeGreaterThan(0);
    expect(a!.reReads).toBeLessThanOrEqual(20 * 4.6);
    expect(a!.applied).toBe(300 + a!.reReads);
    expect(b!.reReads).toBeGreaterThan(0);
    expect(b!.applied).toBe(300);
    expect(c!.reReads).toBe(0);
    for (const app of [a!, b!, c!]) expect(app.late).toBe(0);
  });

  test("without a restart it stays down until it is restarted by hand", () => {
    const run = play(`
      shards 1
      P sdk ratePerS=10
      K get-records restartMs=0 checkpointMs=0
      @3 crash K
      @30 restart K
      @40 set P ratePerS=0
      until 50`);
    const times = traceOf(run, "K")
      .split("\n")
      .map((line) => Number(line.split(" ")[0]));
    expect(times.filter((at) => at > 3 && at < 30)).toEqual([]);
    expect(run.taken("K")).toMatchObject({ delivered: stored(run), reReads: 0 });
  });

  test("cannot be had twice at once, nor a restart of what runs", () => {
    const lines = "K get-records restartMs=0";
    expect(() => play(`${lines}\n@2 crash K\n@3 crash K`)).toThrow(/K is down already/);
    expect(() => play(`${lines}\n@2 restart K`)).toThrow(/K is running already/);
  });
});

describe("shards", () => {
  const lagging = (order: string): string => `
    shards 1
    seed 3
    assume reshardStepUs=2000000
    P sdk ratePerS=8 keys=1
    K get-records order=${order} ratePerS=4 pollMs=1000 listShardsMs=1000
    @3 split 0
    @7 set P ratePerS=0
    until 25`;

  test("naive: the child is read before the parent's rest, which is late; lineage: one after the other", () => {
    const order = (text: string): string =>
      text
        .split("\n")
        .map((line) => line.split(" ").slice(2).join(" "))
        .filter((line) => line.startsWith("takes"))
        .join("\n");
    const naive = play(lagging("naive"));
    expect(order(traceOf(naive, "K"))).toMatch(/takes 2 \.+[^]*takes 0 !+$/);
    expect(naive.taken("K").late).toBeGreaterThan(10);
    const lineage = play(lagging("lineage"));
    expect(order(traceOf(lineage, "K"))).toMatch(/^(takes 0 \.+\n)+(takes 2 \.+\n?)+$/);
    expect(lineage.taken("K")).toMatchObject({ late: 0, delivered: stored(lineage) });
  });

  test("a child waits for both parents of a merge", () => {
    const run = play(`
      shards 2
      assume reshardStepUs=1000000
      P sdk ratePerS=40 keyShape=even evenOver=2 keys=10
      K get-records ratePerS=10 pollMs=100
      @2 merge 0 1
      @4 set P ratePerS=0
      until 40`);
    const taken = traceOf(run, "K")
      .split("\n")
      .filter((line) => line.includes("takes"));
    const shards = taken.map((line) => line.split(" ")[3]);
    expect(shards.indexOf("2")).toBeGreaterThan(
      Math.max(shards.lastIndexOf("0"), shards.lastIndexOf("1")),
    );
    expect(run.taken("K")).toMatchObject({ late: 0, delivered: stored(run) });
  });

  test("of any depth are all read, each once, lineage or not", () => {
    for (const order of ["lineage", "naive"]) {
      const run = play(`
        shards 2
        assume reshardStepUs=1000000
        P sdk ratePerS=200 keys=200 maxInFlight=1
        K get-records order=${order} pollMs=300 listShardsMs=1000
        @2 count 4
        @10 split 3 10
        @12 split 6
        @14 count 3
        @40 set P ratePerS=0
        until 50`);
      expect(run.run.world.streams[0]!.shards.count).toBeGreaterThan(12);
      expect(run.taken("K")).toMatchObject({ delivered: stored(run), reReads: 0, lost: 0 });
    }
  });

  test("whose parents expired unread are read all the same", () => {
    const run = play(`
      shards 1
      assume reshardStepUs=1000000
      P sdk ratePerS=40 keys=40
      K get-records pollMs=600000 limit=1
      @10 split 0
      @20 split 1
      @40 set P ratePerS=0.01
      @${24 * HOUR_S} set K limit=10000 pollMs=1000
      until ${24 * HOUR_S + 900}`);
    const { shards } = run.run.world.streams[0]!;
    expect([...shards.parent.subarray(0, 5)]).toEqual([-1, 0, 0, 1, 1]);
    const read = new Set(run.oracle.reader(run.actor("K")).batches.map((batch) => batch.shard));
    expect([...read].toSorted((a, b) => a - b)).toEqual([0, 2, 3, 4]);
    expect(run.taken("K").lost).toBeGreaterThan(100);
  });

  test("of a stream deleted and made again are read from their beginning", () => {
    const run = play(`
      shards 2
      P sdk ratePerS=50
      K get-records pollMs=300
      N get-records pollMs=300 order=naive restartMs=2000
      @4 delete
      @6 crash N
      @7 create 1
      @20 set P ratePerS=0
      until 25`);
    const reader = (letter: string) => run.oracle.reader(run.actor(letter));
    for (const letter of "KN") {
      expect(reader(letter).seen.size).toBe(stored(run));
      expect(run.taken(letter)).toMatchObject({ late: 0, reReads: 0 });
    }
  });
});

test("a picture of a stop and a restart", () => {
  const run = play(`
    shards 1
    assume jitterPercent=0
    P sdk ratePerS=4 keys=1 stopAfterRecords=12 operation=PutRecord
    K get-records pollMs=1000 checkpointMs=2000 restartMs=1500
    @2.2 crash K
    until 7`);
  expect(traceOf(run, "K")).toBe(
    picture(`
      0.5 K gets 0: 2
      0.5 K takes 0 ..
      1.5 K gets 0: 4
      1.6 K takes 0 ....
      4.2 K gets 0: 12
      4.2 K takes 0 rrrrrr......`),
  );
});
