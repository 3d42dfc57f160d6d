import { LIMIT } from "../../../../aws/limitValues.ts";
import { shardIdOf } from "../../../../aws/shardId.ts";
import type { FrontState, Inspection } from "../../../../protocol/frame.ts";
import type { Run } from "../../../core/state.ts";
import { BATCH_ROWS } from "../../../core/world.ts";
import { isExpired, type Stream } from "../../../kds/stream.ts";
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
import { callsIn } from "./consumer.ts";
import { factsOf, known } from "./facts.ts";
import { numberAt } from "./iterator.ts";
import { memoryOf, nextCallUs, type Memory } from "./memory.ts";

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
  const memory: Partial<Memory> = placed ? memoryOf(reader, shard) : {};
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
    api: callsIn(run, stream, reader, shard),
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

const processedNumber = (
  run: Run,
  stream: Stream,
  { places }: Reader,
  shard: number,
): string | undefined => {
  const place = { segment: places.segment[shard]!, local: places.local[shard]! };
  return numberAt(run, stream, shard, place);
};

const checkpointNumber = (
  run: Run,
  stream: Stream,
  shard: number,
  { checkpoint }: Partial<Memory>,
): string | undefined => checkpoint && numberAt(run, stream, shard, checkpoint);

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
