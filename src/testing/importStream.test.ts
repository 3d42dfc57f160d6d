import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListShardsOutput, Shard } from "../aws/shapes.ts";
import {
  advance,
  checkRun,
  command,
  createRun,
  seek,
  stateHash,
  type Run,
} from "../engine/public.ts";
import { call } from "../engine/kds/api/index.ts";
import { importCommand, readStream } from "../exchange/import/stream.ts";
import { models } from "../headless/models.ts";
import { emptyLog, type Command, type Log } from "../protocol/log.ts";
import { decodeLink, encodeLink } from "../scenario/link.ts";
import { HOUR_US, makeApi, SECOND_US } from "./api.ts";
import { Dice, randomLog } from "./randomLog.ts";

const pagesOf = (run: Run, StreamName: string, MaxResults: number): ListShardsOutput[] => {
  const pages: ListShardsOutput[] = [];
  for (let input: object = { StreamName, MaxResults }; ;) {
    const outcome = call(run, "ListShards", input, { principal: "test" });
    if (!outcome.ok) throw new Error(outcome.error.message);
    const page = outcome.output as ListShardsOutput;
    pages.push(page);
    if (page.NextToken === undefined) return pages;
    input = { NextToken: page.NextToken, MaxResults };
  }
};

const shapeOf = ({ ShardId, HashKeyRange, ...rest }: Shard) => ({
  ShardId,
  ...HashKeyRange,
  parent: rest.ParentShardId,
  adjacentParent: rest.AdjacentParentShardId,
  closed: rest.SequenceNumberRange.EndingSequenceNumber !== undefined,
});

const listed = (run: Run, name: string) =>
  pagesOf(run, name, 1_000).flatMap((page) => page.Shards.map(shapeOf));

/** A run whose stream is imported from what `list-shards` says of another run's. */
const imported = (run: Run, name: string, page = 1_000): { log: Log; run: Run } => {
  const text = pagesOf(run, name, page)
    .map((each) => JSON.stringify(each, null, 2))
    .join("\n");
  const { world } = run;
  const result = readStream(text, world.epochMs + world.nowUs / 1_000);
  if (!result.ok) throw new Error(`${result.fault.id} ${JSON.stringify(result.fault.values)}`);
  const given = importCommand(result.value);
  const log = { ...emptyLog(1), entries: [{ atUs: 0, command: given }] };
  const made = createRun(log, models);
  advance(made, 0);
  checkRun(made);
  return { log, run: made };
};

