import { own } from "../../../../base/own.ts";
import type { World } from "../../../core/world.ts";
import type { Stream } from "../../../kds/stream.ts";

/** What a shard took and refused in the last whole second. */
export interface Rates {
  readonly recordsPerS: number;
  readonly bytesPerS: number;
  readonly throttledPerS: number;
  readonly askedRecordsPerS: number;
  /** Asked for the first time: what is asked less what is tried again. */
  readonly offeredRecordsPerS: number;
  readonly askedBytesPerS: number;
  readonly readCallsPerS: number;
  readonly readBytesPerS: number;
  readonly readThrottledPerS: number;
}

export const ratesOf = (world: World, stream: Stream, shard: number): Rates => {
  const samples = own(world.samples, stream.name);
  const recordsPerS = samples?.recordsPerS[shard] ?? 0;
  const bytesPerS = samples?.bytesPerS[shard] ?? 0;
  const throttledPerS = samples?.throttledPerS[shard] ?? 0;
  return {
    recordsPerS,
    bytesPerS,
    throttledPerS,
    askedRecordsPerS: recordsPerS + throttledPerS,
    offeredRecordsPerS: Math.max(
      0,
      recordsPerS + throttledPerS - (samples?.retriedPerS[shard] ?? 0),
    ),
    askedBytesPerS: bytesPerS + (samples?.throttledBytesPerS[shard] ?? 0),
    readCallsPerS: samples?.readCallsPerS[shard] ?? 0,
    readBytesPerS: samples?.readBytesPerS[shard] ?? 0,
    readThrottledPerS: samples?.readThrottledPerS[shard] ?? 0,
  };
};
