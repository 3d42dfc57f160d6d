import type { World } from "../../core/world.ts";

/** Whether MinimumThroughputBillingCommitment is in force: On-demand Advantage. */
export const hasCommitment = ({ settings, nowUs }: World): boolean => {
  const { commitment } = settings ?? {};
  return commitment !== undefined && (commitment.endedUs ?? Infinity) > nowUs;
};

export const onDemandStreams = (world: World): number =>
  world.streams.filter((stream) => stream.mode === "ON_DEMAND").length;
