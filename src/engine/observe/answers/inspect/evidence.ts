import type { Inspection } from "../../../../protocol/frame.ts";
import type { Run } from "../../../core/state.ts";
import { actorWithId } from "../../../core/world.ts";
import { arrivalOf } from "../../../kds/records.ts";
import { sequenceNumberOf } from "../../../kds/sequence.ts";
import type { Stream } from "../../../kds/stream.ts";
import { evidenceAt } from "../evidence.ts";
import { factsOf, known } from "./facts.ts";
import { getRecordsOf, type ApiCall } from "./json.ts";
import { shardsThen } from "./shards.ts";

export const inspectEvidence = (
  run: Run,
  stream: Stream,
  consumer: number,
  row: number,
): Inspection | undefined => {
  const actor = actorWithId(run.world, consumer);
  if (actor?.application?.stream !== stream.number) return undefined;
  const found = evidenceAt(run.world, actor.application, row);
  if (!found) return undefined;
  const { key, ordinal, shard, higherOrdinal, higherShard } = found;
  const arrivalUs = arrivalOf(stream.log, ordinal);
  const higherArrivalUs = arrivalOf(stream.log, higherOrdinal);
  const api = [
    ...getOf(run, stream, shard, ordinal, arrivalUs),
    ...getOf(run, stream, higherShard, higherOrdinal, higherArrivalUs),
  ];
  const facts = factsOf([
    ["key", key],
    ["ordinal", ordinal],
    ["shard", shard],
    ["atUs", found.atUs],
    ["arrivalUs", known(arrivalUs)],
    ["sequenceNumber", numberOf(run, stream, shard, ordinal, arrivalUs)],
    ["higherOrdinal", higherOrdinal],
    ["higherShard", higherShard],
    ["higherAtUs", found.higherAtUs],
    ["higherArrivalUs", known(higherArrivalUs)],
    ["higherSequenceNumber", numberOf(run, stream, higherShard, higherOrdinal, higherArrivalUs)],
    ["reason", found.reason],
    ["consumer", actor.name],
    ["letter", actor.letter],
  ]);
  return {
    title: `#${ordinal}`,
    api: api.length > 0 ? api : [shardsThen(run, stream, found.atUs)],
    facts,
    targets: [
      { type: "record", ordinal },
      { type: "record", ordinal: higherOrdinal },
      { type: "key", key },
      { type: "shard", shard },
      { type: "shard", shard: higherShard },
      { type: "actor", id: consumer },
    ],
  };
};

const numberOf = (
  run: Run,
  stream: Stream,
  shard: number,
  ordinal: number,
  arrivalUs: number,
): string | undefined =>
  arrivalUs < 0 ? undefined : sequenceNumberOf(run.world, stream, shard, ordinal, arrivalUs);

const getOf = (
  run: Run,
  stream: Stream,
  shard: number,
  ordinal: number,
  arrivalUs: number,
): ApiCall[] => (arrivalUs < 0 ? [] : [getRecordsOf(run.world, stream, shard, ordinal, arrivalUs)]);
