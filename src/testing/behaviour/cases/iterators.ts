import type { GetShardIteratorInput } from "@aws-sdk/client-kinesis";
import type { Case } from "../case.ts";
import type { Lab } from "../lab.ts";
import {
  iteratorOf,
  LAST_HASH_KEY,
  put,
  RATE_EXCEEDED,
  readAll,
  rushOf,
  shardId,
  shardsOf,
  split,
} from "./common.ts";

type Place = Omit<GetShardIteratorInput, "StreamName" | "ShardId">;

const from = async (lab: Lab, StreamName: string, place: Place): Promise<string[]> => {
  const { ShardIterator } = await lab.sdk.getShardIterator({
    StreamName,
    ShardId: shardId(0),
    ...place,
  });
  return readAll(lab, ShardIterator ?? "");
};

const told = (lab: Lab, StreamName: string, place: Place, ShardId = shardId(0)) =>
  lab.refusal(lab.sdk.getShardIterator({ StreamName, ShardId, ...place }));

/** Three records a good second apart. */
const three = async (lab: Lab) => {
  const StreamName = await lab.stream();
  const numbers: string[] = [];
  const times: number[] = [];
  for (const text of ["a", "b", "c"]) {
    times.push(lab.target.nowMs());
    numbers.push((await put(lab, StreamName, text)).SequenceNumber ?? "");
    await lab.pass(1_200);
  }
  return { StreamName, numbers, times };
};

const EITHER =
  "InvalidArgumentException: Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER " +
  "and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. ";

const INVALID = "InvalidArgumentException: Invalid ShardIterator.";

/** One character in the middle made another. */
const tampered = (iterator: string): string => {
  const at = Math.floor(iterator.length / 2);
  const other = iterator[at] === "A" ? "B" : "A";
  return iterator.slice(0, at) + other + iterator.slice(at + 1);
};

const tamperedTold = async (lab: Lab): Promise<string> => {
  const iterator = await iteratorOf(lab, await lab.stream());
  return lab.refusal(lab.sdk.getRecords({ ShardIterator: tampered(iterator) }));
};

const positions: readonly Case[] = [
  {
    name: "TRIM_HORIZON begins with the oldest",
    source: ["MODEL"],
    expected: ["a", "b", "c"],
    observe: async (lab) => {
      const { StreamName } = await three(lab);
      return from(lab, StreamName, { ShardIteratorType: "TRIM_HORIZON" });
    },
  },
  {
    name: "AT_SEQUENCE_NUMBER begins with that record",
    source: ["MODEL"],
    expected: ["b", "c"],
    observe: async (lab) => {
      const { StreamName, numbers } = await three(lab);
      const StartingSequenceNumber = numbers[1];
      const ShardIteratorType = "AT_SEQUENCE_NUMBER";
      return from(lab, StreamName, { ShardIteratorType, StartingSequenceNumber });
    },
  },
  {
    name: "AFTER_SEQUENCE_NUMBER begins with the next",
    source: ["MODEL"],
    expected: ["c"],
    observe: async (lab) => {
      const { StreamName, numbers } = await three(lab);
      const StartingSequenceNumber = numbers[1];
      const ShardIteratorType = "AFTER_SEQUENCE_NUMBER";
      return from(lab, StreamName, { ShardIteratorType, StartingSequenceNumber });
    },
  },
  {
    name: "a shard's StartingSequenceNumber is a place to begin",
    source: ["REC"],
    expected: ["a", "b", "c"],
    observe: async (lab) => {
      const { StreamName } = await three(lab);
      const range = (await shardsOf(lab, StreamName))[0]?.SequenceNumberRange;
      const StartingSequenceNumber = range?.StartingSequenceNumber;
      const ShardIteratorType = "AT_SEQUENCE_NUMBER";
      return from(lab, StreamName, { ShardIteratorType, StartingSequenceNumber });
    },
  },
  {
    name: "AT_TIMESTAMP begins with the first at or after it",
    source: ["MODEL"],
    expected: ["c"],
    observe: async (lab) => {
      const { StreamName, times } = await three(lab);
      const Timestamp = new Date(times[2]! - 500);
      return from(lab, StreamName, { ShardIteratorType: "AT_TIMESTAMP", Timestamp });
    },
  },
  {
    name: "AT_TIMESTAMP before the horizon is TRIM_HORIZON",
    source: ["MODEL"],
    expected: ["a", "b", "c"],
    observe: async (lab) => {
      const { StreamName, times } = await three(lab);
      const Timestamp = new Date(times[0]! - 9e8);
      return from(lab, StreamName, { ShardIteratorType: "AT_TIMESTAMP", Timestamp });
    },
  },
  {
    name: "LATEST begins with what comes after it",
    source: ["MODEL"],
    expected: ["d"],
    observe: async (lab) => {
      const { StreamName } = await three(lab);
      const iterator = await iteratorOf(lab, StreamName, 0, "LATEST");
      await put(lab, StreamName, "d");
      await lab.pass(1_000);
      return readAll(lab, iterator);
    },
  },
];

