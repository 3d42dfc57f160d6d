import { batchedPuts, calmReads, quickReshard } from "./parts.ts";
import {
  at,
  consumer,
  createStream,
  logOf,
  producer,
  type Scenario,
  SECOND_US,
} from "./scenario.ts";

const STREAM = "telemetry";

/**
 * Twelve keys, nine of them on one shard. The first screen, which builds itself in five seconds:
 * one key, its neighbours, a reader, then more than the upper shard takes.
 */
export const hotShard: Scenario = {
  name: "hot-shard",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, quickReshard, createStream(STREAM, 2)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "sensors",
          letter: "P",
          stream: STREAM,
          params: {
            ...batchedPuts,
            lingerMs: 20,
            ratePerS: 2,
            keyShape: "uniform",
            keyPrefix: "device-",
            keys: 1,
            bytes: 200,
            bytesMax: 200,
            attempts: 2,
          },
        }),
      ),
      ...at(2.5, { type: "UpdateActor", id: 1, params: { keys: 12, ratePerS: 20 } }),
      ...at(
        3,
        consumer("get-records", {
          id: 2,
          name: "dashboard",
          letter: "D",
          stream: STREAM,
          params: { ...calmReads, pollMs: 500 },
        }),
      ),
      ...at(4.5, { type: "UpdateActor", id: 1, params: { ratePerS: 1_800, lingerMs: 100 } }),
    ]),
  view: { focus: 2, tracked: ["device-0"], windowUs: 15 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 45 * SECOND_US,
};
