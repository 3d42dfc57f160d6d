import { rateExceededForShard } from "../../../../aws/errors.ts";
import { shardIdOf } from "../../../../aws/shardId.ts";
import type { FrontState } from "../../../../protocol/frame.ts";
import { networkUs } from "../../../core/context.ts";
import type { Run } from "../../../core/state.ts";
import { BATCH_ROWS } from "../../../core/world.ts";
import { shardRefOf } from "../../../kds/api/answer.ts";
import { childShardsOf } from "../../../kds/api/shardShape.ts";
import { nextArrival, nextLocal, type Cursor } from "../../../kds/cursor.ts";
import { writeIterator } from "../../../kds/iterator.ts";
import { arrivalIn, SEGMENT } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";
import { cursorBefore, segmentNumbered, walkFrom } from "../parts/held.ts";
import { rowsAt } from "../parts/past.ts";
import type { Reader } from "../parts/readers.ts";
import { askIterator, fetchedOf, getIterator, positionOf } from "./iterator.ts";
import { faultJson, LIST_SHOWN, recordJson, rest, type ApiCall } from "./json.ts";
import { memoryOf } from "./memory.ts";

/** Messages looked through for the one whose answer came at a known instant. */
const MESSAGES_MOST = 256;

/** GetShardIterator as it would be asked for now, and the GetRecords made last. */
export const readsOf = (
  run: Run,
  stream: Stream,
  reader: Reader,
  shard: number,
  state: FrontState,
): ApiCall[] => {
  const expired = state === "expired-iterator";
  const position = positionOf(run, stream, reader, shard, expired);
  const { iteratorUs } = memoryOf(reader, shard);
  const placed = shard < reader.places.count && reader.places.state[shard]! > 0;
  if (!placed) return [{ ...askIterator(stream, shard, position), next: true }];
  const iterator = getIterator(run, stream, shard, position);
  if (iteratorUs === 0) return [iterator];
  if (hasJustBegun(run, reader, shard)) return [{ ...iterator, atUs: iteratorUs! }];
  const last = lastGet(run, stream, reader, shard, state);
  return last ? [iterator, last] : [iterator];
};

/** It has a place since its iterator came, and has not read from it. */
const hasJustBegun = (run: Run, reader: Reader, shard: number): boolean => {
  const { iteratorUs, checkpoint, checkpointUs } = memoryOf(reader, shard);
  const { places, actor } = reader;
  if (iteratorUs === undefined || places.fetchedIndex[shard] !== places.index[shard]) return false;
  if (!checkpoint && checkpointUs === iteratorUs) return true;
  return rowsAt(run, iteratorUs).some(
    ({ type, targets }) =>
      type === "restart" && targets.some((each) => each.type === "actor" && each.id === actor.id),
  );
};

const lastGet = (
  run: Run,
  stream: Stream,
  reader: Reader,
  shard: number,
  state: FrontState,
): ApiCall | undefined => {
  const { world } = run;
  const { index, segment, local } = reader.places;
  const at = { index: index[shard]!, segment: segment[shard]!, local: local[shard]! };
  const fetched = fetchedOf(reader, shard);
  const asked = (from: Cursor): ApiCall => askRecords(run, stream, reader, shard, from);
  const batch = lastBatch(stream, reader, shard);
  const { iteratorUs = batch?.atUs } = memoryOf(reader, shard);
  if (state === "throttled") {
    const fault = rateExceededForShard(shardRefOf(world, stream.name, shardIdOf(shard)));
    return { ...asked(fetched), response: faultJson(fault) };
  }
  if (state === "expired-iterator") return asked(fetched);
  const atUs = answeredUs(run, stream, reader, shard) ?? programUs(reader, batch);
  const answered = (from: Cursor): ApiCall => ({
    ...asked(from),
    response: answerOf(run, stream, shard, from, fetched, atUs),
    ...withTime(run, atUs ?? iteratorUs),
  });
  const taken = batch !== undefined && batch.atUs >= iteratorUs!;
  if (!taken) return answered(fetched.index > at.index ? at : fetched);
  if (!segmentNumbered(stream.log, batch.segment)) return undefined;
  return answered(cursorBefore(stream, shard, batch.segment * SEGMENT + batch.local));
};

/** The instant of an answer; where that is not known, of its coming. */
const withTime = ({ world }: Run, atUs: number | undefined): { readonly atUs?: number } =>
  atUs === undefined ? {} : { atUs: Math.min(atUs, world.nowUs) };

