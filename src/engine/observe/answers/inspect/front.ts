import { LIMIT } from "../../../../aws/limitValues.ts";
import { shardIdOf } from "../../../../aws/shardId.ts";
import type { FrontState, Inspection } from "../../../../protocol/frame.ts";
import type { Run } from "../../../core/state.ts";
import { BATCH_ROWS } from "../../../core/world.ts";
import { childShardsOf } from "../../../kds/api/shardShape.ts";
import { writeIterator } from "../../../kds/iterator.ts";
import { arrivalIn, SEGMENT } from "../../../kds/records.ts";
import { sequenceNumberOf } from "../../../kds/sequence.ts";
import { isExpired, type Stream } from "../../../kds/stream.ts";
import { cursorBefore, segmentNumbered, walkFrom } from "../parts/held.ts";
import { ratesOf } from "../parts/rates.ts";
import {
  lagIn,
  oldestIn,
  oldestUnfetched,
  parentsUnread,
  readersOf,
  stateIn,
  unreadIn,
  type Reader,
} from "../parts/readers.ts";
import { nextCallUs, memoryOf } from "./memory.ts";
import { factsOf, known } from "./facts.ts";
import { LIST_SHOWN, recordJson, rest, type ApiCall } from "./json.ts";

const ERRORS: Partial<Record<FrontState, string>> = {
  throttled: "ProvisionedThroughputExceededException",
  "expired-iterator": "ExpiredIteratorException",
};

export const inspectFront = (
  run: Run,
  stream: Stream,
  consumer: number,
  shard: number,
): Inspection | undefined => {
  const { nowUs } = run.world;
  const readers = readersOf(run, stream);
  const reader = readers.find(({ actor }) => actor.id === consumer);
  const there = Number.isInteger(shard) && shard >= 0 && shard < stream.shards.count;
  if (!reader || !there || isExpired(stream, shard, nowUs)) return undefined;
  const { actor, places } = reader;
  const state = stateIn(stream, places, shard);
  const placed = shard < places.count && places.state[shard]! > 0;
  const memory = placed ? memoryOf(reader, shard) : {};
  const oldestUs = oldestIn(stream, places, shard, nowUs);
  const unfetchedUs = placed ? oldestUnfetched(stream, places, shard) : oldestUs;
  const waitsFor = state === "waiting-for-parent" ? parentsUnread(stream, places, shard) : [];
  const reading = state === "reading" || state === "throttled";
  const { iteratorUs } = memory;
  const { readCallsPerS } = ratesOf(run.world, stream, shard);
  const facts = factsOf([
    ["consumer", actor.name],
    ["letter", actor.letter],
    ["shard", shard],
    ["state", state],
    ["unread", unreadIn(stream, places, shard)],
    ["lagMs", lagIn(stream, places, shard, nowUs)],
    ["processedUs", oldestUs < 0 ? nowUs : oldestUs],
    ["fetchedUs", unfetchedUs < 0 ? nowUs : unfetchedUs],
    ["sequenceNumber", placed ? processedNumber(run, stream, reader, shard) : undefined],
    ["checkpoint", checkpointNumber(run, stream, shard, memory)],
    ["checkpointUs", memory.checkpoint ? known(memory.checkpointUs) : undefined],
    ["iteratorExpiresUs", reading ? expiryOf(iteratorUs) : undefined],
    ["lastCallUs", iteratorUs !== undefined && iteratorUs <= nowUs ? iteratorUs : undefined],
    ["nextCallUs", reading ? known(nextCallUs(run, reader, shard)) : undefined],
    ["callsPerS", readers.length === 1 ? readCallsPerS : undefined],
    ["recordsPerS", deliveredLastSecond(reader, shard, nowUs)],
    ...waitsFor.map((parent) => ["waitsFor", parent] as const),
    ["lastError", ERRORS[state]],
  ]);
  return {
    title: `${actor.letter} ${shardIdOf(shard)}`,
    api: placed ? apiOf(run, stream, reader, shard, memory) : [],
    facts,
    targets: [
      { type: "actor", id: consumer },
      { type: "shard", shard },
      ...waitsFor.map((parent) => ({ type: "shard", shard: parent }) as const),
    ],
  };
};

