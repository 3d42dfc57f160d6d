import type { Places } from "../../../engine/public.ts";

/** All that a polling application remembers; columns are by shard index. */
export interface GetRecordsState extends Places {
  alive: boolean;
  /** Bumped by a crash, so that what was pending before it is void. */
  incarnation: number;
  messages: number;
  /** Number of the stream its places are in, or -1. */
  stream: number;
  /** When ListShards is called next. */
  listUs: number;
  listed: boolean;
  /** Last checkpoint; index -1 when there is none. */
  checkpointIndex: Float64Array;
  checkpointSegment: Int32Array;
  checkpointLocal: Int32Array;
  checkpointUs: Float64Array;
  /** Records fetched and not yet processed, and when their processing began. */
  batch: Float64Array;
  batchUs: Float64Array;
  /** When the iterator in use was issued. */
  iteratorUs: Float64Array;
  /** 1 when the place was taken at LATEST. */
  latest: Uint8Array;
}

const floats = (): Float64Array => new Float64Array(0);

export const makeGetRecordsState = (waits: boolean): GetRecordsState => ({
  count: 0,
  waits,
  state: new Uint8Array(0),
  index: floats(),
  segment: new Int32Array(0),
  local: new Int32Array(0),
  fetchedIndex: floats(),
  fetchedSegment: new Int32Array(0),
  fetchedLocal: new Int32Array(0),
  alive: true,
  incarnation: 0,
  messages: 0,
  stream: -1,
  listUs: 0,
  listed: false,
  checkpointIndex: floats(),
  checkpointSegment: new Int32Array(0),
  checkpointLocal: new Int32Array(0),
  checkpointUs: floats(),
  batch: floats(),
  batchUs: floats(),
  iteratorUs: floats(),
  latest: new Uint8Array(0),
});
