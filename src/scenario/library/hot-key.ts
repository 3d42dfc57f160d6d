import { batchedPuts, calmReads, quickReshard } from "./parts.ts";
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

const STREAM = "clicks";

/** One key is more than a shard can take, and a split of its shard by the log does not help. */
export const hotKey: Scenario = {
  name: "hot-key",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, quickReshard, createStream(STREAM, 2)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "website",
          letter: "P",
          stream: STREAM,
          params: {
            ...batchedPuts,
            ratePerS: 1_900,
            keyShape: "hot",
            keyPrefix: "user-",
            keys: 50,
            hotKey: 17,
            hotShare: 75,
            bytes: 200,
            bytesMax: 200,
            attempts: 2,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "ranking",
          letter: "R",
          stream: STREAM,
          params: { ...calmReads, pollMs: 500 },
        }),
      ),
      ...at(
        12,
        call("SplitShard", {
          StreamName: STREAM,
          ShardToSplit: shardIdOf(0),
          NewStartingHashKey: String(1n << 126n),
        }),
      ),
    ]),
  view: { focus: 2, tracked: ["user-17", "user-2"], windowUs: 15 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 40 * SECOND_US,
};
