import type { Operation } from "./answer.ts";
import { changeMonitoring } from "./monitoring.ts";

/** Switches shard-level metrics on. */
export const EnableEnhancedMonitoring: Operation<"EnableEnhancedMonitoring"> = (run, input) =>
  changeMonitoring(run, input, "EnableEnhancedMonitoring");
