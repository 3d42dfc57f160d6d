import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { perSecond, picture, play, traceOf } from "../../../testing/dsl.ts";

const accepted = (letter: string) => (run: { made(letter: string): { accepted: number } }) =>
  run.made(letter).accepted;

describe("retries", () => {
  test("send the refused records of a call again, and no others, until the attempts are used up", () => {
    const run = play(`
      shards 1
      assume jitterPercent=0
      P sdk ratePerS=1000 stopAfterRecords=6 batch=6 keys=1 attempts=4 bytes=250000 bytesMax=250000
      until 4`);
    expect(traceOf(run)).toBe(
      picture(`
        0.0 P puts 0-5 ....xx attempt 1
        0.1 P puts 4-5 xx attempt 2
        0.1 P puts 4-5 xx attempt 3
        0.1 P puts 4-5 xx attempt 4`),
    );
    expect(run.made("P")).toMatchObject({ attempted: 12, accepted: 4, throttled: 8, abandoned: 2 });
  });

  test("get through when they wait long enough", () => {
    const run = play(`
      shards 1
      P sdk ratePerS=1000 stopAfterRecords=6 batch=6 keys=1 attempts=9 backoffBaseMs=400 bytes=250000 bytesMax=250000
      until 20`);
    expect(run.made("P")).toMatchObject({ accepted: 6, abandoned: 0, inFlight: 0, backlog: 0 });
  });

  test("by PutRecord are for the one record of the call", () => {
    const run = play(`
      shards 1
      assume jitterPercent=0
      P sdk ratePerS=1000 stopAfterRecords=6 operation=PutRecord keys=1 attempts=2 bytes=250000 bytesMax=250000
      until 4`);
    expect(traceOf(run).split("\n").slice(0, 4)).toEqual(
      [0, 1, 2, 3].map((n) => `0.0 P puts ${n} . attempt 1`),
    );
    expect(run.made("P")).toMatchObject({ accepted: 4, throttled: 4, abandoned: 2 });
  });

  test("one call at a time keeps a key's order; more write it out of order", () => {
    const line = (inFlight: number): string => `
      shards 1
      P sdk ratePerS=1400 keys=4 batch=50 maxInFlight=${inFlight} attempts=10 bytes=20 bytesMax=20
      until 8`;
    expect(play(line(1)).made("P")).toMatchObject({ reordered: 0 });
    expect(play(line(8)).made("P").reordered).toBeGreaterThan(100);
  });
});

describe("the network", () => {
  test("a lost answer makes copies, each under a number of its own", () => {
    const run = play(`
      shards 1
      P sdk ratePerS=100 stopAfterRecords=3 batch=3 keys=1 attempts=3 lostResponsePercent=100
      K get-records pollMs=300
      until 6`);
    expect(traceOf(run, "P")).toBe(
      picture(`
        0.0 P puts 0-2 ... attempt 1
        1.1 P puts 0-2 ccc attempt 2
        2.1 P puts 0-2 ccc attempt 3`),
    );
    expect(run.run.world.streams[0]!.log.copies).toMatchObject({
      ordinal: [3, 4, 5, 6, 7, 8],
      original: [0, 1, 2, 0, 1, 2],
    });
    expect(run.taken("K")).toMatchObject({ delivered: 9, producerCopies: 6, reReads: 0, late: 0 });
  });

  test("a lost request makes none, only lateness", () => {
    const run = play(`
      shards 1
      P sdk ratePerS=100 stopAfterRecords=300 batch=10 attempts=10 lostRequestPercent=40
      until 60`);
    const gauge = run.made("P");
    expect(gauge).toMatchObject({ accepted: 300, duplicated: 0, throttled: 0, abandoned: 0 });
    expect(gauge.attempted).toBeGreaterThan(400);
    expect(gauge.retried).toBe(gauge.attempted - 300);
  });
});

