import { actorOf, argumentOf, eventRows, PHASE, subOf } from "../../../core/queue.ts";
import type { Run } from "../../../core/state.ts";
import type { Cursor } from "../../../kds/cursor.ts";
import type { Places } from "../../../core/actor.ts";
import type { Reader } from "../parts/readers.ts";

/** Columns that a consumer's places may have beyond the common ones, by shard. */
type MorePlaces = Places & {
  readonly incarnation?: number;
  readonly checkpointIndex?: Float64Array;
  readonly checkpointSegment?: Int32Array;
  readonly checkpointLocal?: Int32Array;
  readonly checkpointUs?: Float64Array;
  /** When the iterator in use was issued. */
  readonly iteratorUs?: Float64Array;
  /** 1 when the place was taken at LATEST. */
  readonly latest?: Uint8Array;
  /** Messages sent or answered in all. */
  readonly messages?: number;
};

/** What a consumer remembers of a shard, as far as its kind keeps it. */
export interface Memory {
  readonly checkpoint?: Cursor;
  readonly checkpointUs?: number;
  readonly iteratorUs?: number;
  readonly latest: boolean;
  readonly messages?: number;
}

export const memoryOf = ({ places }: Pick<Reader, "places">, shard: number): Memory => {
  const more: MorePlaces = places;
  const index = more.checkpointIndex?.[shard] ?? -1;
  const checkpoint = {
    index,
    segment: more.checkpointSegment?.[shard] ?? 0,
    local: more.checkpointLocal?.[shard] ?? -1,
  };
  const checkpointUs = more.checkpointUs?.[shard];
  const iteratorUs = more.iteratorUs?.[shard];
  return {
    ...(index >= 0 ? { checkpoint } : {}),
    ...(checkpointUs === undefined ? {} : { checkpointUs }),
    ...(iteratorUs === undefined ? {} : { iteratorUs }),
    latest: more.latest?.[shard] === 1,
    ...(more.messages === undefined ? {} : { messages: more.messages }),
  };
};

/** The latest checkpoint in any shard, or -1. */
export const lastCheckpointUs = ({ places }: Reader): number => {
  const more: MorePlaces = places;
  let latest = -1;
  for (let shard = 0; shard < places.count; shard++) {
    if ((more.checkpointIndex?.[shard] ?? -1) < 0) continue;
    latest = Math.max(latest, more.checkpointUs?.[shard] ?? -1);
  }
  return latest;
};

/** When the consumer's next GetRecords (on a shard, or -1 for any) reaches the service, or -1. */
export const nextCallUs = (run: Run, { actor, places }: Reader, shard: number): number => {
  const { queue } = run.world;
  const { incarnation }: MorePlaces = places;
  let next = -1;
  for (const at of eventRows(queue)) {
    const order = queue.order[at]!;
    if (actorOf(order) !== actor.id || phaseOf(order) !== PHASE.read) continue;
    if (shard >= 0 && subOf(order) !== shard) continue;
    if (incarnation !== undefined && argumentOf(queue.what[at]!) !== incarnation) continue;
    const atUs = queue.atUs[at]!;
    if (next < 0 || atUs < next) next = atUs;
  }
  return next;
};

/** When a producer next makes or sends a call, or -1. */
export const nextPutUs = (run: Run, actor: number): number => {
  const { queue } = run.world;
  let next = -1;
  for (const at of eventRows(queue)) {
    const order = queue.order[at]!;
    if (actorOf(order) !== actor) continue;
    if (phaseOf(order) !== PHASE.write && phaseOf(order) !== PHASE.timer) continue;
    const atUs = queue.atUs[at]!;
    if (next < 0 || atUs < next) next = atUs;
  }
  return next;
};

const phaseOf = (order: number): number => Math.floor(order / (65_536 * 4_294_967_296));
