import { addCopy, arrivalOf, segmentOf, type ActorContext } from "../../../engine/public.ts";
import type { SdkState } from "./state.ts";
import { seats } from "./traffic.ts";

/** What became of each seat of a call: refused, a copy of one stored before, or stored first. */
export const recordOutcome = (
  ctx: ActorContext,
  state: SdkState,
  slot: number,
  lost: boolean,
): void => {
  const { slots } = state;
  const base = slot * state.width;
  const count = slots.seats[slot]!;
  for (let at = 0; at < count; at++) {
    const refused = seats.refused[at]!;
    slots.refused[base + at] = refused;
    slots.shard[base + at] = seats.shard[at]!;
    if (refused === 1) continue;
    if (slots.taken[base + at]! >= 0) {
      noteCopy(ctx, state, base + at, seats.ordinal[at]!);
      continue;
    }
    noteFirst(ctx, state, at);
    if (!lost) continue;
    slots.taken[base + at] = seats.ordinal[at]!;
    slots.takenShard[base + at] = seats.shard[at]!;
  }
  slots.rejectedUs[slot] = ctx.nowUs;
};

const noteCopy = (ctx: ActorContext, state: SdkState, seat: number, ordinal: number): void => {
  const { taken, takenShard } = state.slots;
  state.duplicated += 1;
  addCopy(ctx.stream!.log, ordinal, taken[seat]!, takenShard[seat]!);
};

/** Counts a write reorder: accepted after a higher number of the same key. */
const noteFirst = (ctx: ActorContext, state: SdkState, seat: number): void => {
  const key = seats.key[seat]!;
  const n = seats.n[seat]!;
  const ordinal = seats.ordinal[seat]!;
  if (state.highest[key]! < n) {
    state.highest[key] = n;
    state.highestOrdinal[key] = ordinal;
    return;
  }
  if (state.reordered === 0) ctx.note("reorder", { n });
  state.reordered += 1;
  const higherOrdinal = state.highestOrdinal[key]!;
  const { log } = ctx.stream!;
  const segment = segmentOf(log, higherOrdinal);
  ctx.keepReorder({
    key,
    ordinal,
    shard: seats.shard[seat]!,
    higherOrdinal,
    higherShard: segment?.shard[higherOrdinal - segment.firstOrdinal] ?? -1,
    higherUs: arrivalOf(log, higherOrdinal),
    atUs: ctx.nowUs,
    reason: "write-reorder",
  });
};
