import { TICK_TYPES } from "../protocol/frame.ts";
import type { SimUs } from "../protocol/log.ts";

interface Ticks {
  readonly count: number;
  readonly atUs: Float64Array;
  readonly type: Uint8Array;
}

/** Ticks of one type that come this soon after one that is a stop are no stop of their own, µs. */
const SAME_US = 50_000;

/**
 * The first stop after a moment, of the first `count` ticks. Which ticks are stops follows from the
 * ticks before them alone, so that going on and going back meet at the same ones.
 */
export const stopAfter = (ticks: Ticks, atUs: SimUs, count = ticks.count): SimUs | undefined => {
  for (const stopUs of stopsOf(ticks, count)) if (stopUs > atUs) return stopUs;
  return undefined;
};

/** The last stop before a moment. */
export const stopBefore = (ticks: Ticks, atUs: SimUs): SimUs | undefined => {
  let found: SimUs | undefined;
  for (const stopUs of stopsOf(ticks, ticks.count)) {
    if (stopUs >= atUs) break;
    found = stopUs;
  }
  return found;
};

function* stopsOf({ atUs, type }: Ticks, count: number): Generator<SimUs> {
  const last = TICK_TYPES.map(() => -Infinity);
  for (let row = 0; row < count; row++) {
    const tickUs = atUs[row]!;
    if (tickUs - last[type[row]!]! <= SAME_US) continue;
    last[type[row]!] = tickUs;
    yield tickUs;
  }
}
