import { shardIdOf } from "../../../../aws/shardId.ts";
import type { Run } from "../../../core/state.ts";
import { seek, type Position } from "../../../kds/api/position.ts";
import { makeCursor } from "../../../kds/cursor.ts";
import { writeIterator } from "../../../kds/iterator.ts";
import { arrivalIn, SEGMENT } from "../../../kds/records.ts";
import { sequenceNumberOf } from "../../../kds/sequence.ts";
import { isExpired, type Stream } from "../../../kds/stream.ts";
import { segmentNumbered } from "../parts/held.ts";
import type { Reader } from "../parts/readers.ts";
import type { ApiCall } from "./json.ts";
import { memoryOf } from "./memory.ts";

/** Sequence number of the last record passed by a place, where there is one and it is held. */
export const numberAt = (
  run: Run,
  stream: Stream,
  shard: number,
  place: { readonly segment: number; readonly local: number },
): string | undefined => {
  const segment = place.local < 0 ? undefined : segmentNumbered(stream.log, place.segment);
  if (!segment) return undefined;
  const ordinal = place.segment * SEGMENT + place.local;
  return sequenceNumberOf(run.world, stream, shard, ordinal, arrivalIn(segment, place.local));
};

/** Where the reader's next iterator for the shard begins, as it is asked for. */
export const positionOf = (
  run: Run,
  stream: Stream,
  reader: Reader,
  shard: number,
  expired: boolean,
): Position => {
  const { actor, places } = reader;
  const { checkpoint, latest } = memoryOf(reader, shard);
  const placed = shard < places.count && places.state[shard]! > 0;
  const read = expired || actor.outside ? fetchedOf(reader, shard) : checkpoint;
  const sequence = placed && read ? numberAt(run, stream, shard, read) : undefined;
  if (sequence !== undefined)
    return { type: "AFTER_SEQUENCE_NUMBER", sequence, timestamp: undefined };
  const first = places.count === 0 && actor.params["startPosition"] === "LATEST";
  const type = latest || first ? "LATEST" : "TRIM_HORIZON";
  return { type, sequence: undefined, timestamp: undefined };
};

export const fetchedOf = ({ places }: Pick<Reader, "places">, shard: number) => ({
  index: places.fetchedIndex[shard]!,
  segment: places.fetchedSegment[shard]!,
  local: places.fetchedLocal[shard]!,
});

/** GetShardIterator at a position, without an answer. */
export const askIterator = (stream: Stream, shard: number, position: Position): ApiCall => {
  const { type, sequence } = position;
  return {
    operation: "GetShardIterator",
    request: {
      StreamName: stream.name,
      ShardId: shardIdOf(shard),
      ShardIteratorType: type,
      ...(sequence === undefined ? {} : { StartingSequenceNumber: sequence }),
    },
  };
};

/** The same with its answer, as it would be now. */
export const getIterator = (
  { world }: Run,
  stream: Stream,
  shard: number,
  position: Position,
): ApiCall => {
  const asked = askIterator(stream, shard, position);
  const cursor = makeCursor();
  if (isExpired(stream, shard, world.nowUs)) return asked;
  if (seek(world, stream, shard, position, cursor)) return asked;
  return { ...asked, response: { ShardIterator: writeIterator(world, stream, shard, cursor) } };
};
