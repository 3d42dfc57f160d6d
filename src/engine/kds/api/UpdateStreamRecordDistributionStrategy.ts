import { autoNeedsOnDemand, streamNotActive } from "../../../aws/errors.ts";
import { strategyNeedsOnDemand } from "../../../aws/errorsMore.ts";
import { note } from "../../core/state.ts";
import { settingsOf } from "../consumers.ts";
import { done, findStream, refOf, refused, type Operation } from "./answer.ts";

/** New records go by their keys, or with AUTO to each open shard in turn, from now on. */
export const UpdateStreamRecordDistributionStrategy: Operation<
  "UpdateStreamRecordDistributionStrategy"
> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const ref = refOf(world, stream.name);
  const strategy = input.RecordDistributionStrategy;
  if (stream.mode !== "ON_DEMAND") {
    return refused(strategy === "AUTO" ? autoNeedsOnDemand() : strategyNeedsOnDemand(ref));
  }
  if (stream.status !== "ACTIVE") return refused(streamNotActive(ref, stream.status));
  settingsOf(stream).strategy = strategy;
  const operation = "UpdateStreamRecordDistributionStrategy";
  note(run, "call", { operation, stream: stream.name, strategy });
  return done<"UpdateStreamRecordDistributionStrategy">({});
};