const texts: readonly Case[] = [
  {
    name: "TRIM_HORIZON with a sequence number",
    source: ["REC"],
    expected: `${EITHER}Request specified TRIM_HORIZON and also a StartingSequenceNumber.`,
    observe: async (lab) => {
      const StartingSequenceNumber = "7";
      return told(lab, await lab.stream(), {
        ShardIteratorType: "TRIM_HORIZON",
        StartingSequenceNumber,
      });
    },
  },
  {
    name: "AT_SEQUENCE_NUMBER without one",
    source: ["REC"],
    expected: `${EITHER}Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.`,
    observe: async (lab) =>
      told(lab, await lab.stream(), { ShardIteratorType: "AT_SEQUENCE_NUMBER" }),
  },
  {
    name: "a sequence number that is none",
    source: ["REC"],
    expected:
      "InvalidArgumentException: StartingSequenceNumber 7 used in GetShardIterator on shard shardId-000000000000 in stream s under account 123456789012 is invalid.",
    observe: async (lab) => {
      const ShardIteratorType = "AT_SEQUENCE_NUMBER";
      return told(lab, await lab.stream(), { ShardIteratorType, StartingSequenceNumber: "7" });
    },
  },
  {
    name: "a sequence number of another shard",
    source: ["REC"],
    expected:
      "InvalidArgumentException: Invalid StartingSequenceNumber. It encodes shardId-000000000001, while it was used in a call to a shard with shardId-000000000000",
    observe: async (lab) => {
      const StreamName = await lab.stream(2);
      const { SequenceNumber } = await put(lab, StreamName, "a", LAST_HASH_KEY);
      return told(lab, StreamName, {
        ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
        StartingSequenceNumber: SequenceNumber,
      });
    },
  },
  {
    name: "a sequence number of another stream",
    source: ["REC"],
    expected:
      "InvalidArgumentException: StartingSequenceNumber <n> used in GetShardIterator on shard shardId-000000000000 in stream s under account 123456789012 is invalid because it did not come from this stream.",
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await lab.pass(5_000);
      const other = await lab.stream(1, "t");
      const { SequenceNumber = "" } = await put(lab, other, "a");
      const refusal = await told(lab, StreamName, {
        ShardIteratorType: "AT_SEQUENCE_NUMBER",
        StartingSequenceNumber: SequenceNumber,
      });
      return refusal.replace(SequenceNumber, "<n>");
    },
  },
  {
    name: "AT_TIMESTAMP without one",
    source: ["REC"],
    expected:
      "InvalidArgumentException: Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.",
    observe: async (lab) => told(lab, await lab.stream(), { ShardIteratorType: "AT_TIMESTAMP" }),
  },
  {
    name: "AT_TIMESTAMP in the future",
    source: ["REC"],
    expected:
      "InvalidArgumentException: The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: <a>, currentTimestampInMillis: <b>",
    observe: async (lab) => {
      const Timestamp = new Date(lab.target.nowMs() + 3_600_000);
      const refusal = await told(lab, await lab.stream(), {
        ShardIteratorType: "AT_TIMESTAMP",
        Timestamp,
      });
      return refusal
        .replace(/timestampInMillis: \d{13}, /, "timestampInMillis: <a>, ")
        .replace(/currentTimestampInMillis: \d{13}/, "currentTimestampInMillis: <b>");
    },
  },
];

