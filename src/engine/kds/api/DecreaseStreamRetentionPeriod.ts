import type { Operation } from "./answer.ts";
import { changeRetention } from "./retention.ts";

/** Makes data older than the new period unreadable at once. */
export const DecreaseStreamRetentionPeriod: Operation<"DecreaseStreamRetentionPeriod"> = (
  run,
  input,
) => changeRetention(run, input, "decrease");
