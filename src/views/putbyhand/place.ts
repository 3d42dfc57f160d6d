import { parseHashKey } from "../../aws/hashKey.ts";
import { fractionOfBigint } from "../../base/u128.ts";
import type { ShardColumns } from "../../protocol/frame.ts";
import { rangeAt } from "../inspector/hashRange.ts";

/** Index of the open shard that holds the hash key, or -1. */
export const shardOf = (shards: ShardColumns, hashKey: bigint): number => {
  for (let row = 0; row < shards.count; row += 1) {
    const { start, end } = rangeAt(shards, row);
    const open = (shards.closedUs[row] ?? 0) < 0;
    if (open && start <= hashKey && hashKey <= end) return shards.index[row] ?? -1;
  }
  return -1;
};

export interface Place {
  readonly y: number;
  readonly shard: number;
}

/** Where an ExplicitHashKey lands; undefined when it is not one. */
export const explicitPlace = (shards: ShardColumns, text: string): Place | undefined => {
  const hashKey = parseHashKey(text);
  if (hashKey === undefined) return undefined;
  return { y: fractionOfBigint(hashKey), shard: shardOf(shards, hashKey) };
};

export interface PutForm {
  readonly stream: string;
  readonly key: string;
  readonly data: string;
  readonly explicit: string;
}

const base64 = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** PutRecord's input; Data goes as base64 of the text's UTF-8. */
export const putInput = ({ stream, key, data, explicit }: PutForm): object => ({
  StreamName: stream,
  Data: base64(data),
  PartitionKey: key,
  ...(explicit === "" ? {} : { ExplicitHashKey: explicit }),
});
