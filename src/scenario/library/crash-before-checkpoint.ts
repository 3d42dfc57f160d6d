import { calmReads, singlePuts } from "./parts.ts";
import {
  at,
  consumer,
  createStream,
  logOf,
  producer,
  type Scenario,
  SECOND_US,
} from "./scenario.ts";

const STREAM = "payments";
const reads = { ...calmReads, checkpointMs: 10_000, restartMs: 2_000 };

/** A worker dies just before it would have checkpointed, and reads the same records again. */
export const crashBeforeCheckpoint: Scenario = {
  name: "crash-before-checkpoint",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, createStream(STREAM, 1)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "till",
          letter: "P",
          stream: STREAM,
          params: {
            ...singlePuts,
            ratePerS: 12,
            keyShape: "uniform",
            keyPrefix: "order-",
            keys: 6,
            bytes: 300,
            bytesMax: 300,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "ledger",
          letter: "L",
          stream: STREAM,
          params: { ...reads, sink: "none" },
        }),
        consumer("get-records", {
          id: 3,
          name: "dedup ledger",
          letter: "S",
          stream: STREAM,
          params: { ...reads, sink: "sequence-number" },
        }),
      ),
      ...at(
        20.5,
        { type: "Signal", id: 2, signal: "crash" },
        { type: "Signal", id: 3, signal: "crash" },
      ),
    ]),
  view: { focus: 2, tracked: ["order-1"], windowUs: 20 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 40 * SECOND_US,
};
