import { draw, streamOf } from "../../../base/prng.ts";
import type { Params } from "../../../protocol/log.ts";
import {
  FLAG_COPY,
  makeSeats,
  type Actor,
  type ActorContext,
  type World,
} from "../../../engine/public.ts";
import { keyOfDraw } from "./keyShape.ts";
import type { SdkState } from "./state.ts";

/** What a producer draws numbers for; each has a stream of its own. */
export const PURPOSE = {
  key: 1,
  size: 2,
  jitter: 3,
  lostRequest: 4,
  lostResponse: 5,
  backoff: 6,
} as const;
/** The seats of the call being admitted: filled and read within one event. */
export const seats = makeSeats(500);
/** Local key numbers beside `seats`. */
export const localKeys = new Int32Array(500);

export const number = (params: Params, key: string): number => params[key] as number;

/** True in `percent` of all n. */
export const happens = (ctx: ActorContext, purpose: number, n: number, percent: number): boolean =>
  percent > 0 && ctx.draw(purpose, n) < percent * 42949672.96;

/** Key, size and number of every record of a call, drawn anew each time. */
export const fillSeats = (ctx: ActorContext, state: SdkState, slot: number): void => {
  const { params } = ctx.actor;
  const { seed } = ctx.world;
  const sizes = streamOf(seed, ctx.actor.id, PURPOSE.size);
  const bytes = number(params, "bytes");
  const spread = Math.max(0, number(params, "bytesMax") - bytes) + 1;
  const keyOf = keyDrawer(ctx.world, ctx.actor, state);
  const base = slot * state.width;
  const { slots } = state;
  const count = slots.seats[slot]!;
  for (let at = 0; at < count; at++) {
    const n = slots.n[base + at]!;
    const key = keyOf(n);
    const data = spread === 1 ? bytes : bytes + Math.floor((draw(sizes, n) * spread) / 4294967296);
    seats.n[at] = n;
    localKeys[at] = key;
    seats.key[at] = state.keyIds[key]!;
    seats.size[at] = data + state.keyBytes[key]!;
    seats.flags[at] = slots.taken[base + at]! >= 0 ? FLAG_COPY : 0;
  }
  seats.count = count;
};

/** The local key of record n, a pure function of (seed, producer, n). */
export const keyDrawer = (world: World, actor: Actor, state: SdkState): ((n: number) => number) => {
  const { params } = actor;
  const stream = streamOf(world.seed, actor.id, PURPOSE.key);
  const keys = state.keyIds.length;
  const uniform = (n: number): number => Math.floor((draw(stream, n) * keys) / 4294967296);
  switch (params["keyShape"]) {
    case "sequential":
      return (n) => n % keys;
    case "zipf":
    case "few":
      return (n) => keyOfDraw(state.weights, draw(stream, n));
    case "hot": {
      const hot = Math.min(number(params, "hotKey"), keys - 1);
      const edge = number(params, "hotShare") * 42949672.96;
      const other = streamOf(world.seed, actor.id, PURPOSE.key + 100);
      return (n) =>
        keys === 1 || draw(other, n) < edge
          ? hot
          : (hot + 1 + Math.floor((draw(stream, n) * (keys - 1)) / 4294967296)) % keys;
    }
    default:
      return uniform;
  }
};
