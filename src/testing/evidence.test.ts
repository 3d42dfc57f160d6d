import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REASONS } from "../engine/kds/evidence.ts";
import { EVIDENCE_ROWS } from "../engine/core/world.ts";
import { play, type Play } from "./dsl.ts";

/** Runs that lag, split, merge, crash, lose answers and throttle: every sort of disorder there is. */
const disorder = fc.record({
  seed: fc.integer({ min: 1, max: 9_999 }),
  order: fc.constantFrom("naive", "lineage"),
  startPosition: fc.constantFrom("TRIM_HORIZON", "LATEST"),
  sink: fc.constantFrom("none", "sequence-number", "record-id"),
  rate: fc.constantFrom(0, 40, 90),
  pollMs: fc.integer({ min: 100, max: 2_000 }),
  lost: fc.constantFrom(0, 10, 50),
  putRate: fc.constantFrom(60, 300, 1_300),
  splitAt: fc.integer({ min: 2, max: 9 }),
  mergeToo: fc.boolean(),
  crashAt: fc.integer({ min: 4, max: 18 }),
});
type Disorder = typeof disorder extends fc.Arbitrary<infer Value> ? Value : never;

const linesOf = (each: Disorder): string => `
  shards 1
  seed ${each.seed}
  assume reshardStepUs=1500000
  P sdk ratePerS=${each.putRate} keys=9 batch=40 bytesMax=300 attempts=4 lostResponsePercent=${each.lost}
  @1 K get-records order=${each.order} startPosition=${each.startPosition} sink=${each.sink} ratePerS=${each.rate} pollMs=${each.pollMs} listShardsMs=1000 checkpointMs=2500 restartMs=1500
  @${each.splitAt} split 0
  ${each.crashAt > 12 ? "" : `@${each.crashAt} crash K`}
  @12.5 ${each.mergeToo ? "merge 1 2" : "split 2 30"}
  ${each.crashAt > 12 ? `@${each.crashAt} crash K` : ""}
  @20 set P ratePerS=0
  until 30`;

describe("the engine's counts and evidence equal those of a model that remembers every delivery", () => {
  test("late records, re-reads, copies and write reorders, each second of any run", () => {
    let late = 0;
    let reReads = 0;
    let copies = 0;
    let reordered = 0;
    fc.assert(
      fc.property(disorder, (each) => {
        const run = play(linesOf({ ...each, splitAt: Math.min(each.splitAt, each.crashAt) }));
        const app = run.taken("K");
        late += app.late;
        reReads += app.reReads;
        copies += app.producerCopies;
        reordered += run.made("P").reordered;
        expect(app.unverified).toBe(0);
        checkEvidence(run);
        checkDuplicates(run);
        checkReorders(run);
      }),
      { numRuns: 25 },
    );
    for (const seen of [late, reReads, copies, reordered]) expect(seen).toBeGreaterThan(50);
  });
});

/** Each late record: the higher one was delivered before it, of the same key, for the reason told. */
const checkEvidence = (run: Play): void => {
  const { evidence } = run.taken("K");
  const { batches } = run.oracle.reader(run.actor("K"));
  const { parent, adjacentParent } = run.run.world.streams[0]!.shards;
  const firsts = new Map<number, { atUs: number; shard: number; key: number }>();
  for (const { atUs, records } of batches) {
    for (const { ordinal, shard, key } of records) {
      if (!firsts.has(ordinal)) firsts.set(ordinal, { atUs, shard, key });
    }
  }
  const above = (shard: number): number[] =>
    [parent[shard]!, adjacentParent[shard]!]
      .filter((each) => each >= 0)
      .flatMap((each) => [each, ...above(each)]);
  for (let row = 0; row < Math.min(evidence.total, EVIDENCE_ROWS); row++) {
    const first = firsts.get(evidence.ordinal[row]!)!;
    const higher = firsts.get(evidence.higherOrdinal[row]!)!;
    expect(evidence.higherOrdinal[row]).toBeGreaterThan(evidence.ordinal[row]!);
    expect([first.key, first.shard, first.atUs]).toEqual([
      evidence.key[row],
      evidence.shard[row],
      evidence.atUs[row],
    ]);
    expect(higher.key).toBe(first.key);
    expect(higher.shard).toBe(evidence.higherShard[row]);
    expect(higher.atUs).toBeLessThanOrEqual(first.atUs);
    const child = above(higher.shard).includes(first.shard);
    expect(REASONS[evidence.reason[row]!]).toBe(
      higher.shard === first.shard
        ? "position-moved"
        : child
          ? "child-before-parent"
          : "different-shards",
    );
  }
};

