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
  /** 0 not answered, 1 throttled in the last attempt. */
  refused: Uint8Array;
  shard: Int32Array;
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
  width: number;
  inFlight: number;
  slots: Slots;
  keyIds: Int32Array;
  /** Bytes of each partition key. */
  keyBytes: Uint16Array;
  weights: Uint32Array;
  /** By local key: highest record number accepted, for write reorders. */
  highest: Float64Array;
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
  refused: new Uint8Array(count * width),
  shard: new Int32Array(count * width),
});
