import { describe, expect, it } from "vitest";
import { advance, createRun, makeReport } from "../engine/public.ts";
import { producersFor, PRODUCERS_MAX } from "../exchange/import/producers.ts";
import type { ShardLoad } from "../exchange/import/metrics.ts";
import { models } from "../headless/models.ts";
import { emptyLog } from "../protocol/log.ts";
import { readShardText } from "../protocol/shardText.ts";
import { SECOND_US } from "./api.ts";

const SECONDS = 60;

/** Records and bytes a second that each shard took of what these metrics ask for. */
const measured = (shards: string, loads: readonly ShardLoad[]) => {
  const ranges = readShardText(shards).flatMap((shard, number) =>
    shard ? [{ ...shard, number, closed: false }] : [],
  );
  const made = producersFor(loads, ranges, "s");
  if (!made.ok) throw new Error(made.fault.id);
  const words = { name: "s", mode: "PROVISIONED", retentionHours: 24, shards } as const;
  const commands = [{ type: "ImportStream", ...words } as const, ...made.value];
  const entries = commands.map((command) => ({ atUs: 0, command }));
  const run = createRun({ ...emptyLog(4), entries }, models);
  advance(run, (SECONDS + 1) * SECOND_US);
  const report = makeReport(run, "").streams[0]!;
  return {
    made,
    perS: new Map(
      report.shards.map((shard, at) => [
        ranges[at]!.number,
        { records: shard.records / SECONDS, bytes: shard.bytes / SECONDS },
      ]),
    ),
  };
};

const within = (value: number | undefined, wanted: number, share: number): void => {
  expect(Math.abs((value ?? 0) - wanted)).toBeLessThan(wanted * share + 0.5);
};

describe("a load from metrics", () => {
  it("gives each shard its records and bytes a second", () => {
    const loads = [
      { shard: 0, recordsPerS: 700, bytesPerS: 140_000 },
      { shard: 1, recordsPerS: 3, bytesPerS: 3_000 },
      { shard: 3, recordsPerS: 90, bytesPerS: 900_000 },
    ];
    const { perS, made } = measured("u4", loads);
    for (const { shard, recordsPerS, bytesPerS } of loads) {
      within(perS.get(shard)?.records, recordsPerS, 0.03);
      within(perS.get(shard)?.bytes, bytesPerS, 0.06);
    }
    expect(perS.get(2)?.records).toBe(0);
    expect(made.ok && made.notes.map(({ id }) => id)).toEqual(["keysPerShard"]);
  });

  it("keeps to a number of producers where there are more shards, and says so", () => {
    const loads = Array.from({ length: 200 }, (_, shard) => ({
      shard,
      recordsPerS: shard < 5 ? 300 : 10,
      bytesPerS: undefined,
    }));
    const { perS, made } = measured("u200", loads);
    expect(made.ok && made.value.length).toBe(PRODUCERS_MAX);
    for (let shard = 0; shard < 5; shard++) within(perS.get(shard)?.records, 300, 0.1);
    const calm = [...perS].filter(([shard]) => shard >= 5).map(([, { records }]) => records);
    within(calm.reduce((sum, each) => sum + each, 0) / calm.length, 10, 0.1);
    expect(made.ok && made.notes.map(({ id }) => id)).toContain("shared");
  });

  it("refuses shards that are not there, and tells of those it leaves out", () => {
    const shards = [{ number: 0, start: 0n, end: (1n << 128n) - 1n, closed: true }];
    const load = { recordsPerS: 5, bytesPerS: 50 };
    expect(producersFor([{ shard: 7, ...load }], shards, "s")).toMatchObject({
      fault: { id: "foreignShard", values: { shard: "shardId-000000000007" } },
    });
    expect(producersFor([{ shard: 0, ...load }], shards, "s")).toMatchObject({
      fault: { id: "noLoad" },
    });
    const narrow = [{ number: 0, start: 5n, end: 6n, closed: false }];
    expect(producersFor([{ shard: 0, ...load }], narrow, "s")).toMatchObject({
      ok: true,
      value: [],
      notes: [{ id: "noKeyFound" }, {}],
    });
  });
});
