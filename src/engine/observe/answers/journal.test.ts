import { describe, expect, test } from "vitest";
import { advance, command } from "../../core/run.ts";
import type { JournalRow } from "../../../protocol/frame.ts";
import type { Command } from "../../../protocol/log.ts";
import { answerJournal } from "./journal.ts";
import {
  call,
  consumer,
  NAME,
  producer,
  quickReshard,
  runOf,
  SECOND,
  streamOf,
  type Plan,
} from "./runs.testing.ts";

const plan: Plan = [
  [0, quickReshard, call("CreateStream", { ShardCount: 2 })],
  [
    1.1,
    producer(1, { ratePerS: 1_500, keys: 9, keyShape: "hot", lostResponsePercent: 3 }),
    consumer(2, "N", { order: "naive", limit: 300, ratePerS: 300, listShardsMs: 1_000 }),
    consumer(3, "K", { order: "lineage", checkpointMs: 60_000 }),
    consumer(4, "R", {}),
    call("PutRecord", { Data: "YQ==", PartitionKey: "k" }),
  ],
  [4, call("SplitShard", { ShardToSplit: "shardId-0", NewStartingHashKey: String(1n << 126n) })],
  [8, call("MergeShards", { ShardToMerge: "shardId-2", AdjacentShardToMerge: "shardId-3" })],
  [11, { type: "Signal", id: 3, signal: "crash" }],
  [16, { type: "UpdateActor", id: 1, params: { ratePerS: 20 } }, { type: "RemoveActor", id: 4 }],
];

const run = runOf(plan, 18);
command(run, call("DeleteStream", { StreamName: "another" }));
const all = (types: readonly string[] = []): readonly JournalRow[] =>
  answerJournal(run, streamOf(run), { beforeUs: 60 * SECOND, count: 100_000, types }).rows;

/** What the page's words for a type need. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  call: ["operation", "shard", "detail"],
  refused: ["operation", "error", "message"],
  edit: ["command", "name", "detail"],
  status: ["stream", "status"],
  shardOpened: ["shard", "parent", "adjacentParent", "range"],
  shardClosed: ["shard", "records"],
  throttleStart: ["shard", "limit", "askedRecordsPerS", "askedBytesPerS"],
  throttleEnd: ["shard", "throttled", "durationUs"],
  crash: ["consumer", "letter", "name"],
  restart: ["consumer", "letter", "name"],
  shardEnd: ["consumer", "letter", "name", "shard"],
  late: [
    "consumer",
    "letter",
    "name",
    "key",
    "ordinal",
    "higherOrdinal",
    "shard",
    "higherShard",
    "reason",
    "row",
  ],
  reRead: ["consumer", "letter", "name", "shard", "records"],
  copy: ["producer", "name", "key", "ordinal", "copyOf"],
  reorder: ["producer", "name", "key", "ordinal"],
  abandoned: ["producer", "name", "records"],
  responseLost: ["producer", "name", "records"],
};

describe("answerJournal", () => {
  test("gives every row the values that its words need", () => {
    for (const row of all()) {
      for (const name of NEEDED[row.type] ?? []) {
        expect([row.type, name, row.values[name] !== undefined]).toEqual([row.type, name, true]);
      }
    }
    const types = new Set(all().map((row) => row.type));
    for (const type of Object.keys(NEEDED)) expect([...types]).toContain(type);
    expect([...types]).not.toContain("split");
  });

  test("a split and a merge are shards that close and open", () => {
    const moved = all(["shardOpened", "shardClosed"]).map(({ type, values }) => [
      type,
      values["shard"],
    ]);
    expect(moved).toEqual([
      ["shardOpened", 4],
      ["shardClosed", 3],
      ["shardClosed", 2],
      ["shardOpened", 3],
      ["shardOpened", 2],
      ["shardClosed", 0],
    ]);
  });

  test("an edit tells what was changed and whose", () => {
    const [removed, updated] = all(["edit"]);
    expect(updated!.values).toMatchObject({ name: "producer-1", detail: "ratePerS=20" });
    expect(removed!.values).toMatchObject({ command: "RemoveActor", name: "consumer-R" });
    expect(all(["refused"])[0]!.values).toMatchObject({
      operation: "DeleteStream",
      error: "ResourceNotFoundException",
    });
    expect(all(["call"]).at(-1)!.values).toMatchObject({
      operation: "CreateStream",
      detail: `${NAME}, shards=2`,
    });
  });

  test("pages miss nothing and repeat nothing, also within one instant", () => {
    const whole = all();
    for (const count of [1, 3, 7, 40]) {
      const pages: JournalRow[] = [];
      let beforeUs = 60 * SECOND;
      for (;;) {
        const { rows } = answerJournal(run, streamOf(run), { beforeUs, count, types: [] });
        if (rows.length === 0) break;
        pages.push(...rows);
        beforeUs = rows.at(-1)!.atUs;
      }
      const times = (rows: readonly JournalRow[]): number =>
        rows.reduce((sum, row) => sum + row.times, 0);
      expect(times(pages)).toBe(times(whole));
      const numbers = pages.map((row) => row.row);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
    }
  });

  test("neighbours of one sort fold, and their records add up", () => {
    const folded = all(["reRead"]).reduce((sum, row) => sum + Number(row.values["records"]), 0);
    expect(folded).toBe(
      run.world.actors.reduce((sum, { application }) => sum + (application?.reReads ?? 0), 0),
    );
    const { total, rows } = answerJournal(run, streamOf(run), {
      beforeUs: 60 * SECOND,
      count: 100_000,
      types: ["late"],
    });
    expect(rows.reduce((sum, row) => sum + row.times, 0)).toBe(total);
  });
});

/** Refused records of a shard by a moment, as the engine counts them. */
const throttledBy = (plan: Plan, atS: number, shard: number): number =>
  streamOf(runOf(plan, atS)).shards.throttled[shard]!;

