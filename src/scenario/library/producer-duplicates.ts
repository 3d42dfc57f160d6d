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

/** Answers get lost, the producer sends again, and a record is there twice with two numbers. */
export const producerDuplicates: Scenario = {
  name: "producer-duplicates",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, createStream(STREAM, 2)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "till",
          letter: "P",
          stream: STREAM,
          params: {
            ...singlePuts,
            ratePerS: 8,
            keyShape: "uniform",
            keyPrefix: "order-",
            keys: 6,
            bytes: 300,
            bytesMax: 300,
            lostResponsePercent: 10,
            timeoutMs: 1_000,
            attempts: 4,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "ledger",
          letter: "L",
          stream: STREAM,
          params: { ...calmReads, sink: "none" },
        }),
        consumer("get-records", {
          id: 3,
          name: "ledger by id",
          letter: "I",
          stream: STREAM,
          params: { ...calmReads, sink: "record-id" },
        }),
      ),
    ]),
  view: { focus: 2, tracked: ["order-1", "order-2"], windowUs: 20 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 40 * SECOND_US,
};
