import { describe, expect, it } from "vitest";
import type { StoryFact } from "../../protocol/frame.ts";
import { topologyOf } from "../inspector/topology.testing.ts";
import { planShow } from "./show.ts";

const looking = {
  atUs: 60_000_000,
  windowUs: 30_000_000,
  zoom: [0, 1] as const,
  topology: topologyOf(4),
};

const late: StoryFact = {
  id: "orderBroken",
  importance: 9,
  sinceUs: 20_000_000,
  values: { consumer: 3, letter: "N", shard: 1, row: 12 },
  targets: [
    { type: "record", ordinal: 187 },
    { type: "record", ordinal: 211 },
    { type: "key", key: "user-17" },
  ],
};

describe("planShow", () => {
  it("selects the evidence, follows its key, and goes back to a moment that has left the window", () => {
    expect(planShow(late, looking)).toEqual({
      select: { type: "evidence", consumer: 3, row: 12 },
      focus: 3,
      track: "user-17",
      seekUs: 20_000_000,
      zoom: undefined,
    });
    expect(planShow(late, { ...looking, windowUs: 60_000_000 }).seekUs).toBeUndefined();
  });

  it("opens the view only when the shard is outside of it", () => {
    expect(planShow(late, { ...looking, zoom: [0.2, 0.6] }).zoom).toBeUndefined();
    expect(planShow(late, { ...looking, zoom: [0.5, 1] }).zoom).toEqual([0, 1]);
    const many = { ...looking, zoom: [0.5, 1] as const, topology: topologyOf(1_000) };
    const [from, to] = planShow(late, many).zoom ?? [1, 0];
    expect(from).toBeLessThanOrEqual(0.001);
    expect(to).toBeGreaterThanOrEqual(0.002);
    expect(to - from).toBeLessThan(0.05);
  });

  it("selects the front of a reader, the record of a copy, the shard of a hot key", () => {
    const behind: StoryFact = { ...late, id: "fallingBehind", targets: [{ type: "actor", id: 3 }] };
    expect(planShow(behind, looking).select).toEqual({ type: "front", consumer: 3, shard: 1 });
    const hot: StoryFact = {
      ...late,
      id: "hotKey",
      values: { shard: 1, key: "user-17" },
      targets: [{ type: "key", key: "user-17" }],
    };
    expect(planShow(hot, looking).select).toEqual({ type: "shard", shard: 1 });
    const copy: StoryFact = { ...hot, id: "producerCopies", targets: late.targets };
    expect(planShow(copy, looking).select).toEqual({ type: "record", ordinal: 187 });
  });
});
