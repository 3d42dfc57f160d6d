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

export const number = (params: Params, key: string): number => params[key] as number;

/** True in `percent` of all n. */
export const happens = (ctx: ActorContext, purpose: number, n: number, percent: number): boolean =>
  percent > 0 && ctx.draw(purpose, n) < percent * 42949672.96;

/** The seats of a call: what its records were first sent with. */
export const fillSeats = (ctx: ActorContext, state: SdkState, slot: number): void => {
  if (state.slots.kept[slot] === 0) drawSeats(ctx, ctx.actor.params, state, slot);
  else recallSeats(state, slot);
};

/** Makes the calls under way keep the keys and sizes they have by these parameters. */
export const keepSeats = (ctx: ActorContext, params: Params, state: SdkState): void => {
  const { slots } = state;
  for (let slot = 0; slot < slots.count; slot++) {
    if (slots.status[slot] === 0 || slots.kept[slot] === 1) continue;
    drawSeats(ctx, params, state, slot);
    slots.kept[slot] = 1;
    for (let at = 0; at < seats.count; at++) {
      slots.key[slot * state.width + at] = seats.key[at]!;
      slots.size[slot * state.width + at] = seats.size[at]!;
    }
  }
};

const recallSeats = (state: SdkState, slot: number): void => {
  const { slots } = state;
  const base = slot * state.width;
  seats.count = slots.seats[slot]!;
  for (let at = 0; at < seats.count; at++) {
    seats.n[at] = slots.n[base + at]!;
    seats.key[at] = slots.key[base + at]!;
    seats.size[at] = slots.size[base + at]!;
    seats.flags[at] = slots.taken[base + at]! >= 0 ? FLAG_COPY : 0;
  }
};

/** Key, size and number of every record of a call, drawn anew each time. */
const drawSeats = (ctx: ActorContext, params: Params, state: SdkState, slot: number): void => {
  const bytesOf = bytesDrawer(ctx.world, ctx.actor, params);
  const keyOf = keyDrawer(ctx.world, ctx.actor, params, state);
  const base = slot * state.width;
  const { slots } = state;
  const count = slots.seats[slot]!;
  for (let at = 0; at < count; at++) {
    const n = slots.n[base + at]!;
    const key = keyOf(n);
    seats.n[at] = n;
    seats.key[at] = state.keyIds[key]!;
    seats.size[at] = bytesOf(n) + state.keyBytes[key]!;
    seats.flags[at] = slots.taken[base + at]! >= 0 ? FLAG_COPY : 0;
  }
  seats.count = count;
};

/** Bytes of record n's data, a pure function of (seed, producer, n). */
export const bytesDrawer = (
  world: World,
  actor: Actor,
  params: Params,
): ((n: number) => number) => {
  const stream = streamOf(world.seed, actor.id, PURPOSE.size);
  const bytes = number(params, "bytes");
  const spread = Math.max(0, number(params, "bytesMax") - bytes) + 1;
  if (spread === 1) return () => bytes;
  return (n) => bytes + Math.floor((draw(stream, n) * spread) / 4294967296);
};

/** The local key of record n, a pure function of (seed, producer, n). */
export const keyDrawer = (
  world: World,
  actor: Actor,
  params: Params,
  state: SdkState,
): ((n: number) => number) => {
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
