import type { KindMeta } from "../../../protocol/kind.ts";

/** A program of one's own that reads with the AWS SDK. */
export const codeConsumerMeta = {
  kind: "code",
  role: "consumer",
  awsName: "AWS SDK, own code",
  signals: ["disconnect"],
  docUrl: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/kinesis/",
  params: [{ key: "text", type: "text", default: "", max: 8_000, group: "program" }],
} as const satisfies KindMeta;
