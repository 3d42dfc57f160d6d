import { calmReads, singlePuts } from "./parts.ts";
import { at, consumer, createStream, HOUR_US, logOf, producer, type Scenario } from "./scenario.ts";

const STREAM = "audit";

/** A reader at a tenth of the pace: after a day its unread records begin to expire. */
export const retention: Scenario = {
  name: "retention",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, createStream(STREAM, 1)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "gateway",
          letter: "P",
          stream: STREAM,
          params: {
            ...singlePuts,
            ratePerS: 0.5,
            keyShape: "uniform",
            keyPrefix: "user-",
            keys: 200,
            bytes: 500,
            bytesMax: 500,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "slow archive",
          letter: "S",
          stream: STREAM,
          params: { ...calmReads, pollMs: 10_000, limit: 10, ratePerS: 0.05 },
        }),
        consumer("get-records", {
          id: 3,
          name: "alarms",
          letter: "A",
          stream: STREAM,
          params: { ...calmReads, pollMs: 10_000 },
        }),
      ),
    ]),
  view: { focus: 2, tracked: [], windowUs: 36 * HOUR_US, scale: "linear", speed: 1_000 },
  startUs: 25 * HOUR_US,
  durationUs: 32 * HOUR_US,
};
