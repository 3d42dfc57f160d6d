import { batchedPuts, calmReads } from "./parts.ts";
import {
  at,
  consumer,
  createStream,
  logOf,
  producer,
  type Scenario,
  SECOND_US,
} from "./scenario.ts";

const STREAM = "images";

/** A late reader takes 10 MiB in one call, and nobody reads that shard for five seconds. */
export const tenMegabyteRead: Scenario = {
  name: "ten-megabyte-read",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, createStream(STREAM, 1)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "scanner",
          letter: "P",
          stream: STREAM,
          params: {
            ...batchedPuts,
            batch: 10,
            ratePerS: 22,
            keyShape: "uniform",
            keyPrefix: "order-",
            keys: 40,
            bytes: 40_000,
            bytesMax: 40_000,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "preview",
          letter: "V",
          stream: STREAM,
          params: { ...calmReads, startPosition: "LATEST" },
        }),
      ),
      ...at(
        16,
        consumer("get-records", {
          id: 3,
          name: "archive",
          letter: "A",
          stream: STREAM,
          params: calmReads,
        }),
      ),
    ]),
  view: { focus: 2, tracked: [], windowUs: 30 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 45 * SECOND_US,
};
