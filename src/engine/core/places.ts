import type { Places } from "./actor.ts";

/** A consumer that stands in no shard. */
export const makePlaces = (): Places => ({
  count: 0,
  waits: false,
  state: new Uint8Array(0),
  index: new Float64Array(0),
  segment: new Int32Array(0),
  local: new Int32Array(0),
  fetchedIndex: new Float64Array(0),
  fetchedSegment: new Int32Array(0),
  fetchedLocal: new Int32Array(0),
});