const expiryOf = (iteratorUs: number | undefined): number | undefined =>
  iteratorUs === undefined ? undefined : iteratorUs + LIMIT.shardIteratorTtlUs;

const numberAt = (
  run: Run,
  stream: Stream,
  shard: number,
  segmentNumber: number,
  local: number,
): string | undefined => {
  const segment = local < 0 ? undefined : segmentNumbered(stream.log, segmentNumber);
  if (!segment) return undefined;
  const ordinal = segmentNumber * SEGMENT + local;
  return sequenceNumberOf(run.world, stream, shard, ordinal, arrivalIn(segment, local));
};

const processedNumber = (
  run: Run,
  stream: Stream,
  { places }: Reader,
  shard: number,
): string | undefined => numberAt(run, stream, shard, places.segment[shard]!, places.local[shard]!);

const checkpointNumber = (
  run: Run,
  stream: Stream,
  shard: number,
  { checkpoint }: ReturnType<typeof memoryOf>,
): string | undefined =>
  checkpoint && numberAt(run, stream, shard, checkpoint.segment, checkpoint.local);

/** Records of the shard that the application completed within the last second. */
const deliveredLastSecond = ({ app }: Reader, shard: number, nowUs: number): number => {
  const { batches } = app;
  let records = 0;
  const oldest = Math.max(0, batches.total - BATCH_ROWS);
  for (let row = batches.total - 1; row >= oldest; row--) {
    const at = row % BATCH_ROWS;
    if (batches.atUs[at]! <= nowUs - 1_000_000) break;
    if (batches.shard[at] === shard) records += batches.count[at]!;
  }
  return records;
};

interface Batch {
  readonly segment: number;
  readonly local: number;
  readonly count: number;
}

const lastBatch = (stream: Stream, { app }: Reader, shard: number): Batch | undefined => {
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
    };
  }
  return undefined;
};

/** GetShardIterator as after a restart, and GetRecords of the last batch processed. */
const apiOf = (
  run: Run,
  stream: Stream,
  reader: Reader,
  shard: number,
  memory: ReturnType<typeof memoryOf>,
): ApiCall[] => {
  const { world } = run;
  const { actor, places } = reader;
  const naming = { StreamName: stream.name, ShardId: shardIdOf(shard) };
  const checkpoint = checkpointNumber(run, stream, shard, memory);
  const start = String(actor.params["startPosition"] ?? "TRIM_HORIZON");
  const position = checkpoint
    ? { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: checkpoint }
    : { ShardIteratorType: start };
  const at = {
    index: places.index[shard]!,
    segment: places.segment[shard]!,
    local: places.local[shard]!,
  };
  const iterator: ApiCall = {
    operation: "GetShardIterator",
    request: { ...naming, ...position },
    response: { ShardIterator: writeIterator(world, stream, shard, memory.checkpoint ?? at) },
  };
  const batch = lastBatch(stream, reader, shard);
  if (!batch || !segmentNumbered(stream.log, batch.segment)) return [iterator];
  const records: object[] = [];
  let lastUs = world.nowUs;
  walkFrom(stream.log, shard, batch, batch.count, (segment, local) => {
    if (records.length < LIST_SHOWN) {
      records.push(recordJson(world, stream, segment.firstOrdinal + local)!);
    }
    lastUs = arrivalIn(segment, local);
    return true;
  });
  const before = cursorBefore(stream, shard, batch.segment * SEGMENT + batch.local);
  const left = stream.shards.records[shard]! - (before.index + batch.count);
  const atEnd = left <= 0 && stream.shards.closedUs[shard]! >= 0;
  const answer: ApiCall = {
    operation: "GetRecords",
    request: {
      ShardIterator: writeIterator(world, stream, shard, before),
      ...(typeof actor.params["limit"] === "number" ? { Limit: actor.params["limit"] } : {}),
    },
    response: {
      Records: [...records, ...rest(batch.count - records.length)],
      ...(atEnd ? {} : { NextShardIterator: writeIterator(world, stream, shard, at) }),
      MillisBehindLatest: left > 0 ? Math.floor((world.nowUs - lastUs) / 1000) : 0,
      ...(atEnd ? { ChildShards: childShardsOf(world, stream, shard) } : {}),
    },
  };
  return [iterator, answer];
};
