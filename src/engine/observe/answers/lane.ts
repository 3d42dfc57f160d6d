import type { LaneAnswer, LaneRecord } from "../../../protocol/frame.ts";
import type { LaneQuery } from "../../../protocol/viewport.ts";
import type { Run } from "../../core/state.ts";
import { actorWithId, EVIDENCE_ROWS, type Application } from "../../core/world.ts";
import { indexOfSorted } from "../../kds/deliver.ts";
import { keyIdOf } from "../../kds/keys.ts";
import { arrivalIn, FLAG_COPY, NONE, SEGMENT, segmentOf, type Segment } from "../../kds/records.ts";
import type { Stream } from "../../kds/stream.ts";
import { firstIn, segmentNumbered } from "./parts/held.ts";
import { shardsOfKey } from "./parts/keyShards.ts";
import { takenOf } from "./parts/taken.ts";

const RECORDS_MOST = 256;
const STEPS_MOST = 50_000;

/**
 * One key's records around what the consumer took last: all it took, as far as there is room, what
 * it has not taken between and after them, and what came before. `lateInAll` counts late records of
 * this key among the evidence kept.
 */
export const answerLane = (run: Run, stream: Stream | undefined, query: LaneQuery): LaneAnswer => {
  const { world } = run;
  const { key: text, consumer } = query;
  const key = keyIdOf(world, text);
  if (!stream || key < 0) return { key: text, consumer, stored: [], taken: [], lateInAll: 0 };
  const count = Math.max(0, Math.min(Math.floor(query.count), RECORDS_MOST));
  const actor = actorWithId(world, consumer);
  const app = actor?.application?.stream === stream.number ? actor.application : undefined;
  const shards = shardsOfKey(world, stream, key);
  const taken = app ? takenOf(stream, app, key, shards, Math.ceil((count * 3) / 4)) : [];
  const ordinals = storedAround(
    stream,
    { key, shards: [...shards], steps: STEPS_MOST, found: new Map() },
    taken.map((each) => each.ordinal),
    count,
  );
  return {
    key: text,
    consumer,
    stored: ordinals.flatMap((ordinal) => recordOf(stream, ordinal) ?? []),
    taken,
    lateInAll: app ? lateOf(app, key) : 0,
  };
};

const lateOf = ({ evidence }: Application, key: number): number => {
  let late = 0;
  for (let row = Math.max(0, evidence.total - EVIDENCE_ROWS); row < evidence.total; row++) {
    if (evidence.key[row % EVIDENCE_ROWS] === key) late += 1;
  }
  return late;
};

const recordOf = (stream: Stream, ordinal: number): LaneRecord | undefined => {
  const { log } = stream;
  const segment = segmentOf(log, ordinal);
  if (!segment) return undefined;
  const local = ordinal - segment.firstOrdinal;
  const { copies } = log;
  const copy = (segment.flags[local]! & FLAG_COPY) !== 0;
  return {
    ordinal,
    producer: segment.calls.producer[segment.call[local]!]!,
    n: segment.n[local]!,
    shard: segment.shard[local]!,
    arrivalUs: arrivalIn(segment, local),
    copyOf: copy ? (copies.original[indexOfSorted(copies.ordinal, ordinal)] ?? -1) : -1,
  };
};

/** A search for one key's records; `steps` is what may still be looked at. */
interface Search {
  readonly key: number;
  readonly shards: readonly number[];
  steps: number;
  readonly found: Map<Segment, readonly number[]>;
}

const storedAround = (
  stream: Stream,
  search: Search,
  taken: readonly number[],
  count: number,
): number[] => {
  const chosen = new Set(taken);
  const room = count - chosen.size;
  if (chosen.size === 0) return before(stream, search, stream.log.total, room).reverse();
  const low = Math.min(...taken);
  const high = Math.max(...taken);
  const free = (ordinal: number): boolean => !chosen.has(ordinal);
  const after = from(stream, search, high + 1, stream.log.total, room);
  const between = from(stream, search, low, high, room + chosen.size).filter(free);
  const soon = after.splice(0, Math.floor(count / 8));
  const wanted = [...soon, ...between, ...after].slice(0, room);
  for (const ordinal of wanted) chosen.add(ordinal);
  for (const ordinal of before(stream, search, low, count - chosen.size)) chosen.add(ordinal);
  return [...chosen].sort((a, b) => a - b);
};

/** The first `most` of the key's ordinals from `low` on and below `end`. */
const from = (stream: Stream, search: Search, low: number, end: number, most: number): number[] => {
  const out: number[] = [];
  let number = Math.max(stream.log.lowest, Math.floor(low / SEGMENT));
  for (; out.length < most && search.steps > 0; number++) {
    const segment = segmentNumbered(stream.log, number);
    if (!segment || segment.firstOrdinal >= end) break;
    for (const each of ordinalsIn(segment, search)) if (each >= low && each < end) out.push(each);
  }
  return out.slice(0, most);
};

/** The last `most` of the key's ordinals below `end`, highest first. */
const before = (stream: Stream, search: Search, end: number, most: number): number[] => {
  const out: number[] = [];
  for (let number = Math.floor(end / SEGMENT); out.length < most && search.steps > 0; number--) {
    if (number < stream.log.lowest) break;
    const segment = segmentNumbered(stream.log, number);
    if (!segment) continue;
    for (const each of [...ordinalsIn(segment, search)].reverse()) if (each < end) out.push(each);
  }
  return out.slice(0, Math.max(0, most));
};

const ordinalsIn = (segment: Segment, search: Search): readonly number[] => {
  const known = search.found.get(segment);
  if (known) return known;
  const out: number[] = [];
  for (const shard of search.shards) {
    for (let at = firstIn(segment, shard); at !== NONE; at = segment.next[at]!) {
      search.steps -= 1;
      if (segment.key[at] === search.key) out.push(segment.firstOrdinal + at);
    }
  }
  out.sort((a, b) => a - b);
  search.found.set(segment, out);
  return out;
};
