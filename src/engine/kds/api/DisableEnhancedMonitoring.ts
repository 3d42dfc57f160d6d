import type { Operation } from "./answer.ts";
import { changeMonitoring } from "./monitoring.ts";

/** Switches shard-level metrics off. */
export const DisableEnhancedMonitoring: Operation<"DisableEnhancedMonitoring"> = (run, input) =>
  changeMonitoring(run, input, "DisableEnhancedMonitoring");
