import { describe, expect, it } from "vitest";
import { CASES } from "../../testing/gallery/cases.ts";
import { frameOf, topologyOf } from "../../testing/gallery/frames.ts";
import { tipOf } from "./tips.ts";
import { stageText } from "./words.ts";

const inputOf = (name: string) => {
  const spec = CASES.find((each) => each.name === name)!;
  const topology = topologyOf(spec);
  const frame = frameOf(spec, topology);
  return {
    frame,
    topology,
    focus: spec.ui?.focus ?? 0,
    tracked: spec.ui?.tracked ?? [],
    scene: undefined,
    t: stageText,
  };
};

describe("tipOf", () => {
  const input = inputOf("hot");

  it("explains a record, with its key where it is tracked", () => {
    const at = input.frame.dots.track.indexOf(1);
    const tip = tipOf(`dot ${input.frame.dots.ordinal[at]}`, input)!;
    expect(tip.lines.join(" ")).toContain("user-32");
    expect(tip.lines.join(" ")).toContain("50 records");
  });

  it("gives a limit with its source and date", () => {
    for (const which of ["records", "bytes", "calls", "read"]) {
      const tip = tipOf(`gate 1 ${which}`, input)!;
      expect(tip.note).toMatch(/Kinesis.* · as of \d{4}-\d\d-\d\d/);
    }
    expect(tipOf("gate 1 records", input)!.lines[0]).toBe("1,310 records/s asked, 1,000 accepted");
  });

  it("says for how long a shard that owes bytes refuses reads", () => {
    const { frame } = input;
    const readBlockedUntilUs = new Float64Array(frame.bands.count).fill(frame.atUs + 1_900_000);
    const bands = { ...frame.bands, readBlockedUntilUs };
    const lines = tipOf("gate 1 read", { ...input, frame: { ...frame, bands } })!.lines;
    expect(lines).toContain("read bytes used up, blocked 1.9 s");
    expect(tipOf("gate 1 read", input)!.lines.join(" ")).not.toContain("blocked");
  });

  it("says what a reader does that is not reading", () => {
    expect(tipOf("front 2 13", input)!.lines.join(" ")).toContain("GetRecords was refused");
    expect(tipOf("front 3 13", input)!.lines.join(" ")).toContain("checkpoint");
  });

  it("explains rings, bands, cards, producers and the step", () => {
    for (const mark of ["ring 0", "band 1", "consumer 12", "producer 1", "step"]) {
      expect(tipOf(mark, input)!.lines.length).toBeGreaterThan(0);
    }
  });

  it("says of a program outside that its records were refused, and nothing of its plans", () => {
    const { topology } = input;
    const actors = topology.actors.map((each) =>
      each.id === 1 ? { ...each, kind: "code" } : each,
    );
    const outside = { ...input, topology: { ...topology, actors } };
    const said = (mark: string, of: typeof input): string => tipOf(mark, of)!.lines.join(" ");
    expect(said("ring 0", input)).toContain("Tries again");
    expect(said("ring 0", outside)).toMatch(/^Attempt \d was refused by shard \d+ [\d.]+ m?s ago$/);
    expect(said("producer 1", input)).toContain("waiting");
    expect(said("producer 1", outside)).toMatch(/ throttled in all$/);
  });

  it("has nothing to say of what is gone", () => {
    expect(tipOf("dot 999999999", input)).toBeUndefined();
    expect(tipOf("gate 77 records", input)).toBeUndefined();
    expect(tipOf("nonsense", input)).toBeUndefined();
  });
});
