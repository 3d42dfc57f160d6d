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

const STREAM = "telemetry";

/** Four shards that are paid for, two cold neighbours of which become one. */
export const mergeCold: Scenario = {
  name: "merge-cold",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, quickReshard, createStream(STREAM, 4)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "sensors",
          letter: "P",
          stream: STREAM,
          params: {
            ...singlePuts,
            ratePerS: 60,
            keyShape: "uniform",
            keyPrefix: "device-",
            keys: 12,
            bytes: 300,
            bytesMax: 300,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "dashboard",
          letter: "D",
          stream: STREAM,
          params: calmReads,
        }),
      ),
      ...at(
        12,
        call("MergeShards", {
          StreamName: STREAM,
          ShardToMerge: shardIdOf(2),
          AdjacentShardToMerge: shardIdOf(3),
        }),
      ),
    ]),
  view: { focus: 2, tracked: ["device-0"], windowUs: 30 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 40 * SECOND_US,
};
