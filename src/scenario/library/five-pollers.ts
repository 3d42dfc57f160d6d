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

const STREAM = "orders";
const READERS = [
  { letter: "A", name: "alerts" },
  { letter: "B", name: "billing" },
  { letter: "C", name: "catalogue" },
  { letter: "D", name: "dashboard" },
  { letter: "E", name: "export" },
];

/** Five applications poll one shard and share five calls and 2 MiB a second. */
export const fivePollers: Scenario = {
  name: "five-pollers",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, createStream(STREAM, 1)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "checkout",
          letter: "P",
          stream: STREAM,
          params: {
            ...batchedPuts,
            ratePerS: 250,
            keyShape: "uniform",
            keyPrefix: "order-",
            keys: 500,
            bytes: 2_000,
            bytesMax: 2_000,
          },
        }),
      ),
      ...READERS.flatMap(({ letter, name }, place) =>
        at(
          1 + place * 3,
          consumer("get-records", {
            id: 2 + place,
            name,
            letter,
            stream: STREAM,
            params: { ...calmReads, startPosition: "LATEST", pollMs: 250 },
          }),
        ),
      ),
    ]),
  view: { focus: 2, tracked: [], windowUs: 20 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 60 * SECOND_US,
};
