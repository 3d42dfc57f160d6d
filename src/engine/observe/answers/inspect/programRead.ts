import { parseShardId } from "../../../../aws/shardId.ts";
import type { Run } from "../../../core/state.ts";
import { nextLocal } from "../../../kds/cursor.ts";
import { readIterator } from "../../../kds/readIterator.ts";
import { SEGMENT } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";
import { cursorBefore } from "../parts/held.ts";
import type { Reader } from "../parts/readers.ts";
import { faultJson, type ApiCall } from "./json.ts";
import { faultOf, lastCallBy, PUTS, shortInput, type ProgramCall } from "./program.ts";
import { answerOf, lastBatch } from "./reads.ts";

type Call = ProgramCall["command"];
type Input = Readonly<Partial<Record<string, unknown>>>;

/** What a program read last, from one shard or, with -1, at all; undefined where it is not known. */
export const programRead = (
  run: Run,
  stream: Stream,
  reader: Reader,
  shard: number,
): ApiCall | undefined => {
  const made = lastCallBy(run, reader.actor.id, (call) =>
    shard < 0 ? !PUTS(call) : shardOf(run, stream, call) === shard,
  );
  if (!made) return undefined;
  const { operation, input } = made.command;
  const asked = { operation, request: shortInput(input), atUs: made.atUs };
  const fault = faultOf(run, made);
  if (fault) return { ...asked, response: faultJson(fault) };
  const response = operation === "GetRecords" && recordsOf(run, stream, reader, made);
  return response ? { ...asked, response } : asked;
};

/** The shard that a call reads, or -1. */
const shardOf = (run: Run, stream: Stream, { operation, input }: Call): number => {
  const { ShardIterator: iterator, ShardId: id } = input as Input;
  if (operation === "GetRecords" && typeof iterator === "string") {
    const place = readIterator(run.world, iterator);
    return place?.streamNumber === stream.number ? place.shard : -1;
  }
  const reads = operation === "GetShardIterator" || operation === "SubscribeToShard";
  return reads && typeof id === "string" ? (parseShardId(id) ?? -1) : -1;
};

/** What GetRecords answered: nothing, or the batch that its application had at that instant. */
const recordsOf = (
  run: Run,
  stream: Stream,
  reader: Reader,
  { atUs, command }: ProgramCall,
): object | undefined => {
  const place = readIterator(run.world, String((command.input as Input)["ShardIterator"]));
  if (!place || place.streamNumber !== stream.number) return undefined;
  const { shard, cursor } = place;
  const batch = lastBatch(stream, reader, shard);
  if (batch?.atUs !== atUs) return answerOf(run, stream, shard, cursor, cursor, atUs);
  const from = { ...cursor };
  const first = nextLocal(stream.log, shard, from);
  if (from.segment !== batch.segment || first !== batch.local) return undefined;
  const ordinal = batch.segment * SEGMENT + batch.local;
  const before = cursorBefore(stream, shard, ordinal);
  const { fetchedIndex, fetchedSegment, fetchedLocal } = reader.places;
  if (fetchedIndex[shard] !== before.index + batch.count) return undefined;
  const to = {
    index: fetchedIndex[shard],
    segment: fetchedSegment[shard]!,
    local: fetchedLocal[shard]!,
  };
  return answerOf(run, stream, shard, before, to, atUs);
};