describe("records", () => {
  test("are made at the rate's shape", () => {
    const each = "bytes=20 bytesMax=20 operation=PutRecord maxInFlight=99";
    const text = `
      shards 1
      P sdk ratePerS=40 ${each}
      Q sdk rateShape=wave ratePerS=10 peakPerS=50 periodS=4 ${each}
      R sdk rateShape=burst ratePerS=10 peakPerS=50 periodS=4 burstS=1 ${each}
      S sdk rateShape=ramp ratePerS=10 peakPerS=50 periodS=4 ${each}
      until 8`;
    const rows = { P: accepted("P"), Q: accepted("Q"), R: accepted("R"), S: accepted("S") };
    const exact = picture(`
      P 40 40 40 40 40 40 40 40
      Q 20 40 40 20 20 40 40 20
      R 10 10 10 50 10 10 10 50
      S 15 25 35 45 50 50 50 50`);
    const numbers = (text: string): number[] => text.split(/\D+/).filter(Boolean).map(Number);
    const [got, want] = [numbers(perSecond(text, rows)), numbers(exact)];
    expect(got.length).toBe(want.length);
    got.forEach((count, at) => {
      expect(Math.abs(count - want[at]!)).toBeLessThanOrEqual(1);
    });
  });

  test("wait no longer than ten seconds of the rate; what is beyond is abandoned", () => {
    const run = play(`
      shards 1
      P sdk ratePerS=2000 batch=500 maxInFlight=1 attempts=10 backoffBaseMs=30000 backoffCapMs=30000 bytes=20 bytesMax=20
      until 120`);
    const gauge = run.made("P");
    expect(gauge.backlog).toBeLessThan(20_000 + 2_000 * 31);
    expect(gauge.abandoned).toBeGreaterThan(50_000);
    expect(gauge.accepted + gauge.abandoned + gauge.backlog).toBeGreaterThan(2_000 * 119);
  });

  test("stop after the number given, and then there is no backlog", () => {
    const run = play(`
      shards 2
      P sdk ratePerS=500 stopAfterRecords=777
      until 10`);
    expect(run.made("P")).toMatchObject({ accepted: 777, attempted: 777, backlog: 0, inFlight: 0 });
  });

  test("have the key and size they would have without throttles, splits or other producers", () => {
    const dealt = (text: string): string[] => {
      const run = play(text);
      const { world } = run.run;
      const { segments } = world.streams[0]!.log;
      const id = run.actor("P").id;
      const found: [number, string][] = [];
      for (const { count, calls, call, n, key, size } of segments) {
        for (let at = 0; at < count; at++) {
          if (calls.producer[call[at]!] !== id) continue;
          found.push([n[at]!, `${n[at]} ${world.keys.text[key[at]!]} ${size[at]}`]);
        }
      }
      return found.toSorted((a, b) => a[0] - b[0]).map(([, text]) => text);
    };
    const producer =
      "P sdk ratePerS=200 stopAfterRecords=900 keyShape=zipf bytes=10 bytesMax=9000 attempts=10";
    const calm = dealt(`shards 8\n${producer}\nuntil 30`);
    const rough = dealt(`
      shards 1
      ${producer}
      Q sdk ratePerS=900 bytes=20 bytesMax=20
      @2 split 0 30
      until 60`);
    expect(calm.length).toBe(900);
    const known = new Set(calm);
    expect(rough.length).toBeGreaterThan(600);
    expect(rough.filter((text) => !known.has(text))).toEqual([]);
  });
});

describe("edits", () => {
  const change = fc.oneof(
    fc.record({ batch: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ maxInFlight: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ operation: fc.constantFrom("PutRecord", "PutRecords") }),
    fc.record({ keys: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ keyPrefix: fc.constantFrom("user-", "order-") }),
    fc.record({ bytesMax: fc.integer({ min: 0, max: 4_000 }) }),
    fc.record({ ratePerS: fc.integer({ min: 0, max: 2_500 }) }),
    fc.record({ lingerMs: fc.integer({ min: 0, max: 900 }) }),
  );
  const changes = fc.array(fc.record({ at: fc.integer({ min: 1, max: 90 }), set: change }), {
    maxLength: 8,
  });

  test("lose no record: all made are stored or abandoned in the end", () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 99 }), (edits, seed) => {
        const lines = edits
          .toSorted((a, b) => a.at - b.at)
          .map(({ at, set }) => {
            const [[name, value]] = Object.entries(set) as [[string, string | number]];
            return `@${at / 10} set P ${name}=${value}`;
          });
        const run = play(`
          shards 1
          seed ${seed}
          P sdk ratePerS=1500 batch=80 attempts=2 bytesMax=900
          ${lines.join("\n")}
          @9.5 set P ratePerS=0
          until 30`);
        const gauge = run.made("P");
        const state = run.actor("P").state as { next: number };
        expect(gauge.inFlight).toBe(0);
        expect(gauge.backlog).toBe(0);
        expect(gauge.accepted + gauge.abandoned).toBe(state.next);
      }),
      { numRuns: 15 },
    );
  });

  test("of something else leave the rate's shape where it is", () => {
    const shape =
      "P sdk rateShape=ramp ratePerS=10 peakPerS=50 periodS=4 operation=PutRecord maxInFlight=99";
    const rows = { P: accepted("P") };
    const still = perSecond(`${shape}\nuntil 6`, rows);
    expect(perSecond(`${shape}\n@3 set P bytes=77\nuntil 6`, rows)).toBe(still);
  });

  test("a burst holds the peak for its length and then the shape again", () => {
    const text = `
      P sdk ratePerS=10 peakPerS=80 burstS=2 operation=PutRecord maxInFlight=99
      @3 burst P
      until 8`;
    const row = perSecond(text, { P: accepted("P") });
    const counts = row.split(" ").slice(1).map(Number);
    [10, 10, 10, 80, 80, 10, 10, 10].forEach((want, at) => {
      expect(Math.abs(counts[at]! - want)).toBeLessThanOrEqual(2);
    });
  });

  test("a stream that is deleted and made again gets new records alone", () => {
    const run = play(`
      shards 1
      P sdk ratePerS=50 lostResponsePercent=30 attempts=5
      @4 delete
      @7 create 2
      until 20`);
    const { log } = run.run.world.streams[0]!;
    expect(log.total).toBeGreaterThan(500);
    expect(log.copies.original.every((original) => original < log.total)).toBe(true);
  });
});
