/** The API calls that have a short verb in a link, as data. */
import type { Command } from "../protocol/log.ts";
import { checked, refuse } from "./faults.ts";
import {
  alike,
  base64UrlOf,
  bytesOfBase64Url,
  parseHashKeyText,
  parseWhole,
  printHashKey,
} from "./text.ts";

export type Call = Extract<Command, { type: "Call" }>;
type FieldType = "shard" | "hash" | "whole" | "text" | "data";

export interface CallVerb {
  readonly verb: string;
  readonly operation: string;
  readonly fields: readonly (readonly [name: string, type: FieldType])[];
  readonly fixed?: Readonly<Record<string, string>>;
}

export const CALL_VERBS: readonly CallVerb[] = [
  {
    verb: "split",
    operation: "SplitShard",
    fields: [
      ["ShardToSplit", "shard"],
      ["NewStartingHashKey", "hash"],
    ],
  },
  {
    verb: "merge",
    operation: "MergeShards",
    fields: [
      ["ShardToMerge", "shard"],
      ["AdjacentShardToMerge", "shard"],
    ],
  },
  {
    verb: "count",
    operation: "UpdateShardCount",
    fields: [["TargetShardCount", "whole"]],
    fixed: { ScalingType: "UNIFORM_SCALING" },
  },
  {
    verb: "put",
    operation: "PutRecord",
    fields: [
      ["PartitionKey", "text"],
      ["Data", "data"],
    ],
  },
  {
    verb: "put-at",
    operation: "PutRecord",
    fields: [
      ["PartitionKey", "text"],
      ["Data", "data"],
      ["ExplicitHashKey", "hash"],
    ],
  },
  {
    verb: "retain-more",
    operation: "IncreaseStreamRetentionPeriod",
    fields: [["RetentionPeriodHours", "whole"]],
  },
  {
    verb: "retain-less",
    operation: "DecreaseStreamRetentionPeriod",
    fields: [["RetentionPeriodHours", "whole"]],
  },
  { verb: "create", operation: "CreateStream", fields: [["ShardCount", "whole"]] },
  { verb: "delete", operation: "DeleteStream", fields: [] },
];

export const formOfCall = (verb: CallVerb): string =>
  [verb.verb, ...verb.fields.map(([name]) => name)].join("~");

const SHARD_PREFIX = "shardId-";
const DECIMAL = /^(?:0|[1-9]\d{0,38})$/;

/** Base64 of text is written as the text; other bytes as `*` and base64url. */
const printData = (value: string): string | undefined => {
  const bytes = bytesOfBase64Url(
    value.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  );
  if (!bytes) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith("*")) return text;
  } catch {
    // Not text: the bytes themselves follow.
  }
  return `*${base64UrlOf(bytes)}`;
};

const base64Of = (bytes: Uint8Array): string => {
  const text = base64UrlOf(bytes).replaceAll("-", "+").replaceAll("_", "/");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
};

const parseData = (value: string, where: string): string => {
  if (!value.startsWith("*")) return base64Of(new TextEncoder().encode(value));
  const bytes = bytesOfBase64Url(value.slice(1));
  return bytes ? base64Of(bytes) : refuse("text", where, { value, expected: "data" });
};

const printValue = (type: FieldType, value: unknown): string | undefined => {
  if (type === "whole") return typeof value === "number" ? String(value) : undefined;
  if (typeof value !== "string") return undefined;
  if (type === "hash") return DECIMAL.test(value) ? printHashKey(BigInt(value)) : undefined;
  if (type === "data") return printData(value);
  if (type === "shard" && !value.startsWith(SHARD_PREFIX)) return undefined;
  return type === "shard" ? value.slice(SHARD_PREFIX.length).replace(/^0+(?=\d)/, "") : value;
};

const parseValue = (type: FieldType, value: string, where: string): string | number => {
  if (type === "whole") return parseWhole(value, where);
  if (type === "hash") return String(parseHashKeyText(value, where));
  if (type === "data") return parseData(value, where);
  if (type === "text") return value;
  return SHARD_PREFIX + String(parseWhole(value, where)).padStart(12, "0");
};

export const parseCall = (
  verb: CallVerb,
  values: readonly string[],
  stream: string,
  where: string,
): Call => {
  const input: Record<string, string | number> = { StreamName: stream };
  if (values.length !== verb.fields.length) refuse("fields", where, { form: formOfCall(verb) });
  for (const [at, [name, type]] of verb.fields.entries()) {
    input[name] = parseValue(type, values[at] ?? "", where);
  }
  return { type: "Call", operation: verb.operation, input: { ...input, ...verb.fixed } };
};

/** Verb and fields of a call on `stream`, or undefined where it has no short form. */
export const printCall = (call: Call, stream: string): readonly string[] | undefined => {
  const input = call.input as Readonly<Record<string, unknown>>;
  for (const verb of CALL_VERBS) {
    if (verb.operation !== call.operation) continue;
    const values = verb.fields.map(([name, type]) => printValue(type, input[name]));
    const texts = values.filter((value) => value !== undefined);
    if (texts.length !== values.length) continue;
    const back = checked(() => parseCall(verb, texts, stream, ""));
    if (back.ok && alike(back.value.input, input)) return [verb.verb, ...texts];
  }
  return undefined;
};
