import type { GetRecordsOutput, Shard } from "@aws-sdk/client-kinesis";
import type { Lab } from "../lab.ts";

export const shardId = (index: number): string => `shardId-${String(index).padStart(12, "0")}`;

/** The last hash key: 2^128 - 1. */
export const LAST_HASH_KEY = "340282366920938463463374607431768211455";
/** 2^127: the middle of the range. */
export const MIDDLE = "170141183460469231731687303715884105728";

export const NOT_FOUND =
  "ResourceNotFoundException: Stream s under account 123456789012 not found.";

export const RATE_EXCEEDED =
  "ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000000 in stream s under account 123456789012.";

/** Twelve calls at once where five a second are taken: the clock may run on a little meanwhile. */
export const rushOf = async (lab: Lab, call: () => Promise<object>) => {
  await lab.pass(2_000);
  const { accepted, refusal } = await lab.rush(12, call);
  return { aboutFive: accepted >= 5 && accepted <= 9, refusal };
};

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const put = async (lab: Lab, StreamName: string, text: string, ExplicitHashKey?: string) => {
  const record = { StreamName, Data: bytes(text), PartitionKey: text };
  return lab.sdk.putRecord(ExplicitHashKey === undefined ? record : { ...record, ExplicitHashKey });
};

/** All pages of it. */
export const shardsOf = async (lab: Lab, StreamName: string): Promise<Shard[]> => {
  let page = await lab.sdk.listShards({ StreamName });
  const all = [...(page.Shards ?? [])];
  while (page.NextToken !== undefined) {
    page = await lab.sdk.listShards({ NextToken: page.NextToken });
    all.push(...(page.Shards ?? []));
  }
  return all;
};

const short = (id: string): string => String(Number(id.slice(8)));

/** `2(0)*`: shard 2, a child of 0, closed. */
export const lineageOf = (all: readonly Shard[]): string =>
  all
    .map((shard) => {
      const parents = [shard.ParentShardId, shard.AdjacentParentShardId]
        .filter((id) => id !== undefined)
        .map(short);
      const from = parents.length > 0 ? `(${parents.join("+")})` : "";
      const closed = shard.SequenceNumberRange?.EndingSequenceNumber === undefined ? "" : "*";
      return `${short(shard.ShardId ?? "")}${from}${closed}`;
    })
    .join(" ");

export const rangesOf = (all: readonly Shard[]): string[] =>
  all.map(({ HashKeyRange }) => `${HashKeyRange?.StartingHashKey}-${HashKeyRange?.EndingHashKey}`);

export const iteratorOf = async (
  lab: Lab,
  StreamName: string,
  index = 0,
  ShardIteratorType: "TRIM_HORIZON" | "LATEST" = "TRIM_HORIZON",
): Promise<string> => {
  const ShardId = shardId(index);
  const { ShardIterator } = await lab.sdk.getShardIterator({
    StreamName,
    ShardId,
    ShardIteratorType,
  });
  return ShardIterator ?? "";
};

const textOf = (data: Uint8Array | undefined): string => new TextDecoder().decode(data);

export const textsOf = (records: readonly { Data?: Uint8Array | undefined }[] = []): string[] =>
  records.map(({ Data }) => textOf(Data));

/** What an iterator gives until nothing comes or the shard's end. */
export const readAll = async (lab: Lab, first: string): Promise<string[]> => {
  const found: string[] = [];
  let iterator: string | undefined = first;
  for (let turn = 0; turn < 5 && iterator !== undefined; turn++) {
    const answer: GetRecordsOutput = await lab.sdk.getRecords({ ShardIterator: iterator });
    found.push(...textsOf(answer.Records));
    iterator = answer.NextShardIterator ?? undefined;
    if (answer.Records?.length === 0) break;
  }
  return found;
};

export const split = async (lab: Lab, StreamName: string, index = 0, at = MIDDLE) => {
  await lab.sdk.splitShard({ StreamName, ShardToSplit: shardId(index), NewStartingHashKey: at });
  await lab.settle(StreamName);
};

export const merge = async (lab: Lab, StreamName: string, left: number, right: number) => {
  const [ShardToMerge, AdjacentShardToMerge] = [shardId(left), shardId(right)];
  await lab.sdk.mergeShards({ StreamName, ShardToMerge, AdjacentShardToMerge });
  await lab.settle(StreamName);
};

/** A consumer that is ACTIVE; its ARN. */
export const consumer = async (lab: Lab, StreamName: string, ConsumerName = "c") => {
  const StreamARN = await lab.arnOf(StreamName);
  const { Consumer } = await lab.sdk.registerStreamConsumer({ StreamARN, ConsumerName });
  const ConsumerARN = Consumer?.ConsumerARN ?? "";
  await lab.until(async () => {
    const { ConsumerDescription: told } = await lab.sdk.describeStreamConsumer({ ConsumerARN });
    return told?.ConsumerStatus === "ACTIVE";
  });
  return { StreamARN, ConsumerARN };
};
