import { streamNotActive } from "../../../aws/errors.ts";
import type { EnhancedMonitoringInput } from "../../../aws/shapesMore.ts";
import type { Outcome } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { settingsOf } from "../consumers.ts";
import { arnOf, done, findStream, refOf, refused } from "./answer.ts";

const ALL = [
  "IncomingBytes",
  "IncomingRecords",
  "OutgoingBytes",
  "OutgoingRecords",
  "WriteProvisionedThroughputExceeded",
  "ReadProvisionedThroughputExceeded",
  "IteratorAgeMilliseconds",
];

/** Switches shard-level metrics on or off, at once; ALL stands for all seven. */
export const changeMonitoring = (
  run: Run,
  input: EnhancedMonitoringInput,
  operation: "EnableEnhancedMonitoring" | "DisableEnhancedMonitoring",
): Outcome => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  if (stream.status !== "ACTIVE") {
    return refused(streamNotActive(refOf(world, stream.name), stream.status));
  }
  const named = input.ShardLevelMetrics;
  const meant = named.includes("ALL") ? ALL : named;
  const before = stream.settings?.metrics ?? [];
  const on = operation === "EnableEnhancedMonitoring";
  const after = ALL.filter((each) => (meant.includes(each) ? on : before.includes(each)));
  settingsOf(stream).metrics = after;
  note(run, "call", { operation, stream: stream.name });
  return done<"EnableEnhancedMonitoring">({
    StreamName: stream.name,
    StreamARN: arnOf(world, stream),
    CurrentShardLevelMetrics: before,
    DesiredShardLevelMetrics: after,
  });
};
