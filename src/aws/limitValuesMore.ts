/**
 * The numbers of `limits.ts` that operations beyond the core use: there stand unit, source and date.
 * A page of tags or channels is as long as AWS's other pages: theirs are not published.
 */
export const LIMIT_MORE = {
  consumersPerStream: 20,
  consumersPerStreamAdvantage: 50,
  creatingConsumersMax: 5,
  listStreamConsumersPageMax: 100,
  listChannelsPageMax: 100,
  listTagsPageMax: 50,
  channelsPerStream: 2,
  modeChangesPerRollingDay: 2,
  encryptionChangesPerRollingDay: 25,
  warmThroughputMiBpsMax: 10_240,
  commitmentHoursMin: 24,
  subscribeToShardCallsPerSecond: 1,
  subscriptionUs: 300_000_000,
  subscriptionHeldUs: 5_000_000,
  pushBytesPerSecondPerShard: 2_097_152,
  pushEveryUs: 100_000,
  channelFreshnessSecondsDefault: 300,
} as const;
