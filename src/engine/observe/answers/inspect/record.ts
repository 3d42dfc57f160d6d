import { fractionOf, readWords } from "../../../../base/u128.ts";
import { md5Hex } from "../../../../base/md5.ts";
import type { Inspection } from "../../../../protocol/frame.ts";
import type { Run } from "../../../core/state.ts";
import { indexOfSorted } from "../../../kds/deliver.ts";
import { arrivalIn, FLAG_COPY, segmentOf } from "../../../kds/records.ts";
import { sequenceNumberOf } from "../../../kds/sequence.ts";
import { horizonUs, type Stream } from "../../../kds/stream.ts";
import { explicitHashKeyOf, hashWordsOf } from "../parts/hash.ts";
import { readersOf } from "../parts/readers.ts";
import { deliveriesOf } from "../parts/taken.ts";
import { actorNameOf } from "../parts/actors.ts";
import { factsOf } from "./facts.ts";
import { operationOf, putCallOf, type PutCall } from "./call.ts";
import { getRecordsOf, LIST_SHOWN, type ApiCall } from "./json.ts";
import { shardsThen } from "./shards.ts";
import { putOf } from "./put.ts";

export const inspectRecord = (
  run: Run,
  stream: Stream,
  ordinal: number,
): Inspection | undefined => {
  if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal >= stream.log.total) return undefined;
  const segment = segmentOf(stream.log, ordinal);
  if (!segment) return foldedRecord(run, stream, ordinal);
  const local = ordinal - segment.firstOrdinal;
  const { world } = run;
  const shard = segment.shard[local]!;
  const arrivalUs = arrivalIn(segment, local);
  const key = world.keys.text[segment.key[local]!]!;
  const call = putCallOf(stream.log, segment, local);
  const hash = hashWordsOf(world, stream, segment, local);
  const { copies } = stream.log;
  const copy = (segment.flags[local]! & FLAG_COPY) !== 0;
  const facts = factsOf([
    ["partitionKey", key],
    ["md5", md5Hex(key)],
    ["hashKey", readWords(world.keys.words, segment.key[local]! * 4).toString()],
    ["explicitHashKey", explicitHashKeyOf(stream.log, segment, local)],
    ["y", fractionOf(hash.words, hash.at)],
    ["shard", shard],
    ["sequenceNumber", sequenceNumberOf(world, stream, shard, ordinal, arrivalUs)],
    ["ordinal", ordinal],
    ["arrivalUs", arrivalUs],
    ["bytes", segment.size[local]!],
    ["producer", actorNameOf(run, call.producer)],
    ["n", segment.n[local]!],
    ["operation", operationOf(run, call)],
    ["seat", call.refused === 0 ? ordinal - call.first + 1 : undefined],
    ["callRecords", call.seats],
    ["callThrottled", call.refused],
    ["attempt", call.attempt],
    ["copyOf", copy ? copies.original[indexOfSorted(copies.ordinal, ordinal)] : undefined],
    ["expiresUs", arrivalUs + stream.retentionUs],
    ...readFacts(run, stream, shard, ordinal),
  ]);
  return {
    title: `#${ordinal}`,
    api: [
      putOf(run, stream, call, seatsWith(stream, ordinal, call)),
      ...getOf(run, stream, shard, ordinal, arrivalUs),
    ],
    facts,
    targets: [
      { type: "record", ordinal },
      { type: "key", key },
      { type: "shard", shard },
    ],
  };
};

/** Held as a count only: its arrival by its place among its neighbours. */
const foldedRecord = (run: Run, stream: Stream, ordinal: number): Inspection | undefined => {
  const fold = stream.log.folds.find((each) => ordinal < each.endOrdinal);
  if (!fold) return undefined;
  const part = (ordinal - fold.firstOrdinal) / (fold.endOrdinal - fold.firstOrdinal);
  const arrivalUs = Math.floor(fold.firstUs + (fold.lastUs - fold.firstUs) * part);
  return {
    title: `#${ordinal}`,
    api: [shardsThen(run, stream, arrivalUs)],
    facts: factsOf([
      ["folded", 1],
      ["ordinal", ordinal],
      ["arrivalUs", arrivalUs],
    ]),
    targets: [{ type: "record", ordinal }],
  };
};

/**
 * When each consumer took it. Where the batch is no longer kept, the oldest batch that is kept: it
 * was then or before, which `readBefore` says.
 */
const readFacts = (
  run: Run,
  stream: Stream,
  shard: number,
  ordinal: number,
): (readonly [string, number | undefined])[] =>
  readersOf(run, stream).flatMap(({ actor, app }) => {
    const { letter } = actor;
    const { delivered, atUs, before, oldestUs } = deliveriesOf(stream, app, shard, ordinal);
    if (!delivered) return [[`read:${letter}`, -1] as const];
    const again = atUs.length - (before ? 0 : 1);
    return [
      [`read:${letter}`, before ? oldestUs : atUs[0]] as const,
      [`reRead:${letter}`, again > 0 ? again : undefined] as const,
      [`readBefore:${letter}`, before ? 1 : undefined] as const,
    ];
  });

/** Its own seat first, then others of its call. */
const seatsWith = (stream: Stream, ordinal: number, { first, end }: PutCall): number[] => {
  const seats = [ordinal];
  for (let each = first; each < end && seats.length < LIST_SHOWN; each++) {
    if (each !== ordinal && segmentOf(stream.log, each)) seats.push(each);
  }
  return seats;
};

const getOf = (
  run: Run,
  stream: Stream,
  shard: number,
  ordinal: number,
  arrivalUs: number,
): ApiCall[] => {
  const { world } = run;
  const readable =
    arrivalUs + world.assumptions.visibleUs <= world.nowUs &&
    arrivalUs >= horizonUs(stream, world.nowUs);
  return readable ? [getRecordsOf(world, stream, shard, ordinal, arrivalUs)] : [];
};
