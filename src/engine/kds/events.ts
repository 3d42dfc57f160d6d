/** Types of the service's own events (actor 0); the argument is the stream's number. */
export const SERVICE_EVENT = {
  createDone: 1,
  deleteDone: 2,
  reshardStep: 3,
  second: 4,
  /** Those below are of operations beyond the core; the argument is what the name says. */
  streamUpdated: 5,
  consumerReady: 6,
  consumerGone: 7,
  channelReady: 8,
  channelGone: 9,
  push: 10,
} as const;
