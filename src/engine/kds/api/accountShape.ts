import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import type { AccountSettingsOutput } from "../../../aws/shapesMore.ts";
import type { SimUs } from "../../../protocol/log.ts";
import type { World } from "../../core/world.ts";
import { hasCommitment } from "./account.ts";
import { timestampOf } from "./answer.ts";

/** When a commitment that began then may end. */
export const earliestEndUs = (startedUs: SimUs): SimUs =>
  startedUs + LIMIT_MORE.commitmentHoursMin * 3_600_000_000;

/** The billing commitment as both operations on account settings answer it. */
export const accountSettingsOf = (world: World): AccountSettingsOutput => {
  const { commitment } = world.settings ?? {};
  if (!commitment) return { MinimumThroughputBillingCommitment: { Status: "DISABLED" } };
  const { startedUs, endedUs } = commitment;
  const times = {
    StartedAt: timestampOf(world, startedUs),
    EarliestAllowedEndAt: timestampOf(world, earliestEndUs(startedUs)),
    ...(endedUs === undefined ? {} : { EndedAt: timestampOf(world, endedUs) }),
  };
  const ending = endedUs === undefined ? "ENABLED" : "ENABLED_UNTIL_EARLIEST_ALLOWED_END";
  const Status = hasCommitment(world) ? ending : "DISABLED";
  return { MinimumThroughputBillingCommitment: { Status, ...times } };
};
