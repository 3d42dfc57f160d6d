import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TableQuery } from "../../../protocol/viewport.ts";
import { advance } from "../../core/run.ts";
import { arrivalIn } from "../../kds/records.ts";
import { horizonUs } from "../../kds/stream.ts";
import { heldOf } from "./parts/held.ts";
import {
  call,
  consumer,
  producer,
  quickReshard,
  runOf,
  SECOND,
  streamOf,
  type Plan,
} from "./runs.testing.ts";
import { answerTable } from "./table.ts";

const plan: Plan = [
  [0, quickReshard, call("CreateStream", { ShardCount: 8 })],
  [1.1, producer(1, { ratePerS: 300, keys: 40 }), consumer(2, "N", { ratePerS: 20 })],
  [
    3,
    call("SplitShard", {
      ShardToSplit: "shardId-000000000002",
      NewStartingHashKey: String(5n << 124n),
    }),
  ],
];
const all: TableQuery = { sort: "hashKey", descending: false, from: 0, count: 1_000, closed: true };

describe("answerTable", () => {
  test("pages of any sort put together are all rows in the order of that sort", () => {
    const run = runOf(plan, 8);
    const stream = streamOf(run);
    const rows = new Map(answerTable(run, stream, all, 0).rows.map((row) => [row.shard, row]));
    expect(rows.size).toBe(10);
    const value = {
      hashKey: (shard: number) => Number(BigInt(rows.get(shard)!.startingHashKey)),
      shard: (shard: number) => shard,
      records: (shard: number) => rows.get(shard)!.recordsPerS,
      bytes: (shard: number) => rows.get(shard)!.bytesPerS,
      throttled: (shard: number) => rows.get(shard)!.throttledPerS,
      lag: (shard: number) => rows.get(shard)!.lagMs,
      range: (shard: number) => rows.get(shard)!.range,
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(value) as (keyof typeof value)[])),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 11 }),
        (sort, descending, closed, count) => {
          const shards: number[] = [];
          let total = 1;
          for (let from = 0; from < total; from += count) {
            const page = answerTable(run, stream, { sort, descending, closed, from, count }, 0);
            total = page.total;
            for (const row of page.rows) {
              expect(row).toEqual(rows.get(row.shard));
              shards.push(row.shard);
            }
          }
          const open = [...rows.keys()].filter(
            (shard) => closed || rows.get(shard)!.state === "OPEN",
          );
          expect([...shards].sort((a, b) => a - b)).toEqual(open.sort((a, b) => a - b));
          const values = shards.map(value[sort]);
          const sign = descending ? -1 : 1;
          expect(values).toEqual([...values].sort((a, b) => sign * (a - b)));
        },
      ),
    );
  });

  test("lag is the age of the oldest record that some consumer has not processed", () => {
    const run = runOf(plan, 8);
    const stream = streamOf(run);
    const places = run.world.actors[1]!.state as { index: Float64Array };
    for (const row of answerTable(run, stream, all, 0).rows) {
      let passed = 0;
      let oldestUs = run.world.nowUs;
      for (const segment of stream.log.segments) {
        for (let local = 0; local < segment.count; local++) {
          if (segment.shard[local] !== row.shard) continue;
          if (passed++ === (places.index[row.shard] ?? 0)) oldestUs = arrivalIn(segment, local);
        }
      }
      expect(row.lagMs).toBe(Math.floor((run.world.nowUs - oldestUs) / 1000));
    }
    const alone = runOf(plan.slice(0, 1), 3);
    expect(answerTable(alone, streamOf(alone), all, 0).rows[0]!.lagMs).toBe(-1);
  });

  test("held records are those that have not expired, over several segments", () => {
    const run = runOf(
      [
        [0, call("CreateStream", { ShardCount: 3 })],
        [1.1, producer(1, { ratePerS: 2, bytesMax: 900, keys: 30, operation: "PutRecord" })],
      ],
      20,
    );
    const stream = streamOf(run);
    for (const hours of [12, 24, 25, 30, 47]) {
      advance(run, hours * 3_600 * SECOND);
      const horizon = horizonUs(stream, run.world.nowUs);
      for (let shard = 0; shard < 3; shard++) {
        const held = { records: 0, bytes: 0 };
        for (const segment of stream.log.segments) {
          for (let local = 0; local < segment.count; local++) {
            if (segment.shard[local] !== shard || arrivalIn(segment, local) < horizon) continue;
            held.records += 1;
            held.bytes += segment.size[local]!;
          }
        }
        expect(heldOf(stream, shard, run.world.nowUs)).toEqual(held);
      }
    }
    expect(stream.log.segments.length).toBeGreaterThan(3);
  });

  test("a page of 10,000 shards has only the rows asked for", () => {
    const run = runOf(
      [
        [0, call("CreateStream", { ShardCount: 10_000 })],
        [1.1, consumer(2, "N", {})],
      ],
      2,
    );
    const query: TableQuery = { ...all, sort: "lag", descending: true, count: 25 };
    answerTable(run, streamOf(run), query, 0);
    const page = answerTable(run, streamOf(run), query, 0);
    expect(page.rows).toHaveLength(25);
    expect(page.total).toBe(10_000);
  });
});
