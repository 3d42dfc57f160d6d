/** What decides an expectation. Read on 2026-11-23. */
export const SOURCES = {
  MODEL: "service model kinesis/2013-12-02, botocore 1.43.107 and @aws-sdk/client-kinesis 3.1143.0",
  REC: "kinesalite 3.3.3, its tests run against production (2013 to 2020); texts may have changed",
  KLI: "kinesalite 3.3.3, its own doing, plausible but not necessarily checked against AWS",
  MOTO: "moto, tests and texts taken from AWS",
  LS: "localstack at 8b9a79f (2026-03), snapshots validated against AWS",
  QUOTAS: "Developer Guide, Quotas and limits (2026)",
  GUIDE: "Developer Guide (2026)",
  FIELD: "exception texts quoted in public issues and vendors' documentation",
  ENG: "a consequence of the above, drawn by us",
} as const;

export type SourceKey = keyof typeof SOURCES;
