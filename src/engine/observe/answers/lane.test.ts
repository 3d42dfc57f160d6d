import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LaneAnswer } from "../../../protocol/frame.ts";
import { answerLane } from "./lane.ts";
import {
  call,
  consumer,
  NAME,
  ordinalsOf,
  producer,
  quickReshard,
  runOf,
  spiedModels,
  streamOf,
  type Delivered,
  type Plan,
} from "./runs.testing.ts";

const KEYS = 5;
const NAIVE = 2;
const CAREFUL = 3;

const plan = (crashS: number): Plan => [
  [0, quickReshard, call("CreateStream", { ShardCount: 1 })],
  [
    1.1,
    producer(1, { ratePerS: 40, keys: KEYS, operation: "PutRecord", lostResponsePercent: 5 }),
    consumer(NAIVE, "N", { order: "naive", limit: 12, ratePerS: 30, listShardsMs: 1_000 }),
    consumer(CAREFUL, "K", { order: "lineage", limit: 12, ratePerS: 30, checkpointMs: 3_000 }),
  ],
  [
    6,
    call("SplitShard", {
      ShardToSplit: "shardId-000000000000",
      NewStartingHashKey: String(1n << 127n),
    }),
  ],
  [crashS, { type: "Signal", id: CAREFUL, signal: "crash" }],
];

/** What one consumer took of a key, late where it came first after a higher one. */
const slowTaken = (
  book: readonly Delivered[],
  id: number,
  key: string,
): LaneAnswer["taken"][number][] => {
  const seen = new Set<number>();
  let highest = -1;
  return book
    .filter((each) => each.consumer === id && each.key === key)
    .map(({ ordinal, atUs }) => {
      const again = seen.has(ordinal);
      const late = ordinal < highest && !again;
      seen.add(ordinal);
      highest = Math.max(highest, ordinal);
      return { ordinal, atUs, late, again };
    });
};

describe("answerLane", () => {
  test("tells the order taken as it was, through splits, crashes and copies", () => {
    let late = 0;
    const check = (seed: number, untilS: number, count: number, crashS: number): void => {
      const { kinds, book } = spiedModels();
      const run = runOf(plan(crashS), untilS, seed, kinds);
      for (const id of [NAIVE, CAREFUL]) {
        for (let at = 0; at < KEYS; at++) {
          const key = `user-${at}`;
          const lane = answerLane(run, streamOf(run), { key, consumer: id, count });
          const whole = slowTaken(book, id, key);
          const most = Math.ceil((count * 3) / 4);
          expect(lane.taken).toEqual(whole.slice(-most));
          expect(lane.lateInAll).toBe(whole.filter((each) => each.late).length);
          late += lane.lateInAll;
          const stored = lane.stored.map((each) => each.ordinal);
          const held = ordinalsOf(run, key);
          expect(stored).toEqual([...new Set(stored)].sort((a, b) => a - b));
          expect(stored).toHaveLength(Math.min(count, held.length));
          expect(held).toEqual(expect.arrayContaining(stored));
          expect(stored).toEqual(expect.arrayContaining(lane.taken.map((each) => each.ordinal)));
        }
      }
    };
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.integer({ min: 3, max: 30 }),
        fc.integer({ min: 6, max: 200 }),
        fc.integer({ min: 7, max: 20 }),
        check,
      ),
      { numRuns: 15 },
    );
    check(7, 25, 60, 12);
    expect(late).toBeGreaterThan(0);
  });

  test("shows the last records of a key that nobody has taken", () => {
    const run = runOf(plan(12), 5);
    const stream = streamOf(run);
    const held = ordinalsOf(run, "user-1");
    const lane = answerLane(run, stream, { key: "user-1", consumer: 0, count: 8 });
    expect(lane.stored.map((each) => each.ordinal)).toEqual(held.slice(-8));
    expect(lane.taken).toEqual([]);
    expect(answerLane(run, stream, { key: "nobody", consumer: NAIVE, count: 8 }).stored).toEqual(
      [],
    );
    expect(answerLane(run, undefined, { key: NAME, consumer: 0, count: 8 }).stored).toEqual([]);
  });

  test("names what a copy is a copy of", () => {
    const run = runOf(plan(12), 25);
    const stream = streamOf(run);
    const stored = [0, 1, 2, 3, 4].flatMap(
      (at) => answerLane(run, stream, { key: `user-${at}`, consumer: NAIVE, count: 256 }).stored,
    );
    const copies = stored.filter((each) => each.copyOf >= 0);
    expect(copies.map((each) => each.ordinal).sort((a, b) => a - b)).toEqual(
      stream.log.copies.ordinal,
    );
    for (const copy of copies) {
      const first = stored.find((each) => each.ordinal === copy.copyOf)!;
      expect([first.producer, first.n]).toEqual([copy.producer, copy.n]);
    }
    expect(copies.length).toBeGreaterThan(0);
  });

  test("finds records that an ExplicitHashKey put in another shard", () => {
    const put = (hash: bigint) =>
      call("PutRecord", { Data: "YQ==", PartitionKey: "k", ExplicitHashKey: String(hash) });
    const run = runOf(
      [
        [0, call("CreateStream", { ShardCount: 2 })],
        [1.1, consumer(NAIVE, "N", {}), put(1n), put(1n << 127n), put(2n)],
      ],
      4,
    );
    const lane = answerLane(run, streamOf(run), { key: "k", consumer: NAIVE, count: 8 });
    expect(lane.stored.map((each) => each.shard)).toEqual([0, 1, 0]);
    expect(lane.taken.map((each) => each.ordinal).sort((a, b) => a - b)).toEqual([0, 1, 2]);
  });
});
