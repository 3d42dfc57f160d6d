/** The stream as it stands, as infrastructure code. */
import { areEqual, type Outgoing } from "./edits.ts";
import { hclQuoted, oneLine, pascalName, quoted, snakeName } from "./quote.ts";

const isProvisioned = ({ mode }: Outgoing): boolean => mode === "PROVISIONED";

/** What a template of ours does not hold: fields of CreateStream, other operations. */
const leftOut = ({ edits }: Outgoing): string[] => {
  const others = edits.flatMap((edit) => {
    if (edit.type === "create") return Object.keys(edit.extras ?? {});
    return edit.type === "other" ? [edit.operation] : [];
  });
  return [...new Set(others)].filter((operation) => operation !== "UpdateStreamMode");
};

/** What the stream is and a template cannot say, a sentence each. */
const limits = (stream: Outgoing): string[] => {
  const lines: string[] = [];
  if (isProvisioned(stream) && !areEqual(stream.open)) {
    lines.push(
      "A template cannot name hash key ranges: this one makes equal shards, those of the stream differ.",
      "For the exact ranges run the AWS CLI script of the same export (split-shard, merge-shards).",
    );
  }
  if (!isProvisioned(stream)) lines.push("On demand: AWS decides the number of shards.");
  const others = leftOut(stream);
  if (others.length > 0) lines.push(`Not in it, but in the AWS CLI script: ${others.join(", ")}.`);
  return lines;
};

const remarks = (stream: Outgoing, mark: string): string[] => {
  const title = `Kinesis stream ${oneLine(stream.name)}, written by Shardscope.`;
  return [title, ...limits(stream)].map((line) => `${mark} ${line}`);
};

/** As long as CloudFormation takes it. */
const DESCRIPTION_BYTES = 1_024;

/** For those who see the stack and not the file. */
const description = (stream: Outgoing): string[] => {
  const text = limits(stream).join(" ");
  return text === "" ? [] : [`Description: ${quoted(text.slice(0, DESCRIPTION_BYTES))}`];
};

/** A CloudFormation template, YAML. */
export const printCloudFormation = (stream: Outgoing): string => {
  const { name, mode, retentionHours, open } = stream;
  const id = pascalName(name, "Stream");
  return [
    ...remarks(stream, "#"),
    'AWSTemplateFormatVersion: "2010-09-09"',
    ...description(stream),
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