/** Re-reads name a record taken twice; copies name two records of one number of the producer. */
const checkDuplicates = (run: Play): void => {
  const { duplicates } = run.taken("K");
  const records = run.oracle.recordsOf(run.run.world.streams[0]!);
  const times = new Map<number, number>();
  for (const batch of run.oracle.reader(run.actor("K")).batches) {
    for (const { ordinal } of batch.records) times.set(ordinal, (times.get(ordinal) ?? 0) + 1);
  }
  for (let row = 0; row < Math.min(duplicates.total, EVIDENCE_ROWS); row++) {
    const one = records[duplicates.ordinal[row]!]!;
    const other = records[duplicates.higherOrdinal[row]!]!;
    expect([one.key, one.shard]).toEqual([duplicates.key[row], duplicates.shard[row]]);
    expect(other.shard).toBe(duplicates.higherShard[row]);
    if (REASONS[duplicates.reason[row]!] === "re-read") {
      expect(other.ordinal).toBe(one.ordinal);
      expect(times.get(one.ordinal)).toBeGreaterThan(1);
    } else {
      expect(other.ordinal).not.toBe(one.ordinal);
      expect([other.producer, other.n, other.key]).toEqual([one.producer, one.n, one.key]);
    }
  }
};

/** A write reorder names the record stored late and one stored before it with a higher number. */
const checkReorders = (run: Play): void => {
  const records = run.oracle.recordsOf(run.run.world.streams[0]!);
  const { reorders } = run.actor("P");
  const rows = Math.min(reorders?.total ?? 0, EVIDENCE_ROWS);
  expect(reorders?.total ?? 0).toBe(run.made("P").reordered);
  for (let row = 0; row < rows; row++) {
    const one = records[reorders!.ordinal[row]!]!;
    const higher = records[reorders!.higherOrdinal[row]!]!;
    expect([higher.producer, higher.key]).toEqual([one.producer, one.key]);
    expect(higher.n).toBeGreaterThan(one.n);
    expect(higher.ordinal).toBeLessThan(one.ordinal);
    expect([one.shard, higher.shard]).toEqual([reorders!.shard[row], reorders!.higherShard[row]]);
  }
};

describe("a consumer", () => {
  const lag = fc.record({
    seed: fc.integer({ min: 1, max: 99_999 }),
    rate: fc.integer({ min: 15, max: 35 }),
    share: fc.integer({ min: 5, max: 95 }),
    pollMs: fc.integer({ min: 200, max: 1_500 }),
  });

  const lagging = ({
    seed,
    rate,
    share,
    pollMs,
  }: {
    seed: number;
    rate: number;
    share: number;
    pollMs: number;
  }): string => `
    shards 1
    seed ${seed}
    assume reshardStepUs=1000000
    P sdk ratePerS=50 keys=20 maxInFlight=1
    N get-records order=naive ratePerS=${rate} pollMs=${pollMs} listShardsMs=1000
    L get-records order=lineage ratePerS=${rate} pollMs=1000
    @6 split 0 ${share}
    @12 set P ratePerS=0
    until 70`;

  test("that lags when its shard is split gets late records if naive, none if it respects lineage", () => {
    fc.assert(
      fc.property(lag, (each) => {
        const run = play(lagging(each));
        const total = run.run.world.streams[0]!.log.total;
        expect(run.taken("N")).toMatchObject({ delivered: total, reReads: 0 });
        expect(run.taken("L")).toMatchObject({ delivered: total, reReads: 0, late: 0 });
        expect(run.taken("N").late).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });

  test("that respects lineage has no late record, whatever is split, merged, crashed or throttled", () => {
    fc.assert(
      fc.property(disorder, (each) => {
        const run = play(
          linesOf({ ...each, order: "lineage", splitAt: Math.min(each.splitAt, each.crashAt) }),
        );
        expect(run.taken("K").late).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  test("of a calm stream has nothing to tell", () => {
    const run = play(`
      shards 4
      P sdk ratePerS=400 maxInFlight=1
      N get-records order=naive pollMs=500
      until 30`);
    expect(run.taken("N")).toMatchObject({ late: 0, reReads: 0, producerCopies: 0, lost: 0 });
    expect(run.made("P")).toMatchObject({ reordered: 0, duplicated: 0 });
  });
});
