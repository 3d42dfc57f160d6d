import type { Actor, ProducerModel, World } from "../../../engine/public.ts";
import type { SdkState } from "./state.ts";
import { bytesDrawer, keyDrawer, number } from "./traffic.ts";

/** Refused seats of the calls under way, as they were last refused, and then the next record. */
export const unstored: NonNullable<ProducerModel["unstored"]> = (world, actor, add) => {
  const state = actor.state as SdkState;
  const { slots } = state;
  const seatOf = seatDrawer(world, actor, state);
  for (let slot = 0; slot < slots.count; slot++) {
    const admitted = isAdmitted(actor, state, slot);
    if (!admitted && slots.attempt[slot]! < 2) continue;
    const kept = slots.kept[slot] === 1;
    for (let at = 0; at < slots.seats[slot]!; at++) {
      const seat = slot * state.width + at;
      if (slots.refused[seat] === 0) continue;
      const n = slots.n[seat]!;
      add({
        ...(admitted ? { call: slots.number[slot]! } : {}),
        n,
        ...(kept ? { key: slots.key[seat]!, bytes: slots.size[seat]! } : seatOf(n)),
        shard: slots.shard[seat]!,
        attempt: slots.attempt[slot]! - (admitted && slots.status[slot] === 1 ? 0 : 1),
        rejectedUs: slots.rejectedUs[slot]!,
      });
    }
  }
  add({ n: state.next, ...seatOf(state.next), attempt: 1 });
};

/** A call sent again has, until it is admitted, the seats refused in the attempt before. */
const isAdmitted = ({ params }: Actor, { slots }: SdkState, slot: number): boolean => {
  if (slots.status[slot] !== 1) return slots.status[slot] === 2;
  return slots.rejectedUs[slot]! >= slots.retryUs[slot]! - number(params, "timeoutMs") * 1000;
};

const seatDrawer = (world: World, actor: Actor, state: SdkState) => {
  const keyOf = keyDrawer(world, actor, actor.params, state);
  const bytesOf = bytesDrawer(world, actor, actor.params);
  return (n: number): { readonly key: number; readonly bytes: number } => {
    const key = keyOf(n);
    return { key: state.keyIds[key]!, bytes: bytesOf(n) + state.keyBytes[key]! };
  };
};
