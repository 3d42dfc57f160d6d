import { absentOf, type Actor, type ProducerModel, type World } from "../../../engine/public.ts";
import { codeProducerMeta } from "./meta.ts";

/** A refused record not put again for this long is taken as given up, µs. */
const GIVEN_UP_US = 10_000_000;

const refusedOf = ({ outside }: Actor) => outside?.waiting ?? [];
const waitsStill = (world: World, rejectedUs: number): boolean =>
  world.nowUs - rejectedUs < GIVEN_UP_US;

/** Records of its calls of the last second, as far as a call stored any. */
const lastSecond = (world: World, actor: Actor): number => {
  const stream = world.streams.find((each) => each.name === actor.stream);
  if (!stream || !actor.outside) return 0;
  const sinceUs = world.nowUs - 1_000_000;
  let records = 0;
  for (const { calls } of stream.log.segments.toReversed()) {
    for (let row = calls.count - 1; row >= 0; row--) {
      if (calls.admittedUs[row]! <= sinceUs) return records;
      if (calls.producer[row] === actor.id) records += calls.seats[row]!;
    }
  }
  return records;
};

export const codeProducerModel: ProducerModel = {
  meta: codeProducerMeta,
  outside: true,

  create: () => ({}),
  update: () => undefined,
  signal: () => undefined,
  on: () => undefined,

  gauge(world, actor) {
    const { outside } = actor;
    const { waiting, abandoned } = absentOf(world, actor, world.nowUs - GIVEN_UP_US);
    return {
      attempted: outside?.attempted ?? 0,
      accepted: outside?.accepted ?? 0,
      throttled: outside?.throttled ?? 0,
      retried: outside?.retried ?? 0,
      duplicated: outside?.duplicated ?? 0,
      reordered: outside?.reordered ?? 0,
      abandoned,
      backlog: waiting,
      inFlight: 0,
      ratePerS: lastSecond(world, actor),
    };
  },

  waiting(world, actor, most, add) {
    let total = 0;
    for (const { shard, key, attempt, rejectedUs } of refusedOf(actor)) {
      if (!waitsStill(world, rejectedUs)) continue;
      total += 1;
      if (total <= most) add({ shard, key, attempt, rejectedUs, retryUs: world.nowUs });
    }
    return total;
  },

  unstored(_world, { outside }, add) {
    for (const each of outside?.waiting ?? []) add({ ...each, bytes: 0 });
  },
};
