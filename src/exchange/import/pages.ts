/** The outputs of ListShards, DescribeStream and DescribeStreamSummary, read from pasted JSON. */
import { parseHashKey } from "../../aws/hashKey.ts";
import { decodeSequenceNumber } from "../../aws/sequenceNumber.ts";
import { parseShardId, shardIdOf } from "../../aws/shardId.ts";
import { refuse } from "../faults.ts";
import type { Json } from "./json.ts";

/** A shard as listed; parents -1 where none is named, `createdS` undefined where it cannot be told. */
export interface ListedShard {
  readonly number: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly parent: number;
  readonly adjacentParent: number;
  readonly closed: boolean;
  /** Epoch seconds in its sequence numbers. */
  readonly createdS: number | undefined;
}

/** What one output says; undefined where it does not say it. */
export interface Page {
  readonly shards: readonly ListedShard[] | undefined;
  /** There is a page after this one. */
  readonly more: boolean;
  readonly name?: string;
  readonly mode?: "PROVISIONED" | "ON_DEMAND";
  readonly retentionHours?: number;
  readonly openShards?: number;
  readonly account?: string;
  readonly region?: string;
}

type Fields = { readonly [name: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldsOf = (value: Json | undefined, where: string): Fields =>
  isFields(value) ? value : refuse("field", { where, expected: "object" });

const textOf = (value: Json | undefined, where: string): string =>
  typeof value === "string" ? value : refuse("field", { where, expected: "string" });

const wholeOf = (value: Json | undefined, where: string): number =>
  typeof value === "number" && Number.isSafeInteger(value)
    ? value
    : refuse("field", { where, expected: "number" });

const shardNumber = (value: Json | undefined, where: string): number => {
  const text = textOf(value, where);
  const number = /^shardId-\d{12}$/.test(text) ? parseShardId(text) : undefined;
  return number ?? refuse("shardId", { where, value: text.slice(0, 60) });
};

const hashKey = (value: Json | undefined, where: string): bigint => {
  const text = textOf(value, where);
  return parseHashKey(text) ?? refuse("hashKey", { where, value: text.slice(0, 60) });
};

const parentOf = (value: Json | undefined, where: string): number =>
  value === undefined || value === null ? -1 : shardNumber(value, where);

const readShard = (value: Json, where: string): ListedShard => {
  const shard = fieldsOf(value, where);
  const number = shardNumber(shard["ShardId"], `${where}.ShardId`);
  const range = fieldsOf(shard["HashKeyRange"], `${where}.HashKeyRange`);
  const start = hashKey(range["StartingHashKey"], `${where}.HashKeyRange.StartingHashKey`);
  const end = hashKey(range["EndingHashKey"], `${where}.HashKeyRange.EndingHashKey`);
  if (start > end) refuse("range", { shard: shardIdOf(number) });
  const sequence = fieldsOf(shard["SequenceNumberRange"], `${where}.SequenceNumberRange`);
  const first = sequence["StartingSequenceNumber"];
  const last = sequence["EndingSequenceNumber"];
  return {
    number,
    start,
    end,
    parent: parentOf(shard["ParentShardId"], `${where}.ParentShardId`),
    adjacentParent: parentOf(shard["AdjacentParentShardId"], `${where}.AdjacentParentShardId`),
    closed: last !== undefined && last !== null,
    createdS: typeof first === "string" ? decodeSequenceNumber(first)?.createdS : undefined,
  };
};

const readShards = (value: Json | undefined, where: string): ListedShard[] =>
  Array.isArray(value)
    ? (value as readonly Json[]).map((shard, at) => readShard(shard, `${where}[${at}]`))
    : refuse("field", { where, expected: "array" });

const streamName = (value: Json | undefined, where: string): string => {
  const name = textOf(value, where);
  return /^[a-zA-Z0-9_.-]{1,128}$/.test(name) ? name : refuse("field", { where, expected: "name" });
};

const ARN = /^arn:aws[a-z-]*:kinesis:([a-z0-9-]{1,40}):(\d{12}):stream\//;
const REGION = /^[a-z]{2}(-[a-z]{2,12}){1,3}-\d$/;

/** What DescribeStream and DescribeStreamSummary both say. */
const readDescription = (value: Fields, where: string): Omit<Page, "shards" | "more"> => {
  const status = textOf(value["StreamStatus"], `${where}.StreamStatus`);
  if (status === "CREATING" || status === "DELETING") refuse("status", { status });
  const details = value["StreamModeDetails"];
  const mode = isFields(details) ? details["StreamMode"] : undefined;
  const arn = value["StreamARN"];
  const [, region = "", account] = (typeof arn === "string" && ARN.exec(arn)) || [];
  const open = value["OpenShardCount"];
  const hours = wholeOf(value["RetentionPeriodHours"], `${where}.RetentionPeriodHours`);
  if (hours < 24 || hours > 8_760) {
    refuse("field", { where: `${where}.RetentionPeriodHours`, expected: "hours" });
  }
  return {
    name: streamName(value["StreamName"], `${where}.StreamName`),
    retentionHours: hours,
    ...(mode === "ON_DEMAND" || mode === "PROVISIONED" ? { mode } : {}),
    ...(open === undefined ? {} : { openShards: wholeOf(open, `${where}.OpenShardCount`) }),
    ...(account !== undefined && REGION.test(region) ? { account, region } : {}),
  };
};

const readPage = (document: Json, where: string): Page => {
  const fields = isFields(document) ? document : {};
  const summary = fields["StreamDescriptionSummary"];
  if (isFields(summary)) {
    const at = `${where}StreamDescriptionSummary`;
    return { ...readDescription(summary, at), shards: undefined, more: false };
  }
  const description = fields["StreamDescription"];
  if (isFields(description)) {
    const at = `${where}StreamDescription`;
    const more = description["HasMoreShards"] === true;
    const shards = readShards(description["Shards"], `${at}.Shards`);
    return { ...readDescription(description, at), shards, more };
  }
  if (fields["Shards"] === undefined) return refuse("unknownDocument", { where: where || "1" });
  const more = typeof fields["NextToken"] === "string" && fields["NextToken"] !== "";
  return { shards: readShards(fields["Shards"], `${where}Shards`), more };
};

/** One page a document; an array of outputs counts as that many. */
export const readPages = (documents: readonly Json[]): Page[] => {
  const flat = documents.flatMap((each): readonly Json[] =>
    Array.isArray(each) ? (each as readonly Json[]) : [each],
  );
  if (flat.length === 0) return refuse("empty");
  return flat.map((each, at) => readPage(each, flat.length === 1 ? "" : `${at + 1}: `));
};
