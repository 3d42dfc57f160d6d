/** The stock scenarios, in the order they are offered. A published name keeps its log for ever. */
import { crashBeforeCheckpoint } from "./crash-before-checkpoint.ts";
import { fivePollers } from "./five-pollers.ts";
import { hotKey } from "./hot-key.ts";
import { hotShard } from "./hot-shard.ts";
import { mergeCold } from "./merge-cold.ts";
import { producerDuplicates } from "./producer-duplicates.ts";
import { retention } from "./retention.ts";
import type { Scenario } from "./scenario.ts";
import { splitWhileLagging } from "./split-while-lagging.ts";
import { tenMegabyteRead } from "./ten-megabyte-read.ts";
import { thousandDoubled } from "./thousand-doubled.ts";
import { updateShardCount } from "./update-shard-count.ts";

export const SCENARIOS: readonly Scenario[] = [
  hotShard,
  hotKey,
  splitWhileLagging,
  mergeCold,
  fivePollers,
  tenMegabyteRead,
  producerDuplicates,
  crashBeforeCheckpoint,
  retention,
  updateShardCount,
  thousandDoubled,
];

export const FIRST_SCENARIO = hotShard;

export const scenarioByName = (name: string): Scenario | undefined =>
  SCENARIOS.find((each) => each.name === name);
