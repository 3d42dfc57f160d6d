import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyLog } from "../../protocol/log.ts";
import { advance, command } from "../core/run.ts";
import { seek } from "../core/travel.ts";
import { arrivalIn } from "../kds/records.ts";
import { makeFrame } from "./frame.ts";
import { readersOf } from "./answers/parts/readers.ts";
import {
  call,
  consumer,
  producer,
  quickReshard,
  runOf,
  SECOND,
  streamOf,
  viewportOf,
  type Plan,
} from "./answers/runs.testing.ts";
import { lagAt } from "../cloudwatch/lags.ts";
import { lagMs } from "./lag.ts";

const half = String(1n << 127n);
const plan: Plan = [
  [0, quickReshard, call("CreateStream", { ShardCount: 2 })],
  [
    1.1,
    producer(1, { ratePerS: 80, keys: 20, operation: "PutRecord" }),
    consumer(2, "N", { order: "naive", limit: 12, ratePerS: 30, listShardsMs: 3_000 }),
    consumer(3, "K", { order: "lineage", limit: 40, ratePerS: 45 }),
  ],
  [6, call("MergeShards", { ShardToMerge: "shardId-0", AdjacentShardToMerge: "shardId-1" })],
  [9, call("DeleteStream")],
  [12, call("CreateStream", { ShardCount: 1 })],
  [15, call("SplitShard", { ShardToSplit: "shardId-0", NewStartingHashKey: half })],
];
const PART = { goal: undefined, achievedSpeed: 0, results: [], log: emptyLog(1) };

test("stage, table and inspector tell one lag: the age of the oldest record not processed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 220 }), fc.constantFrom(2, 3), (tenths, focus) => {
      const run = runOf(plan, tenths / 10);
      const { nowUs } = run.world;
      const all = { sort: "shard", descending: false, from: 0, count: 50, closed: true } as const;
      const frame = makeFrame(run, viewportOf({ table: all }, focus), PART as never);
      const rows = frame.answers.table!.rows;
      const reader = run.world.streams[0]
        ? readersOf(run, streamOf(run)).find(({ actor }) => actor.id === focus)
        : undefined;
      if (!reader) return;
      expect(frame.answers.table!.reader).toBe(reader.actor.letter);
      const { places } = reader;
      let most = 0;
      for (const { shard, lagMs: told } of rows) {
        const placed = shard < places.count && places.state[shard]! > 0;
        let left = placed ? places.index[shard]! : 0;
        let oldestUs = nowUs;
        for (const segment of streamOf(run).log.segments) {
          for (let local = 0; local < segment.count; local++) {
            if (segment.shard[local] !== shard || left-- !== 0) continue;
            oldestUs = arrivalIn(segment, local);
          }
        }
        expect(told).toBe(Math.floor((nowUs - oldestUs) / 1_000));
        const { parent, adjacentParent } = streamOf(run).shards;
        const begun = (each: number): boolean => each >= 0 && places.state[each]! > 0;
        const toCome = begun(parent[shard]!) || begun(adjacentParent[shard]!);
        if (placed || toCome) most = Math.max(most, told);
        for (let row = 0; row < frame.fronts.count; row++) {
          if (frame.fronts.consumer[row] !== focus || frame.fronts.shard[row] !== shard) continue;
          expect(frame.fronts.processedUs[row]).toBe(oldestUs);
        }
        const inspected = viewportOf({ inspect: { type: "front", consumer: focus, shard } });
        const { facts } = makeFrame(run, inspected, PART as never).answers.inspect!;
        expect(facts.find(({ id }) => id === "lagMs")!.value).toBe(told);
      }
      expect(frame.consumers.find(({ id }) => id === focus)!.millisBehindLatest).toBe(most);
    }),
    { numRuns: 60 },
  );
});

test("what is kept of each consumer's lag is its lag, after steps back and forks too", () => {
  const run = runOf(plan, 6);
  let greatest = 0;
  const stepTo = (last: number): void => {
    for (let second = Math.floor(run.world.nowUs / SECOND) + 1; second <= last; second++) {
      advance(run, second * SECOND);
      for (const id of [2, 3]) {
        const lag = lagMs(
          run,
          run.world.actors.find((actor) => actor.id === id)!,
        );
        expect([id, second, lagAt(run.chronicle.lags?.[id], second - 1)]).toEqual([
          id,
          second,
          lag,
        ]);
        greatest = Math.max(greatest, lag);
      }
    }
  };
  stepTo(20);
  seek(run, 8 * SECOND);
  stepTo(12);
  seek(run, 7 * SECOND);
  command(run, { type: "RemoveActor", id: 1 });
  expect(lagAt(run.chronicle.lags?.[2], 15)).toBe(0);
  stepTo(20);
  expect(greatest).toBeGreaterThan(1_000);
});
