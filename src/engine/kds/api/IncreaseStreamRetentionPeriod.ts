import type { Operation } from "./answer.ts";
import { changeRetention } from "./retention.ts";

/** Keeps records longer; what has expired does not come back. */
export const IncreaseStreamRetentionPeriod: Operation<"IncreaseStreamRetentionPeriod"> = (
  run,
  input,
) => changeRetention(run, input, "increase");
