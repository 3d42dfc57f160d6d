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
} from "./scenario.ts";

const STREAM = "orders";

/** UpdateShardCount from two to four: one split after the other, four equal shards at the end. */
export const updateShardCount: Scenario = {
  name: "update-shard-count",
  seed: 7,
  log: (seed) =>
    logOf(seed, [
      ...at(0, quickReshard, createStream(STREAM, 2)),
      ...at(
        1,
        producer("sdk", {
          id: 1,
          name: "checkout",
          letter: "P",
          stream: STREAM,
          params: {
            ...batchedPuts,
            ratePerS: 2_600,
            keyShape: "uniform",
            keyPrefix: "order-",
            keys: 5_000,
            bytes: 200,
            bytesMax: 200,
            attempts: 2,
          },
        }),
        consumer("get-records", {
          id: 2,
          name: "dashboard",
          letter: "D",
          stream: STREAM,
          params: { ...calmReads, pollMs: 500 },
        }),
      ),
      ...at(
        8,
        call("UpdateShardCount", {
          StreamName: STREAM,
          TargetShardCount: 4,
          ScalingType: "UNIFORM_SCALING",
        }),
      ),
    ]),
  view: { focus: 2, tracked: [], windowUs: 30 * SECOND_US },
  startUs: SECOND_US,
  durationUs: 45 * SECOND_US,
};
