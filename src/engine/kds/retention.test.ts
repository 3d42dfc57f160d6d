import { describe, expect, test } from "vitest";
import { makeLab, start, times } from "../../testing/dslLab.ts";
import { horizonUs, isExpired } from "./stream.ts";

const HOUR_US = 3_600_000_000;
const STEP_US = 30_000_000;

describe("after the retention period", () => {
  test("records are gone, counted as lost by who had not read them, and no others", () => {
    const lab = makeLab(1);
    for (let hour = 0; hour < 30; hour++) {
      lab.at(hour * HOUR_US);
      lab.put(times(10, {}));
    }
    lab.at(30 * HOUR_US - 1);
    const result = lab.read(0, start());
    expect([result.lost, result.count]).toEqual([60, 240]);
    expect(result.from.index).toBe(60);
    lab.at(30 * HOUR_US + 1);
    const later = lab.read(0, start());
    expect([later.lost, later.count]).toEqual([70, 230]);
    expect(lab.read(0, later.to)).toMatchObject({ lost: 0, count: 0 });
  });

  test("a record is readable to the last microsecond of its period", () => {
    const lab = makeLab(1);
    lab.put(times(1, {}));
    lab.at(24 * HOUR_US);
    expect(lab.read(0, start()).count).toBe(1);
    lab.at(24 * HOUR_US + 1);
    expect(lab.read(0, start())).toMatchObject({ count: 0, lost: 1, millisBehindLatest: 0 });
  });

  test("a longer period brings nothing back; a shorter one takes at once", () => {
    const lab = makeLab(1);
    lab.put(times(1, {}));
    lab.at(20 * HOUR_US);
    lab.put(times(2, {}));
    lab.at(30 * HOUR_US);
    lab.ok("IncreaseStreamRetentionPeriod", { RetentionPeriodHours: 48 });
    expect(lab.read(0, start())).toMatchObject({ lost: 1, count: 2 });
    lab.at(60 * HOUR_US);
    expect(lab.read(0, start())).toMatchObject({ lost: 1, count: 2 });
    lab.ok("DecreaseStreamRetentionPeriod", { RetentionPeriodHours: 24 });
    expect(lab.read(0, start())).toMatchObject({ lost: 3, count: 0 });
  });

  test("a closed shard expires when its last possible record has, with its end still told to who reads", () => {
    const lab = makeLab(1);
    lab.put(times(5, {}));
    lab.ok("SplitShard", { ShardToSplit: "shardId-000000000000", NewStartingHashKey: "99" });
    lab.at(STEP_US);
    const { stream, run } = lab;
    const closedUs = stream.shards.closedUs[0]!;
    lab.at(STEP_US + 24 * HOUR_US);
    expect(horizonUs(stream, run.world.nowUs)).toBe(closedUs);
    expect(isExpired(stream, 0, run.world.nowUs)).toBe(false);
    lab.at(STEP_US + 24 * HOUR_US + 1);
    expect(isExpired(stream, 0, run.world.nowUs)).toBe(true);
    expect(lab.read(0, start())).toMatchObject({ lost: 5, count: 0, atEnd: true });
    expect(isExpired(stream, 1, run.world.nowUs + 1e15)).toBe(false);
  });
});
