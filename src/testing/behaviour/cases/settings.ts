import type { MetricsName } from "@aws-sdk/client-kinesis";
import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import { iteratorOf, lineageOf, MIDDLE, put, readAll, shardId, shardsOf } from "./common.ts";

const longer = (lab: Lab, StreamName: string, RetentionPeriodHours: number) =>
  lab.refusal(lab.sdk.increaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours }));

const shorter = (lab: Lab, StreamName: string, RetentionPeriodHours: number) =>
  lab.refusal(lab.sdk.decreaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours }));

const hoursOf = async (lab: Lab, StreamName: string): Promise<number | undefined> => {
  const { StreamDescriptionSummary: told } = await lab.sdk.describeStreamSummary({ StreamName });
  return told?.RetentionPeriodHours;
};

const retention: readonly Case[] = [
  {
    name: "retention up and down",
    source: ["MODEL"],
    expected: ["accepted", 48, "accepted", 24],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const up = await longer(lab, StreamName, 48);
      await lab.settle(StreamName);
      const high = await hoursOf(lab, StreamName);
      const down = await shorter(lab, StreamName, 24);
      await lab.settle(StreamName);
      return [up, high, down, await hoursOf(lab, StreamName)];
    },
  },
  {
    name: "retention: an increase to less",
    source: ["MOTO"],
    expected:
      "InvalidArgumentException: Requested retention period (24 hours) for stream s can not be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API.",
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await longer(lab, StreamName, 48);
      await lab.settle(StreamName);
      return longer(lab, StreamName, 24);
    },
  },
  {
    name: "retention: a decrease to more",
    source: ["MOTO"],
    expected:
      "InvalidArgumentException: Requested retention period (48 hours) for stream s can not be longer than existing retention period (24 hours). Use IncreaseRetentionPeriod API.",
    observe: async (lab) => shorter(lab, await lab.stream(), 48),
  },
  {
    name: "retention: at least 24 hours",
    source: ["MOTO", "MODEL"],
    expected:
      "InvalidArgumentException: Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
    observe: async (lab) => shorter(lab, await lab.stream(), 23),
  },
  {
    name: "retention: at most 8760 hours",
    source: ["MOTO", "QUOTAS"],
    expected:
      "InvalidArgumentException: Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.",
    observe: async (lab) => longer(lab, await lab.stream(), 8_761),
  },
  {
    name: "retention: what is kept longer stays, what is cut goes at once",
    source: ["GUIDE"],
    expected: { kept: ["a"], cut: [] },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await put(lab, StreamName, "a");
      await longer(lab, StreamName, 48);
      await lab.pass(100_000_000);
      const kept = await readAll(lab, await iteratorOf(lab, StreamName));
      await shorter(lab, StreamName, 24);
      return { kept, cut: await readAll(lab, await iteratorOf(lab, StreamName)) };
    },
  },
];

const SEVEN = [
  "IncomingBytes",
  "IncomingRecords",
  "IteratorAgeMilliseconds",
  "OutgoingBytes",
  "OutgoingRecords",
  "ReadProvisionedThroughputExceeded",
  "WriteProvisionedThroughputExceeded",
];

const sets = (...lists: readonly (readonly string[] | undefined)[]): string[][] =>
  lists.map((each) => (each ?? []).toSorted());

const monitor = (lab: Lab, StreamName: string, ShardLevelMetrics: MetricsName[]) =>
  lab.sdk.enableEnhancedMonitoring({ StreamName, ShardLevelMetrics });

const monitoring: readonly Case[] = [
  {
    name: "enhanced monitoring: lists before and after",
    source: ["MODEL"],
    expected: [[], ["IncomingBytes"], ["IncomingBytes"], ["IncomingBytes", "OutgoingBytes"]],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const first = await monitor(lab, StreamName, ["IncomingBytes"]);
      await lab.settle(StreamName);
      const next = await monitor(lab, StreamName, ["OutgoingBytes"]);
      return sets(
        first.CurrentShardLevelMetrics,
        first.DesiredShardLevelMetrics,
        next.CurrentShardLevelMetrics,
        next.DesiredShardLevelMetrics,
      );
    },
  },
  {
    name: "enhanced monitoring: ALL is all seven",
    source: ["MODEL"],
    expected: SEVEN,
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await monitor(lab, StreamName, ["ALL"]);
      await lab.settle(StreamName);
      const { StreamDescription: told } = await lab.sdk.describeStream({ StreamName });
      return sets(told?.EnhancedMonitoring?.[0]?.ShardLevelMetrics)[0];
    },
  },
  {
    name: "enhanced monitoring: off again",
    source: ["MODEL"],
    expected: [SEVEN, SEVEN.filter((each) => each !== "OutgoingBytes")],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await monitor(lab, StreamName, ["ALL"]);
      await lab.settle(StreamName);
      const ShardLevelMetrics: MetricsName[] = ["OutgoingBytes"];
      const told = await lab.sdk.disableEnhancedMonitoring({ StreamName, ShardLevelMetrics });
      return sets(told.CurrentShardLevelMetrics, told.DesiredShardLevelMetrics);
    },
  },
];

const KMS = { EncryptionType: "KMS", KeyId: "alias/aws/kinesis" } as const;

