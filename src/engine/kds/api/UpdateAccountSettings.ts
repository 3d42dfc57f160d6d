import { note } from "../../core/state.ts";
import { accountOf } from "../consumers.ts";
import { hasCommitment } from "./account.ts";
import { accountSettingsOf, earliestEndUs } from "./accountShape.ts";
import { done, type Operation } from "./answer.ts";

/** Switches On-demand Advantage on at once, or off once it has held for 24 hours. */
export const UpdateAccountSettings: Operation<"UpdateAccountSettings"> = (run, input) => {
  const { world } = run;
  const { Status: status } = input.MinimumThroughputBillingCommitment;
  const { commitment } = world.settings ?? {};
  const held = hasCommitment(world);
  const startedUs = held && commitment ? commitment.startedUs : world.nowUs;
  if (status === "ENABLED") accountOf(world).commitment = { startedUs };
  else if (held && commitment?.endedUs === undefined) {
    const endedUs = Math.max(world.nowUs, earliestEndUs(startedUs));
    accountOf(world).commitment = { startedUs, endedUs };
  }
  note(run, "call", { operation: "UpdateAccountSettings", status });
  return done<"UpdateAccountSettings">(accountSettingsOf(world));
};
