import type { KindMeta } from "../../../protocol/kind.ts";

const whenBatched = { key: "operation", is: ["PutRecords"] } as const;

/** A program that calls PutRecord or PutRecords through an AWS SDK. */
export const sdkMeta = {
  kind: "sdk",
  role: "producer",
  awsName: "AWS SDK",
  signals: ["burst"],
  docUrl: "https://docs.aws.amazon.com/streams/latest/dev/developing-producers-with-sdk.html",
  params: [
    { key: "rateShape", type: "choice", default: "steady", choices: ["steady", "ramp", "burst", "wave"], group: "rate" },
    { key: "ratePerS", type: "number", default: 10, min: 0, max: 20_000_000, unit: "rec/s", log: true, group: "rate" },
    { key: "peakPerS", type: "number", default: 100, min: 0, max: 20_000_000, unit: "rec/s", log: true, when: { key: "rateShape", is: ["ramp", "burst", "wave"] }, group: "rate" },
    { key: "periodS", type: "number", default: 30, min: 0.1, max: 86_400, unit: "s", log: true, when: { key: "rateShape", is: ["ramp", "burst", "wave"] }, group: "rate" },
    { key: "burstS", type: "number", default: 3, min: 0.1, max: 3_600, unit: "s", log: true, group: "rate" },
    { key: "stopAfterRecords", type: "number", default: 0, min: 0, max: 4_000_000_000, integer: true, unit: "records", log: true, group: "rate" },
    { key: "keyShape", type: "choice", default: "uniform", choices: ["uniform", "zipf", "hot", "few", "sequential", "even"], group: "keys" },
    { key: "keys", type: "number", default: 50, min: 1, max: 100_000, integer: true, unit: "keys", log: true, group: "keys" },
    { key: "keyPrefix", type: "choice", default: "user-", choices: ["user-", "device-", "order-", "service-"], group: "keys" },
    { key: "zipfExponent", type: "number", default: 1, min: 0.5, max: 3, unit: "", when: { key: "keyShape", is: ["zipf"] }, group: "keys" },
    { key: "hotShare", type: "number", default: 60, min: 0, max: 100, unit: "%", when: { key: "keyShape", is: ["hot"] }, group: "keys" },
    { key: "hotKey", type: "number", default: 0, min: 0, max: 99_999, integer: true, unit: "", when: { key: "keyShape", is: ["hot"] }, group: "keys" },
    { key: "evenOver", type: "number", default: 1, min: 1, max: 10_000, integer: true, unit: "shards", log: true, when: { key: "keyShape", is: ["even"] }, group: "keys" },
    { key: "bytes", type: "number", default: 200, min: 0, max: 1_048_320, integer: true, unit: "B", log: true, group: "size" },
    { key: "bytesMax", type: "number", default: 200, min: 0, max: 1_048_320, integer: true, unit: "B", log: true, group: "size" },
    { key: "operation", type: "choice", default: "PutRecords", choices: ["PutRecords", "PutRecord"], group: "calls" },
    { key: "batch", type: "number", default: 100, min: 1, max: 500, integer: true, unit: "records", log: true, when: whenBatched, group: "calls" },
    { key: "lingerMs", type: "number", default: 100, min: 0, max: 60_000, unit: "ms", log: true, when: whenBatched, group: "calls" },
    { key: "maxInFlight", type: "number", default: 8, min: 1, max: 256, integer: true, unit: "calls", log: true, group: "calls" },
    { key: "attempts", type: "number", default: 3, min: 1, max: 10, integer: true, unit: "", group: "retries" },
    { key: "backoffBaseMs", type: "number", default: 100, min: 1, max: 60_000, unit: "ms", log: true, group: "retries" },
    { key: "backoffCapMs", type: "number", default: 20_000, min: 1, max: 120_000, unit: "ms", log: true, group: "retries" },
    { key: "timeoutMs", type: "number", default: 1_000, min: 10, max: 120_000, unit: "ms", log: true, group: "network" },
    { key: "lostRequestPercent", type: "number", default: 0, min: 0, max: 100, unit: "%", assumption: true, group: "network" },
    { key: "lostResponsePercent", type: "number", default: 0, min: 0, max: 100, unit: "%", assumption: true, group: "network" },
  ],
} as const satisfies KindMeta;
