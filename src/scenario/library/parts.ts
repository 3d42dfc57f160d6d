/** Parameters that several stock scenarios share. */
import type { Command, Params } from "../../protocol/log.ts";
import { SECOND_US } from "./scenario.ts";

/** A reshard step short enough to be waited for; the default is 30 s, as an assumption too. */
export const quickReshard: Command = {
  type: "Assume",
  assumptions: { reshardStepUs: 10 * SECOND_US },
};

/** One record a call, sent as soon as it is made. */
export const singlePuts: Params = { operation: "PutRecord", batch: 1, lingerMs: 0 };

/** PutRecords filled for a tenth of a second. */
export const batchedPuts: Params = { operation: "PutRecords", batch: 500, lingerMs: 100 };

/** A consumer that polls each shard once a second and reads whatever is there. */
export const calmReads: Params = {
  startPosition: "TRIM_HORIZON",
  pollMs: 1_000,
  limit: 10_000,
  order: "lineage",
  checkpointMs: 5_000,
};
