import type { StoryFact, Topology } from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";
import type { Selection } from "../../protocol/viewport.ts";

/** What "Show me" does to the page: all from the fact itself. */
export interface Showing {
  readonly select: Selection | undefined;
  readonly focus: number | undefined;
  readonly track: string | undefined;
  readonly seekUs: SimUs | undefined;
  readonly zoom: readonly [number, number] | undefined;
}

export interface Looking {
  readonly atUs: SimUs;
  readonly windowUs: SimUs;
  readonly zoom: readonly [number, number];
  readonly topology: Topology | undefined;
}

/** Bands kept around a shard that zooming brings into view. */
const AROUND = 6;

const whole = (fact: StoryFact, name: string): number | undefined => {
  const value = fact.values[name];
  return typeof value === "number" && value >= 0 ? value : undefined;
};

const selectionOf = (fact: StoryFact): Selection | undefined => {
  const consumer = whole(fact, "consumer");
  const shard = whole(fact, "shard");
  const row = whole(fact, "row");
  if (fact.id === "orderBroken" && consumer !== undefined && row !== undefined) {
    return { type: "evidence", consumer, row };
  }
  const first = fact.targets[0];
  if (first?.type === "record") return { type: "record", ordinal: first.ordinal };
  if (consumer !== undefined && shard !== undefined) return { type: "front", consumer, shard };
  if (first?.type === "actor") return { type: "actor", id: first.id };
  return shard === undefined ? undefined : { type: "shard", shard };
};

const rangeOf = (
  topology: Topology | undefined,
  shard: number,
): readonly [number, number] | undefined => {
  const shards = topology?.shards;
  const at = shards ? shards.index.indexOf(shard) : -1;
  const start = shards?.start[at];
  const end = shards?.end[at];
  return start === undefined || end === undefined ? undefined : [start, end];
};

const zoomTo = (fact: StoryFact, looking: Looking): readonly [number, number] | undefined => {
  const shard = whole(fact, "shard");
  const range = shard === undefined ? undefined : rangeOf(looking.topology, shard);
  const [from, to] = looking.zoom;
  if (!range || (range[0] >= from && range[1] <= to)) return undefined;
  const open = looking.topology?.shards.count ?? 1;
  if (open <= 2 * AROUND) return [0, 1];
  const margin = (range[1] - range[0]) * AROUND;
  return [Math.max(0, range[0] - margin), Math.min(1, range[1] + margin)];
};

/** Facts of a moment: shown at that moment when it has left the window. */
const MOMENTS: readonly string[] = ["orderBroken", "producerCopies", "iteratorExpired"];

/** What to select, track and seek so that the fact is seen. */
export const planShow = (fact: StoryFact, looking: Looking): Showing => {
  const key = fact.targets.find((target) => target.type === "key");
  const gone = looking.atUs - fact.sinceUs > looking.windowUs;
  return {
    select: selectionOf(fact),
    focus: whole(fact, "consumer"),
    track: key?.key,
    seekUs: gone && MOMENTS.includes(fact.id) ? fact.sinceUs : undefined,
    zoom: zoomTo(fact, looking),
  };
};
