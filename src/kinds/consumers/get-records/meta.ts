import type { KindMeta } from "../../../protocol/kind.ts";

/** An application that polls GetRecords through an AWS SDK and keeps its own checkpoints. */
export const getRecordsMeta = {
  kind: "get-records",
  role: "consumer",
  awsName: "AWS SDK",
  signals: ["crash", "restart"],
  docUrl: "https://docs.aws.amazon.com/streams/latest/dev/developing-consumers-with-sdk.html",
  params: [
    { key: "startPosition", type: "choice", default: "TRIM_HORIZON", choices: ["TRIM_HORIZON", "LATEST"], group: "reading" },
    { key: "order", type: "choice", default: "lineage", choices: ["lineage", "naive"], group: "reading" },
    { key: "pollMs", type: "number", default: 1_000, min: 1, max: 600_000, unit: "ms", log: true, group: "reading" },
    { key: "limit", type: "number", default: 10_000, min: 1, max: 10_000, integer: true, unit: "records", log: true, group: "reading" },
    { key: "listShardsMs", type: "number", default: 5_000, min: 1_000, max: 600_000, unit: "ms", log: true, assumption: true, when: { key: "order", is: ["naive"] }, group: "reading" },
    { key: "ratePerS", type: "number", default: 0, min: 0, max: 1_000_000, unit: "rec/s", log: true, group: "processing" },
    { key: "sink", type: "choice", default: "none", choices: ["none", "sequence-number", "record-id"], group: "processing" },
    { key: "checkpointMs", type: "number", default: 5_000, min: 0, max: 3_600_000, unit: "ms", log: true, group: "processing" },
    { key: "restartMs", type: "number", default: 3_000, min: 0, max: 3_600_000, unit: "ms", log: true, group: "processing" },
  ],
} as const satisfies KindMeta;
