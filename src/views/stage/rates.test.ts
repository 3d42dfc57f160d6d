import { describe, expect, it } from "vitest";
import { FRONT_STATES, type Frame, type FrontState, type Topology } from "../../protocol/frame.ts";
import { CASES } from "../../testing/gallery/cases.ts";
import { frameOf, topologyOf } from "../../testing/gallery/frames.ts";
import { calmBytes, perSecond, seldomOf } from "./rates.ts";
import { comesBack } from "./words.ts";

const spec = CASES.find((each) => each.name === "hot")!;
const topology = topologyOf(spec);
const frame = frameOf(spec, topology);
const consumer = spec.consumers[0]!.id;

const asKind = (id: number, kind: string): Topology => ({
  ...topology,
  actors: topology.actors.map((actor) => (actor.id === id ? { ...actor, kind } : actor)),
});

/** Only one consumer, in these states from shard 0 on. */
const withFronts = (...states: FrontState[]): Frame => ({
  ...frame,
  consumers: frame.consumers.filter(({ id }) => id === consumer),
  fronts: {
    ...frame.fronts,
    count: states.length,
    consumer: new Int32Array(states.length).fill(consumer),
    shard: Int32Array.from(states, (_, shard) => shard),
    state: Uint8Array.from(states, (state) => FRONT_STATES.indexOf(state)),
  },
});

const sending = (ratePerS: number): Frame => ({
  ...frame,
  producers: frame.producers.map((each) => ({ ...each, ratePerS })),
  dots: { ...frame.dots, count: 2, shard: Int32Array.of(1, 3, 5) },
});

describe("less than one a second", () => {
  it("is said of calls only where an own consumer polls, by its front", () => {
    const states = [
      "reading",
      "not-started",
      "waiting-for-parent",
      "finished",
      "throttled",
    ] as const;
    const seen = withFronts(...states, "crashed", "expired-iterator");
    expect([...seldomOf(seen, topology).polled]).toEqual([0, 4]);
    const still = seen.consumers.map((each) => ({ ...each, running: false }));
    expect(seldomOf({ ...seen, consumers: still }, topology).polled.size).toBe(0);
    expect(seldomOf(seen, asKind(consumer, "code")).polled.size).toBe(0);
  });

  it("is said of records only where one came in the time shown", () => {
    expect([...seldomOf(sending(0.5), topology).written]).toEqual([1, 3]);
    expect(seldomOf(sending(0), topology).written.size).toBe(0);
    expect(seldomOf(sending(5_000), topology).written.size).toBe(0);
  });

  it("is never said instead of a count", () => {
    expect([perSecond(0, false), perSecond(0, true), perSecond(3, true)]).toEqual([
      "0",
      "< 1",
      "3",
    ]);
    expect([calmBytes(0, false), calmBytes(0, true)]).toEqual(["0 B/s", "< 1 KiB/s"]);
  });
});

describe("what was refused", () => {
  const waiting = (...records: number[]): Frame => ({
    ...frame,
    rings: { ...frame.rings, waiting: records.map((n, at) => ({ producer: at + 1, records: n })) },
  });
  const own = topology.actors.find(({ id }) => id === 1)!;
  const both: Topology = {
    ...topology,
    actors: [...topology.actors.filter(({ id }) => id !== 2), { ...own, id: 2, kind: "code" }],
  };

  it("comes back where the engine's own producer writes, and no program was refused lately", () => {
    expect(comesBack(topology, waiting(5))).toBe(true);
    expect(comesBack(both, waiting(5, 0))).toBe(true);
    expect(comesBack(both, waiting(5, 1))).toBe(false);
    expect(comesBack(asKind(1, "code"), waiting(5))).toBe(false);
    expect(comesBack(topology, waiting())).toBe(false);
  });
});
