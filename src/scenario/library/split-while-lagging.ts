import { calmReads, quickReshard, singlePuts } from "./parts.ts";
import {
  at,
  call,
  consumer,
  createStream,
  logOf,
  producer,
  type Scenario,
  SECOND_US,
  shardIdOf,
} from "./scenario.ts";

const STREAM = "orders";
const slowReads = { ...calmReads, limit: 12, ratePerS: 30 };

/** Two slow consumers at a split: one reads the children at once, one reads the parent out first. */
export const splitWhileLagging: Scenario = {
  name: "split-while-lagging",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, quickReshard, createStream(STREAM, 1)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "checkout",
          letter: "P",
          stream: STREAM,
          params: {
            ...singlePuts,
            ratePerS: 12,
            keyShape: "uniform",
            keyPrefix: "user-",
            keys: 12,
            bytes: 400,
            bytesMax: 400,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "naive billing",
          letter: "N",
          stream: STREAM,
          params: { ...slowReads, order: "naive" },
        }),
        consumer("get-records", {
          id: 3,
          name: "careful billing",
          letter: "K",
          stream: STREAM,
          params: { ...slowReads, order: "lineage" },
        }),
      ),
      ...at(
        20,
        call("SplitShard", {
          StreamName: STREAM,
          ShardToSplit: shardIdOf(0),
          NewStartingHashKey: String(1n << 127n),
        }),
      ),
    ]),
  view: { focus: 2, tracked: ["user-2", "user-8"], windowUs: 45 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 60 * SECOND_US,
};