/** A program has a batch at the instant of its call. */
const programUs = ({ actor }: Reader, batch: Batch | undefined): number | undefined =>
  actor.outside && batch?.atUs;

const askRecords = (
  run: Run,
  stream: Stream,
  { actor }: Reader,
  shard: number,
  from: Cursor,
): ApiCall => {
  const limit = actor.params["limit"];
  return {
    operation: "GetRecords",
    request: {
      ShardIterator: writeIterator(run.world, stream, shard, from),
      ...(typeof limit === "number" ? { Limit: limit } : {}),
    },
  };
};

/**
 * GetRecords' answer of what lies between two places, given at `atUs`; MillisBehindLatest is left out
 * where that instant is not known and would matter. Iterators are issued now.
 */
export const answerOf = (
  run: Run,
  stream: Stream,
  shard: number,
  from: Cursor,
  to: Cursor,
  atUs: number | undefined,
): object => {
  const { world } = run;
  const closedUs = stream.shards.closedUs[shard]!;
  const behind = behindMs(stream, shard, to, atUs);
  const left = stream.shards.records[shard]! - to.index;
  const atEnd = left <= 0 && closedUs >= 0 && closedUs <= (atUs ?? world.nowUs);
  return {
    Records: recordsBetween(run, stream, shard, from, to.index - from.index),
    ...(atEnd ? {} : { NextShardIterator: writeIterator(world, stream, shard, to) }),
    ...(behind === undefined ? {} : { MillisBehindLatest: behind }),
    ...(atEnd ? { ChildShards: childShardsOf(world, stream, shard) } : {}),
  };
};

/** The first records behind a place, and how many more. */
const recordsBetween = (
  { world }: Run,
  stream: Stream,
  shard: number,
  from: Cursor,
  count: number,
): object[] => {
  if (from.index < stream.shards.foldedRecords[shard]!) return rest(count) as never;
  const place = { ...from };
  const local = nextLocal(stream.log, shard, place);
  const records: object[] = [];
  if (local < 0) return records;
  const first = { segment: place.segment, local };
  walkFrom(stream.log, shard, first, Math.min(count, LIST_SHOWN), (segment, each) => {
    records.push(recordJson(world, stream, segment.firstOrdinal + each)!);
    return true;
  });
  return [...records, ...(rest(count - records.length) as never[])];
};

const behindMs = (
  stream: Stream,
  shard: number,
  at: Cursor,
  atUs: number | undefined,
): number | undefined => {
  const nextUs = nextArrival(stream, shard, { ...at });
  if (nextUs < 0) return 0;
  if (atUs === undefined) return undefined;
  if (nextUs > atUs) return 0;
  const segment = at.local < 0 ? undefined : segmentNumbered(stream.log, at.segment);
  const passedUs = segment ? arrivalIn(segment, at.local) : nextUs;
  return Math.max(0, Math.floor((atUs - passedUs) / 1000));
};

/**
 * When the answer that the reader had last from a shard was given: the instant of the shard's last
 * read, if one of the reader's answers takes just the time from then until its own came.
 */
const answeredUs = (
  { world }: Run,
  stream: Stream,
  reader: Reader,
  shard: number,
): number | undefined => {
  const { iteratorUs, messages } = memoryOf(reader, shard);
  const atUs = stream.shards.readRefilledUs[shard]!;
  if (iteratorUs === undefined || messages === undefined || atUs >= iteratorUs) return undefined;
  const wayUs = iteratorUs - atUs;
  for (let n = messages - 1; n >= Math.max(0, messages - MESSAGES_MOST); n--) {
    if (networkUs(world, reader.actor.id, "response", n) === wayUs) return atUs;
  }
  return undefined;
};

export interface Batch {
  readonly segment: number;
  readonly local: number;
  readonly count: number;
  readonly atUs: number;
}

/** The last batch of a shard that the application was delivered, as far as it is kept. */
export const lastBatch = (stream: Stream, { app }: Reader, shard: number): Batch | undefined => {
  const { batches } = app;
  if (app.stream !== stream.number) return undefined;
  const oldest = Math.max(0, batches.total - BATCH_ROWS);
  for (let row = batches.total - 1; row >= oldest; row--) {
    const at = row % BATCH_ROWS;
    if (batches.shard[at] !== shard) continue;
    return {
      segment: batches.segment[at]!,
      local: batches.local[at]!,
      count: batches.count[at]!,
      atUs: batches.atUs[at]!,
    };
  }
  return undefined;
};