test("the end of an episode tells every record refused in it, the whole of the first call too", () => {
  const seat = (at: number): object => ({ Data: "YQ==", PartitionKey: `key-${at}` });
  const fill = call("PutRecords", { Records: Array.from({ length: 500 }, (_, at) => seat(at)) });
  const bursts: Plan = [
    [0, quickReshard, call("CreateStream", { ShardCount: 1 })],
    [3.2, fill, fill, fill],
    [4.1, fill, fill],
    [9, fill, fill, fill, fill],
  ];
  const ended = answerJournal(runOf(bursts, 20), streamOf(runOf(bursts, 20)), {
    beforeUs: 60 * SECOND,
    count: 100,
    types: ["throttleEnd"],
  }).rows.map(({ values }) => values);
  const [first, all] = [8, 20].map((atS) => throttledBy(bursts, atS, 0));
  expect(first).toBeGreaterThan(500);
  expect(ended).toMatchObject([
    { throttled: all! - first!, durationUs: 0 },
    { throttled: first!, durationUs: 0.9 * SECOND },
  ]);
  expect(ended.every(({ atLeast }) => atLeast === undefined)).toBe(true);
});

test("an episode whose first seconds are no longer kept tells at least how many", () => {
  const lasting: Plan = [
    [0, quickReshard, call("CreateStream", { ShardCount: 1 })],
    [1, producer(1, { ratePerS: 3_000, keys: 9 })],
  ];
  const run = runOf(lasting, 12);
  const { shards } = run.chronicle;
  shards[NAME]!.first = 8;
  command(run, { type: "RemoveActor", id: 1 });
  advance(run, 20 * SECOND);
  const query = { beforeUs: 60 * SECOND, count: 1, types: ["throttleEnd"] };
  const [row] = answerJournal(run, streamOf(run), query).rows;
  const total = streamOf(run).shards.throttled[0]!;
  expect(row!.values).toMatchObject({ atLeast: 1 });
  expect(row!.values["throttled"]).toBeLessThanOrEqual(total);
  expect(row!.values["throttled"]).toBeGreaterThan(total / 2);
});

test("a program's call bears the name of the actor it was made for, a person's none", () => {
  const put = { ...call("PutRecord", { Data: "YQ==", PartitionKey: "k" }), caller: 4 } as Command;
  const refused = { ...call("DeleteStream", { StreamName: "another" }), caller: 4 } as Command;
  const made = runOf(
    [...plan.slice(0, 2), [2, put], [3, { ...put, caller: 2 } as Command, put]],
    4,
  );
  command(made, refused);
  const query = { beforeUs: 60 * SECOND, count: 100, types: ["call", "refused"] };
  const told = answerJournal(made, streamOf(made), query).rows.map(({ atUs, values }) => [
    atUs / SECOND,
    values["operation"],
    values["caller"],
  ]);
  expect(told).toEqual([
    [4, "DeleteStream", "consumer-R"],
    // Two programs at one instant: which row is whose cannot be told.
    [3, "PutRecord", undefined],
    [3, "PutRecord", undefined],
    [2, "PutRecord", "consumer-R"],
    [1.1, "PutRecord", undefined],
    [0, "CreateStream", undefined],
  ]);
});

test("shards of another stream are not told of this one's, whose calls are", () => {
  const other = { StreamName: "other" };
  const two = runOf(
    [
      ...plan,
      [17, call("CreateStream", { ...other, ShardCount: 1 })],
      [
        19,
        call("SplitShard", {
          ...other,
          ShardToSplit: "shardId-0",
          NewStartingHashKey: String(1n << 126n),
        }),
      ],
    ],
    24,
  );
  const told = (at: number): readonly JournalRow[] => {
    const query = { beforeUs: 60 * SECOND, count: 100_000, types: [] };
    const answer = answerJournal(two, two.world.streams[at], query);
    expect(answer.total).toBeGreaterThanOrEqual(answer.rows.length);
    return answer.rows;
  };
  const opened = (rows: readonly JournalRow[]): number[] =>
    rows.filter(({ type }) => type === "shardOpened").map(({ values }) => Number(values["shard"]));
  expect(opened(told(0)).toSorted((a, b) => a - b)).toEqual([2, 3, 4]);
  expect(opened(told(1)).toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(told(1).some(({ type }) => type === "late" || type === "throttleStart")).toBe(false);
  for (const rows of [told(0), told(1)]) {
    const made = rows.filter(({ values }) => values["operation"] === "CreateStream");
    expect(made).toHaveLength(2);
  }
});