describe("importing a stream", () => {
  it("gives the shards of any run's list-shards, open and closed, ranges and parents", () => {
    let closed = 0;
    let expired = 0;
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.constant(false),
        fc.integer({ min: 1, max: 7 }),
        (seed, old, page) => {
          const log = randomLog(seed, 25, 40 * SECOND_US);
          const calls = log.entries.filter(({ command: { type } }) => /Call|Assume/.test(type));
          const run = createRun({ ...log, entries: calls }, models);
          advance(run, 60 * SECOND_US);
          if (old) advance(run, 80 * HOUR_US);
          const stream = run.world.streams.find((each) => each.name === "s");
          if (stream?.status !== "ACTIVE") return;
          const there = imported(run, "s", page).run;
          const before = listed(run, "s");
          expect(listed(there, "imported")).toEqual(before);
          closed += before.filter((shard) => shard.closed).length;
          expired += before.filter(
            ({ parent }) => parent !== undefined && !before.some((each) => each.ShardId === parent),
          ).length;
        },
      ),
      { numRuns: 120, examples: [1, 2, 3, 4].map((seed) => [seed, true, 1_000]) },
    );
    expect(closed).toBeGreaterThan(20);
    expect(expired).toBeGreaterThan(0);
  });

  it("goes on as the other run would: the same splits and merges give the same shards", () => {
    const api = makeApi({ s: 3 });
    const edit = (operation: string, input: object): void => {
      expect(api.call(operation, { StreamName: "s", ...input }).ok).toBe(true);
      api.wait(31 * SECOND_US);
    };
    edit("SplitShard", {
      ShardToSplit: "shardId-000000000001",
      NewStartingHashKey: "1" + "7".repeat(38),
    });
    const there = imported(api.run, "s").run;
    const steps: readonly [string, object][] = [
      [
        "MergeShards",
        { ShardToMerge: "shardId-000000000003", AdjacentShardToMerge: "shardId-000000000004" },
      ],
      ["UpdateShardCount", { TargetShardCount: 5, ScalingType: "UNIFORM_SCALING" }],
    ];
    for (const [operation, input] of steps) {
      edit(operation, input);
      api.wait(300 * SECOND_US);
      const given = { StreamName: "imported", ...input };
      expect(command(there, { type: "Call", operation, input: given }).ok).toBe(true);
      advance(there, there.world.nowUs + 331 * SECOND_US);
      checkRun(there);
    }
    expect(listed(there, "imported")).toEqual(listed(api.run, "s"));
  });

  it("lists closed shards until retention ends, and no longer", () => {
    const api = makeApi({ s: 1 });
    api.ok("SplitShard", {
      StreamName: "s",
      ShardToSplit: "shardId-000000000000",
      NewStartingHashKey: String(1n << 127n),
    });
    api.wait(40 * SECOND_US);
    const { run } = imported(api.run, "s");
    advance(run, 24 * HOUR_US);
    expect(listed(run, "imported")).toHaveLength(3);
    advance(run, 24 * HOUR_US + 10);
    expect(listed(run, "imported")).toHaveLength(2);
  });

  it("tells of no shard that had expired before", () => {
    const log = { ...emptyLog(1), entries: [{ atUs: 0, command: importedCommand("x3 u2 s3") }] };
    const run = createRun(log, models);
    const expired = (): unknown[] =>
      run.chronicle.journal.rows
        .filter(({ type }) => type === "shardExpired")
        .map(({ values }) => values["shard"]);
    advance(run, 20 * SECOND_US);
    expect(expired()).toEqual([]);
    advance(run, 24 * HOUR_US + 2 * SECOND_US);
    expect(expired()).toEqual([3]);
    checkRun(run);
  });

  it("is read by every consumer from its parents on, and replays to the same state", () => {
    const actor = { stream: "imported", letter: "A" } as const;
    const commands: Command[] = [
      importedCommand("x3 u2 s3 m6,4"),
      {
        type: "AddActor",
        id: 1,
        role: "producer",
        kind: "sdk",
        name: "p",
        ...actor,
        params: { ratePerS: 50, stopAfterRecords: 500 },
      },
      ...(["naive", "lineage"] as const).map((order, at): Command => ({
        type: "AddActor",
        id: 2 + at,
        role: "consumer",
        kind: "get-records",
        name: order,
        ...actor,
        params: { order, startPosition: "TRIM_HORIZON", pollMs: 1_000 },
      })),
    ];
    const log = { ...emptyLog(9), entries: commands.map((given) => ({ atUs: 0, command: given })) };
    const run = createRun(log, models);
    advance(run, 40 * SECOND_US);
    checkRun(run);
    for (const id of [2, 3]) {
      const app = run.world.actors.find((each) => each.id === id)!.application!;
      expect([app.delivered, app.late]).toEqual([500, 0]);
    }
    const there = createRun(log, models);
    for (const second of [3, 31, 12, 0, 40]) seek(there, second * SECOND_US);
    expect(stateHash(there)).toBe(stateHash(run));
  });

  it("refuses a name that is taken, in AWS's words", () => {
    const given = { ...importedCommand("u2"), name: "s" };
    const run = makeApi({ s: 1 }).run;
    const outcome = command(run, given);
    expect(outcome).toMatchObject({ ok: false, error: { name: "ResourceInUseException" } });
    expect(run.entries).toEqual([]);
  });

  it("takes records at once, each in the shard of its key", () => {
    const log = { ...emptyLog(3), entries: [{ atUs: 0, command: importedCommand("x7 u3 s8") }] };
    const run = createRun(log, models);
    advance(run, 0);
    const put = { StreamName: "imported", PartitionKey: "k", Data: "", ExplicitHashKey: "0" };
    const outcome = call(run, "PutRecord", put, { principal: "test" });
    expect(outcome).toMatchObject({ ok: true, output: { ShardId: "shardId-000000000007" } });
    advance(run, 10 * SECOND_US);
    checkRun(run);
  });

  it("travels in a link of under 300 characters for 1,000 shards, and shows the same state", async () => {
    const api = makeApi({ s: 1_000 });
    const dice = new Dice(5);
    for (let at = 0; at < 8; at++) {
      const stream = api.stream("s");
      const shard = dice.pick(stream.open);
      const ShardToSplit = `shardId-${String(shard).padStart(12, "0")}`;
      const { StartingHashKey, EndingHashKey } = api.ok("ListShards", {
        StreamName: "s",
        ExclusiveStartShardId: `shardId-${String(shard - 1).padStart(12, "0")}`,
        MaxResults: 1,
      }).Shards[0]!.HashKeyRange;
      const middle = (BigInt(StartingHashKey) + BigInt(EndingHashKey) + 1n) / 2n;
      api.ok("SplitShard", { StreamName: "s", ShardToSplit, NewStartingHashKey: String(middle) });
      api.wait(31 * SECOND_US);
    }
    const { log, run } = imported(api.run, "s");
    const fragment = await encodeLink({ log, view: {} });
    expect(fragment.length).toBeLessThan(300);
    const opened = await decodeLink(fragment);
    if (!opened.ok) throw new Error(opened.error.message);
    const there = createRun(opened.state.log, models);
    advance(there, 5 * SECOND_US);
    advance(run, 5 * SECOND_US);
    expect(stateHash(there)).toEqual(stateHash(run));
  });
});

function importedCommand(shards: string) {
  const words = { name: "imported", mode: "PROVISIONED", retentionHours: 24, shards } as const;
  return { type: "ImportStream", ...words } as const;
}
