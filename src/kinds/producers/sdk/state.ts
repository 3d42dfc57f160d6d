import type { RateShape } from "./arrivals.ts";

/** Slots of calls: one row a call between its first sending and its end. */
export interface Slots {
  count: number;
  /** 0 free, 1 on its way, 2 waiting to be sent again. */
  status: Uint8Array;
  attempt: Uint8Array;
  seats: Uint16Array;
  number: Float64Array;
  rejectedUs: Float64Array;
  retryUs: Float64Array;
  /** Bumped whenever the slot's pending timer loses its meaning. */
  turn: Uint32Array;
  /** `width` record numbers a slot. */
  n: Float64Array;
  /** First accepted ordinal of the seat in an attempt whose answer was lost, or -1. */
  taken: Float64Array;
  takenShard: Int32Array;
  /** 0 not answered, 1 throttled in the last attempt. */
  refused: Uint8Array;
  shard: Int32Array;
  /** 1 where the slot's records keep the key and size they were first sent with. */
  kept: Uint8Array;
  key: Int32Array;
  size: Int32Array;
}

/** All that an sdk producer remembers. Record numbers start at 0 and never repeat. */
export interface SdkState {
  startUs: number;
  /** Rate in force since `sinceUs`, when `madeBefore` records had been made. */
  rate: RateShape;
  sinceUs: number;
  madeBefore: number;
  burstUntilUs: number;
  next: number;
  calls: number;
  messages: number;
  makeTurn: number;
  /** Seats of a slot, at least those of a batch. */
  width: number;
  inFlight: number;
  slots: Slots;
  keyIds: Int32Array;
  /** Bytes of each partition key. */
  keyBytes: Uint16Array;
  weights: Uint32Array;
  /** Number of the stream written to, or -1. */
  stream: number;
  /** By world key id: highest record number accepted, for write reorders. */
  highest: Float64Array;
  highestOrdinal: Float64Array;
  attempted: number;
  accepted: number;
  throttled: number;
  retried: number;
  duplicated: number;
  reordered: number;
  abandoned: number;
}

export const makeSlots = (count: number, width: number): Slots => ({
  count,
  status: new Uint8Array(count),
  attempt: new Uint8Array(count),
  seats: new Uint16Array(count),
  number: new Float64Array(count),
  rejectedUs: new Float64Array(count),
  retryUs: new Float64Array(count),
  turn: new Uint32Array(count),
  n: new Float64Array(count * width),
  taken: new Float64Array(count * width).fill(-1),
  takenShard: new Int32Array(count * width),
  refused: new Uint8Array(count * width),
  shard: new Int32Array(count * width),
  kept: new Uint8Array(count),
  key: new Int32Array(count * width),
  size: new Int32Array(count * width),
});

const BY_SLOT = [
  "status",
  "attempt",
  "seats",
  "number",
  "rejectedUs",
  "retryUs",
  "turn",
  "kept",
] as const;
const BY_SEAT = ["n", "taken", "takenShard", "refused", "shard", "key", "size"] as const;

/** The same calls in a table of at least this many slots and seats. */
export const widenSlots = (slots: Slots, width: number, count: number, seats: number): Slots => {
  const stride = Math.max(seats, width);
  const wider = makeSlots(Math.max(count, slots.count), stride);
  for (const name of BY_SLOT) wider[name].set(slots[name]);
  for (const name of BY_SEAT) {
    for (let slot = 0; slot < slots.count; slot++) {
      const row = slots[name].subarray(slot * width, (slot + 1) * width);
      wider[name].set(row, slot * stride);
    }
  }
  return wider;
};