const encryption: readonly Case[] = [
  {
    name: "encryption: UPDATING, then KMS with its key",
    source: ["MODEL"],
    expected: { first: "UPDATING", type: "KMS", KeyId: KMS.KeyId, put: "KMS", record: "KMS" },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await lab.sdk.startStreamEncryption({ StreamName, ...KMS });
      const first = await lab.status(StreamName);
      await lab.settle(StreamName);
      const { StreamDescriptionSummary: told } = await lab.sdk.describeStreamSummary({
        StreamName,
      });
      const { EncryptionType } = await put(lab, StreamName, "a");
      await lab.pass(1_000);
      const ShardIterator = await iteratorOf(lab, StreamName);
      const { Records } = await lab.sdk.getRecords({ ShardIterator });
      return {
        first,
        type: told?.EncryptionType,
        KeyId: told?.KeyId,
        put: EncryptionType,
        record: Records?.[0]?.EncryptionType,
      };
    },
  },
  {
    name: "encryption: stopped, NONE again",
    source: ["MODEL"],
    expected: { first: "UPDATING", type: "NONE", put: "NONE" },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await lab.sdk.startStreamEncryption({ StreamName, ...KMS });
      await lab.settle(StreamName);
      await lab.sdk.stopStreamEncryption({ StreamName, ...KMS });
      const first = await lab.status(StreamName);
      await lab.settle(StreamName);
      const { StreamDescriptionSummary: told } = await lab.sdk.describeStreamSummary({
        StreamName,
      });
      const { EncryptionType } = await put(lab, StreamName, "a");
      return { first, type: told?.EncryptionType, put: EncryptionType };
    },
  },
];

const toMode = async (lab: Lab, StreamName: string, StreamMode: "ON_DEMAND" | "PROVISIONED") => {
  const StreamARN = await lab.arnOf(StreamName);
  const StreamModeDetails = { StreamMode };
  return lab.refusalName(lab.sdk.updateStreamMode({ StreamARN, StreamModeDetails }));
};

const modes: readonly Case[] = [
  {
    name: "stream mode: UPDATING, then on-demand with the same shards",
    source: ["MODEL", "GUIDE"],
    expected: { first: "UPDATING", mode: "ON_DEMAND", shards: "0 1 2" },
    observe: async (lab) => {
      const StreamName = await lab.stream(3);
      await toMode(lab, StreamName, "ON_DEMAND");
      const first = await lab.status(StreamName);
      await lab.settle(StreamName);
      const { StreamDescriptionSummary: told } = await lab.sdk.describeStreamSummary({
        StreamName,
      });
      const mode = told?.StreamModeDetails?.StreamMode;
      return { first, mode, shards: lineageOf(await shardsOf(lab, StreamName)) };
    },
  },
  {
    name: "stream mode: an on-demand stream is not resharded by hand",
    source: ["MOTO"],
    expected: Array<string>(3).fill(
      "ValidationException: Request is invalid. Stream s under account 123456789012 is in On-Demand mode.",
    ),
    observe: async (lab) => {
      const StreamName = lab.name("s");
      await lab.sdk.createStream({ StreamName, StreamModeDetails: { StreamMode: "ON_DEMAND" } });
      await lab.settle(StreamName);
      const [ShardToSplit, AdjacentShardToMerge] = [shardId(0), shardId(1)];
      return [
        await lab.refusal(
          lab.sdk.splitShard({ StreamName, ShardToSplit, NewStartingHashKey: MIDDLE }),
        ),
        await lab.refusal(
          lab.sdk.mergeShards({ StreamName, ShardToMerge: ShardToSplit, AdjacentShardToMerge }),
        ),
        await lab.refusal(
          lab.sdk.updateShardCount({
            StreamName,
            TargetShardCount: 8,
            ScalingType: "UNIFORM_SCALING",
          }),
        ),
      ];
    },
  },
  {
    name: "stream mode: twice in 24 hours",
    source: ["MODEL"],
    expected: ["accepted", "accepted", "LimitExceededException"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const told: string[] = [];
      for (const mode of ["ON_DEMAND", "PROVISIONED", "ON_DEMAND"] as const) {
        told.push(await toMode(lab, StreamName, mode));
        await lab.settle(StreamName);
      }
      return told;
    },
  },
  {
    name: "AUTO distribution on a provisioned stream",
    source: ["MODEL"],
    expected: "InvalidArgumentException",
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      const RecordDistributionStrategy = "AUTO";
      return lab.refusalName(
        lab.sdk.updateStreamRecordDistributionStrategy({ StreamARN, RecordDistributionStrategy }),
      );
    },
  },
];

const sizes: readonly Case[] = [
  {
    name: "record size: raised, a larger record is taken",
    source: ["MODEL"],
    expected: { told: "accepted", MaxRecordSizeInKiB: 2048, put: "accepted" },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const StreamARN = await lab.arnOf(StreamName);
      const MaxRecordSizeInKiB = 2_048;
      const told = await lab.refusal(
        lab.sdk.updateMaxRecordSize({ StreamARN, MaxRecordSizeInKiB }),
      );
      await lab.settle(StreamName);
      const { StreamDescriptionSummary: now } = await lab.sdk.describeStreamSummary({ StreamName });
      const record = { StreamName, Data: new Uint8Array(1_500_000), PartitionKey: "k" };
      const taken = await lab.refusal(lab.sdk.putRecord(record));
      return { told, MaxRecordSizeInKiB: now?.MaxRecordSizeInKiB, put: taken };
    },
  },
  {
    name: "record size: 1024 to 10240 KiB",
    source: ["MODEL"],
    expected: ["ValidationException", "ValidationException"],
    observe: async (lab) => {
      const StreamARN = await lab.arnOf(await lab.stream());
      const told: string[] = [];
      for (const MaxRecordSizeInKiB of [1_023, 10_241]) {
        const call = lab.sdk.updateMaxRecordSize({ StreamARN, MaxRecordSizeInKiB });
        told.push(await lab.refusalName(call));
      }
      return told;
    },
  },
];

export const settings: readonly Case[] = [
  ...retention,
  ...monitoring,
  ...encryption,
  ...modes,
  ...sizes,
];
