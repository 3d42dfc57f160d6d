/** Types of the service's own events (actor 0); the argument is the stream's number. */
export const SERVICE_EVENT = {
  createDone: 1,
  deleteDone: 2,
  reshardStep: 3,
  second: 4,
} as const;
