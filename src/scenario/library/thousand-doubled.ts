import { batchedPuts, calmReads } from "./parts.ts";
import {
  at,
  call,
  consumer,
  createStream,
  HOUR_US,
  logOf,
  producer,
  type Scenario,
  SECOND_US,
} from "./scenario.ts";

const STREAM = "events";
const STEP_US = 30 * SECOND_US;
const STEPS = 1_000;

/** A thousand shards doubled by one call: a thousand splits, one at a time, for over eight hours. */
export const thousandDoubled: Scenario = {
  name: "thousand-doubled",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(
        0,
        { type: "Assume", assumptions: { reshardStepUs: STEP_US } },
        createStream(STREAM, 1_000),
      ),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "fleet",
          letter: "P",
          stream: STREAM,
          params: {
            ...batchedPuts,
            lingerMs: 500,
            ratePerS: 1_000,
            keyShape: "uniform",
            keyPrefix: "device-",
            keys: 10_000,
            bytes: 200,
            bytesMax: 200,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "lake",
          letter: "L",
          stream: STREAM,
          params: calmReads,
        }),
      ),
      ...at(
        10,
        call("UpdateShardCount", {
          StreamName: STREAM,
          TargetShardCount: 2_000,
          ScalingType: "UNIFORM_SCALING",
        }),
      ),
    ]),
  view: { focus: 2, tracked: [], windowUs: 12 * HOUR_US, scale: "log", speed: 100 },
  startUs: SECOND_US,
  durationUs: 10 * SECOND_US + STEPS * STEP_US,
};
