/** The stream as it stands, as infrastructure code. */
import { areEqual, type Outgoing } from "./edits.ts";
import { hclQuoted, oneLine, pascalName, quoted, snakeName } from "./quote.ts";

const isProvisioned = ({ mode }: Outgoing): boolean => mode === "PROVISIONED";

const remarks = (stream: Outgoing, mark: string): string[] => {
  const lines = [`Kinesis stream ${oneLine(stream.name)}, written by Shardscope.`];
  if (isProvisioned(stream) && !areEqual(stream.open)) {
    lines.push(
      "A template creates shards of equal hash key ranges; those of this stream differ.",
      "The AWS CLI script of the same export makes them by split-shard and merge-shards.",
    );
  }
  if (!isProvisioned(stream)) lines.push("On demand: AWS decides the number of shards.");
  return lines.map((line) => `${mark} ${line}`);
};

/** A CloudFormation template, YAML. */
export const printCloudFormation = (stream: Outgoing): string => {
  const { name, mode, retentionHours, open } = stream;
  const id = pascalName(name, "Stream");
  return [
    ...remarks(stream, "#"),
    'AWSTemplateFormatVersion: "2010-09-09"',
    "Resources:",
    `  ${quoted(id)}:`,
    "    Type: AWS::Kinesis::Stream",
    "    Properties:",
    `      Name: ${quoted(name)}`,
    `      RetentionPeriodHours: ${retentionHours}`,
    ...(isProvisioned(stream) ? [`      ShardCount: ${open.length}`] : []),
    "      StreamModeDetails:",
    `        StreamMode: ${mode}`,
    "Outputs:",
    "  StreamArn:",
    "    Value:",
    `      Fn::GetAtt: [${quoted(id)}, Arn]`,
    "",
  ].join("\n");
};

/** A Terraform resource. */
export const printTerraform = (stream: Outgoing): string => {
  const { name, mode, retentionHours, open } = stream;
  return [
    ...remarks(stream, "#"),
    `resource "aws_kinesis_stream" "${snakeName(name, "stream")}" {`,
    `  name             = ${hclQuoted(name)}`,
    ...(isProvisioned(stream) ? [`  shard_count      = ${open.length}`] : []),
    `  retention_period = ${retentionHours}`,
    "",
    "  stream_mode_details {",
    `    stream_mode = ${hclQuoted(mode)}`,
    "  }",
    "}",
    "",
  ].join("\n");
};

/** A CDK stack, TypeScript. */
export const printCdk = (stream: Outgoing): string => {
  const { name, mode, retentionHours, open } = stream;
  const id = pascalName(name, "Stream");
  return [
    ...remarks(stream, "//"),
    'import { Duration, Stack, type StackProps } from "aws-cdk-lib";',
    'import { Stream, StreamMode } from "aws-cdk-lib/aws-kinesis";',
    'import type { Construct } from "constructs";',
    "",
    `export class ${id}Stack extends Stack {`,
    "  constructor(scope: Construct, id: string, props?: StackProps) {",
    "    super(scope, id, props);",
    `    new Stream(this, ${quoted(id)}, {`,
    `      streamName: ${quoted(name)},`,
    `      streamMode: StreamMode.${mode},`,
    ...(isProvisioned(stream) ? [`      shardCount: ${open.length},`] : []),
    `      retentionPeriod: Duration.hours(${retentionHours}),`,
    "    });",
    "  }",
    "}",
    "",
  ].join("\n");
};