const iteratorsThemselves: readonly Case[] = [
  {
    name: "every answer has a fresh iterator, also for an equal place",
    source: ["LS", "REC"],
    expected: { different: true, length: "1..512" },
    observe: async (lab) => {
      const first = await iteratorOf(lab, await lab.stream());
      const next = await lab.sdk.getRecords({ ShardIterator: first });
      const after = await lab.sdk.getRecords({ ShardIterator: next.NextShardIterator });
      const all = [first, next.NextShardIterator ?? "", after.NextShardIterator ?? ""];
      return {
        different: new Set(all).size === 3,
        length: all.every((each) => each.length >= 1 && each.length <= 512) ? "1..512" : "other",
      };
    },
  },
  {
    name: "text that is no iterator",
    source: ["REC"],
    expected: INVALID,
    observe: async (lab) => lab.refusal(lab.sdk.getRecords({ ShardIterator: "AAAAnotone" })),
  },
  {
    name: "an iterator tampered with",
    source: ["REC"],
    expected: INVALID,
    observe: tamperedTold,
  },
  {
    name: "an iterator is good for five minutes",
    source: ["MODEL"],
    expected: ["a"],
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await put(lab, StreamName, "a");
      const iterator = await iteratorOf(lab, StreamName);
      await lab.pass(299_000);
      return readAll(lab, iterator);
    },
  },
  {
    name: "and then expired",
    source: ["MODEL", "FIELD"],
    expected:
      "ExpiredIteratorException: Iterator expired. The iterator was created at time <T> while right now it is <T> which is further in the future than the tolerated delay of 300000 milliseconds.",
    observe: async (lab) => {
      const ShardIterator = await iteratorOf(lab, await lab.stream());
      await lab.pass(301_000);
      const refusal = await lab.refusal(lab.sdk.getRecords({ ShardIterator }));
      return refusal.replace(/\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}/g, "<T>");
    },
  },
  {
    name: "a closed shard still gives an iterator for LATEST, at its end",
    source: ["REC", "MODEL"],
    expected: { records: [], next: null },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      await put(lab, StreamName, "a");
      await split(lab, StreamName);
      const ShardIterator = await iteratorOf(lab, StreamName, 0, "LATEST");
      const { Records, NextShardIterator } = await lab.sdk.getRecords({ ShardIterator });
      return { records: Records, next: NextShardIterator ?? null };
    },
  },
  {
    name: "GetShardIterator five times a second and shard",
    source: ["MODEL", "REC"],
    expected: { aboutFive: true, refusal: RATE_EXCEEDED },
    observe: async (lab) => {
      const StreamName = await lab.stream();
      const place = { ShardId: shardId(0), ShardIteratorType: "TRIM_HORIZON" } as const;
      return rushOf(lab, () => lab.sdk.getShardIterator({ StreamName, ...place }));
    },
  },
  {
    name: "DryRun of GetShardIterator",
    source: ["MODEL"],
    expected: "DryRunOperationException",
    observe: async (lab) => {
      const place = { ShardIteratorType: "LATEST", DryRun: true } as const;
      const refusal = await told(lab, await lab.stream(), place);
      return refusal.replace(/:.*/s, "");
    },
  },
];

export const iterators: readonly Case[] = [...positions, ...texts, ...iteratorsThemselves];
