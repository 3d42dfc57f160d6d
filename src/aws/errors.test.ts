import { describe, expect, it } from "vitest";
import * as data from "./errors.ts";
import * as control from "./errorsControl.ts";
import * as more from "./errorsMore.ts";
import * as read from "./errorsRead.ts";

const stream = { stream: "s", account: "111111111111" };
const shard = { ...stream, shardId: "shardId-000000000001" };

describe("error texts", () => {
  it("name the shard that throttled as the service does", () => {
    expect(data.rateExceededForShard({ ...shard, stream: "exampleStreamName" })).toEqual({
      name: "ProvisionedThroughputExceededException",
      message:
        "Rate exceeded for shard shardId-000000000001 in stream exampleStreamName under account " +
        "111111111111.",
    });
  });

  it.each([
    [
      "ResourceNotFoundException",
      data.streamNotFound(stream),
      "Stream s under account 111111111111 not found.",
    ],
    [
      "ResourceNotFoundException",
      read.shardDoesNotExist(shard),
      "Shard shardId-000000000001 in stream s under account 111111111111 does not exist",
    ],
    [
      "ResourceNotFoundException",
      data.shardNotFound(shard),
      "Could not find shard shardId-000000000001 in stream s under account 111111111111.",
    ],
    [
      "ResourceInUseException",
      data.streamExists(stream),
      "Stream s under account 111111111111 already exists.",
    ],
    [
      "ResourceInUseException",
      data.streamNotActive(stream, "UPDATING"),
      "Stream s under account 111111111111 not ACTIVE, instead in state UPDATING",
    ],
    [
      "LimitExceededException",
      data.rateExceededForStream(stream),
      "Rate exceeded for stream s under account 111111111111.",
    ],
    [
      "InvalidArgumentException",
      read.sequenceNumberOfOtherShard("shardId-000000000002", "shardId-000000000001"),
      "Invalid StartingSequenceNumber. It encodes shardId-000000000002, while it was used in a call to a shard with shardId-000000000001",
    ],
    [
      "InvalidArgumentException",
      data.explicitHashKeyOutOfRange("340282366920938463463374607431768211456"),
      "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was 340282366920938463463374607431768211456",
    ],
    [
      "InvalidArgumentException",
      data.recordsTooLarge(5_242_880),
      "Records size exceeds 5 MB limit",
    ],
    [
      "InvalidArgumentException",
      control.shardsNotAdjacent(stream, "a", "b"),
      "Shards a and b in stream s under account 111111111111 are not an adjacent pair of shards eligible for merging",
    ],
    [
      "InvalidArgumentException",
      control.splitKeyOutOfRange(shard, "1", { start: 0n, end: 9n }),
      "NewStartingHashKey 1 used in SplitShard() on shard shardId-000000000001 in stream s under account 111111111111 is not both greater than one plus the shard's StartingHashKey 0 and less than the shard's EndingHashKey 9.",
    ],
    [
      "InvalidArgumentException",
      more.retentionTooShort(23),
      "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
    ],
    [
      "InvalidArgumentException",
      more.retentionNotIncreased("s", 24, 48),
      "Requested retention period (24 hours) for stream s can not be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API.",
    ],
    [
      "LimitExceededException",
      control.scaleUpTooFar(2, 5),
      "UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: 2 Target shard count: 5",
    ],
    [
      "ValidationException",
      control.streamIsOnDemand(stream),
      "Request is invalid. Stream s under account 111111111111 is in On-Demand mode.",
    ],
  ])("%s", (name, error, message) => {
    expect(error).toEqual({ name, message });
  });

  it("give an expired iterator both its times", () => {
    const message = read.expiredIterator(
      "Thu Jan 22 01:22:02 UTC 2015",
      "Thu Jan 22 01:30:00 UTC 2015",
    ).message;
    expect(message).toBe(
      "Iterator expired. The iterator was created at time Thu Jan 22 01:22:02 UTC 2015 while " +
        "right now it is Thu Jan 22 01:30:00 UTC 2015 which is further in the future than the " +
        "tolerated delay of 300000 milliseconds.",
    );
  });
});
