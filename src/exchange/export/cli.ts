import type { Edit, Outgoing } from "./edits.ts";
import { oneLine, shellOption } from "./quote.ts";

/** A call that fails ends the script; inside a condition it would not. */
const UNTIL_ACTIVE = `until_active() {
  status=
  while [ "$status" != ACTIVE ]; do
    [ -z "$status" ] || sleep 1
    status=$(aws kinesis describe-stream-summary "$@" \\
      --query StreamDescriptionSummary.StreamStatus --output text)
  done
}`;

/** Version 1 since 1.29 and version 2 since 2.13 read the variable by themselves, older ones do not. */
const ENDPOINT = `# Elsewhere than at AWS: AWS_ENDPOINT_URL_KINESIS=http://127.0.0.1:4567 sh <this file>
aws() {
  command aws \${AWS_ENDPOINT_URL_KINESIS:+--endpoint-url "$AWS_ENDPOINT_URL_KINESIS"} "$@"
}`;

const call = (operation: string, ...options: readonly string[]): string =>
  ["aws kinesis", operation, ...options].join(" ");

const linesOf = (edit: Edit, stream: string): readonly string[] => {
  const wait = `until_active ${stream}`;
  switch (edit.type) {
    case "create": {
      const mode = `--stream-mode-details StreamMode=${edit.mode}`;
      const count = edit.shards === undefined ? [] : [`--shard-count ${edit.shards}`];
      const extras = edit.extras
        ? [shellOption("cli-input-json", JSON.stringify(edit.extras))]
        : [];
      return [
        call("create-stream", stream, ...count, mode, ...extras),
        call("wait stream-exists", stream),
      ];
    }
    case "split": {
      const shard = shellOption("shard-to-split", edit.shardId);
      return [
        call("split-shard", stream, shard, shellOption("new-starting-hash-key", edit.at)),
        wait,
      ];
    }
    case "merge": {
      const shard = shellOption("shard-to-merge", edit.shardId);
      const adjacent = shellOption("adjacent-shard-to-merge", edit.adjacentId);
      return [call("merge-shards", stream, shard, adjacent), wait];
    }
    case "count": {
      const target = `--target-shard-count ${edit.target}`;
      return [call("update-shard-count", stream, target, "--scaling-type UNIFORM_SCALING"), wait];
    }
    case "retention": {
      const operation = `${edit.longer ? "increase" : "decrease"}-stream-retention-period`;
      return [call(operation, stream, `--retention-period-hours ${edit.hours}`), wait];
    }
    case "other": {
      const name = edit.operation.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase();
      const input = JSON.stringify(edit.input);
      return [call(name, shellOption("cli-input-json", input)), wait];
    }
    case "delete":
      return [call("delete-stream", stream), call("wait stream-not-exists", stream)];
  }
};

const hasArn = (edit: Edit): boolean =>
  edit.type === "other" && JSON.stringify(edit.input).includes('"arn:');

const REBUILT = [
  "# Part of the stream's past has expired, so it is made as it stands now: the same open shards,",
  "# other shard ids, none of the closed ones.",
];
const COUNTED = [
  "# AWS does not publish the borders and the order of update-shard-count: shard ids in later calls",
  "# are those of the simulation; compare them with aws kinesis list-shards first.",
];

const ARNS = ["# The ARNs in it are of the simulation: put your account and Region into them."];

/** A POSIX shell script that makes the stream and does all that was done to it, call by call. */
export const printCliScript = ({ name, edits, rebuilt }: Outgoing): string => {
  const stream = shellOption("stream-name", name);
  const counted = edits.findIndex((edit) => edit.type === "count");
  const later = edits.slice(counted + 1).some(({ type }) => type === "split" || type === "merge");
  return [
    "#!/bin/sh",
    `# Kinesis stream ${oneLine(name)}, written by Shardscope. Creates resources that cost money.`,
    ...(rebuilt ? REBUILT : []),
    ...(counted >= 0 && later ? COUNTED : []),
    ...(edits.some(hasArn) ? ARNS : []),
    "set -eu",
    "",
    ENDPOINT,
    UNTIL_ACTIVE,
    "",
    ...edits.flatMap((edit) => linesOf(edit, stream)),
    "",
  ].join("\n");
};
