import {
  expiredNextToken,
  invalidNextToken,
  streamOrTokenMissing,
  tokenTogetherWith,
} from "../../../aws/errorsRead.ts";
import { streamNotFound, type AwsError } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { ListShardsInput, ListShardsOutput, ShardFilterType } from "../../../aws/shapes.ts";
import { parseShardId } from "../../../aws/shardId.ts";
import { shardNotFound } from "../../../aws/errors.ts";
import { streamNamed, type World } from "../../core/world.ts";
import { seal } from "../opaque.ts";
import { unseal } from "../unseal.ts";
import type { Stream } from "../stream.ts";
import {
  done,
  findStream,
  refOf,
  refused,
  shardRefOf,
  timestampOf,
  type Operation,
} from "./answer.ts";
import { passesFilter, readFilter, type ReadFilter } from "./shardFilter.ts";
import { shardShapeOf, shardsAfter } from "./shardShape.ts";

/** Where a listing goes on: which shards, after which. */
interface Listing {
  readonly stream: Stream;
  readonly filter: ReadFilter;
  readonly after: number;
}
type Begun = { readonly listing: Listing } | { readonly error: AwsError };

/** Shards that are open or closed but not expired, by index; at most 1,000 a page. */
export const ListShards: Operation<"ListShards"> = (run, input) => {
  const { world } = run;
  const begun = input.NextToken === undefined ? begin(world, input) : resume(world, input);
  if ("error" in begun) return refused(begun.error);
  const { stream, filter, after } = begun.listing;
  const most = LIMIT.listShardsPageMax;
  const page = Math.min(input.MaxResults ?? most, most);
  const keep = (shard: number): boolean => passesFilter(world, stream, filter, shard);
  const shards = shardsAfter(world, stream, after, page + 1, keep);
  const shown = shards.slice(0, page);
  const output: ListShardsOutput = {
    Shards: shown.map((shard) => shardShapeOf(world, stream, shard)),
  };
  if (shards.length > page) {
    output.NextToken = tokenOf(world, { stream, filter, after: shown.at(-1)! });
  }
  return done<"ListShards">(output);
};

const begin = (world: World, input: ListShardsInput): Begun => {
  if (input.StreamName === undefined && input.StreamARN === undefined) {
    return { error: streamOrTokenMissing() };
  }
  const { stream, error } = findStream(world, input);
  if (error) return { error };
  const created = input.StreamCreationTimestamp;
  if (created !== undefined && created !== timestampOf(world, stream.createdUs)) {
    return { error: streamNotFound(refOf(world, stream.name)) };
  }
  const filter = readFilter(world, stream, input.ShardFilter);
  if ("message" in filter) return { error: filter };
  const startId = input.ExclusiveStartShardId;
  const after = startId === undefined ? -1 : parseShardId(startId);
  if (after === undefined) {
    return { error: shardNotFound(shardRefOf(world, stream.name, startId ?? "")) };
  }
  return { listing: { stream, filter, after } };
};

const ALONE = [
  "StreamName",
  "StreamARN",
  "ExclusiveStartShardId",
  "StreamCreationTimestamp",
  "ShardFilter",
] as const;

const tokenOf = (world: World, { stream, filter, after }: Listing): string => {
  const { type, shard, atUs } = filter;
  const fields = [stream.name, stream.number, type, shard, atUs, after, world.nowUs];
  return seal(world, "listShards", fields);
};

const resume = (world: World, input: ListShardsInput): Begun => {
  const together = ALONE.find((field) => input[field] !== undefined);
  if (together !== undefined) return { error: tokenTogetherWith(together) };
  const fields = unseal(world, "listShards", input.NextToken!);
  if (fields?.length !== 7) return { error: invalidNextToken() };
  const [name, number, type, shard, atUs, after, issuedUs] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const ageUs = world.nowUs - Number(issuedUs);
  if (!(ageUs >= 0)) return { error: invalidNextToken() };
  if (ageUs > LIMIT.nextTokenTtlSeconds * 1_000_000) return { error: expiredNextToken() };
  const stream = streamNamed(world, name);
  if (stream?.number !== Number(number)) return { error: streamNotFound(refOf(world, name)) };
  const filter = {
    type: type as ShardFilterType,
    shard: Number(shard),
    atUs: Number(atUs),
  };
  return { listing: { stream, filter, after: Number(after) } };
};
