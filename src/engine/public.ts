/** What kinds, the worker, the headless runner and tests may use of the engine. */
export type {
  ActorContext,
  ConsumerModel,
  Models,
  Places,
  ProducerModel,
  Ring,
} from "./core/actor.ts";
export type { Run } from "./core/state.ts";
export type { Actor, Application, World } from "./core/world.ts";
export { checkRun } from "./core/invariants.ts";
export { createLive, liveState, obeyLive, resumeLive, type LiveState } from "./core/live.ts";
export { networkUs } from "./core/context.ts";
export { makePlaces } from "./core/places.ts";
export { PHASE } from "./core/queue.ts";
export { advance, command, createRun } from "./core/run.ts";
export { makeReport } from "./observe/answers/report.ts";
export { makeFrame } from "./observe/frame.ts";
export {
  nextInstant,
  nextVisible,
  openLog,
  previousVisible,
  seek,
  stateHash,
} from "./core/travel.ts";
export { makeSeats, type Seats } from "./kds/admit.ts";
export {
  copyCursor,
  makeCursor,
  seekEnd,
  seekOrdinal,
  seekTime,
  type Cursor,
} from "./kds/cursor.ts";
export { makeReadResult, type ReadResult } from "./kds/read.ts";
export { addCopy, arrivalOf, FLAG_COPY, segmentOf } from "./kds/records.ts";
export { absentOf, type Outside } from "./kds/outside.ts";
export { horizonUs, isExpired, type Stream } from "./kds/stream.ts";
