import type { Selection } from "../../protocol/viewport.ts";

export interface CardPlan {
  readonly id:
    | "key"
    | "where"
    | "put"
    | "lineage"
    | "held"
    | "position"
    | "late"
    | "overtaker"
    | "actor";
  readonly facts: readonly string[];
}

/** Facts with a long value: a line of their own, in fixed width. */
export const LONG: readonly string[] = [
  "md5",
  "hashKey",
  "explicitHashKey",
  "sequenceNumber",
  "higherSequenceNumber",
  "startingHashKey",
  "endingHashKey",
  "checkpoint",
  "lastError",
];

/** Which facts stand on which card, by what is selected; absent facts leave no gap. */
export const CARDS: Readonly<Record<Selection["type"], readonly CardPlan[]>> = {
  record: [
    { id: "key", facts: ["partitionKey", "md5", "hashKey", "explicitHashKey", "y"] },
    {
      id: "where",
      facts: ["shard", "arrivalUs", "bytes", "expiresUs", "sequenceNumber", "copyOf"],
    },
    {
      id: "put",
      facts: ["producer", "n", "operation", "seat", "callRecords", "callThrottled", "attempt"],
    },
  ],
  shard: [
    {
      id: "lineage",
      facts: [
        "state",
        "range",
        "parent",
        "adjacentParent",
        "child",
        "openedUs",
        "closedUs",
        "expiresUs",
        "startingHashKey",
        "endingHashKey",
      ],
    },
    { id: "held", facts: ["records", "bytes", "throttled", "topKey", "topShare"] },
  ],
  front: [
    {
      id: "position",
      facts: [
        "shard",
        "unread",
        "lagMs",
        "processedUs",
        "fetchedUs",
        "recordsPerS",
        "callsPerS",
        "waitsFor",
        "lastCallUs",
        "nextCallUs",
        "checkpointUs",
        "iteratorExpiresUs",
        "sequenceNumber",
        "checkpoint",
        "lastError",
      ],
    },
  ],
  actor: [
    { id: "actor", facts: ["sink", "nextCallUs", "checkpointUs", "lastErrorUs", "lastError"] },
  ],
  evidence: [
    { id: "late", facts: ["key", "ordinal", "shard", "arrivalUs", "atUs", "sequenceNumber"] },
    {
      id: "overtaker",
      facts: [
        "higherOrdinal",
        "higherShard",
        "higherArrivalUs",
        "higherAtUs",
        "higherSequenceNumber",
      ],
    },
  ],
};
