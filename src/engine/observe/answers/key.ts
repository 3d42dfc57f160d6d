import { fractionOfBigint } from "../../../base/u128.ts";
import { hashKeyOf } from "../../../aws/partitionKey.ts";
import { shardIdOf } from "../../../aws/shardId.ts";
import type { KeyAnswer } from "../../../protocol/frame.ts";
import { shardHolding } from "../../kds/reshard.ts";
import type { Stream } from "../../kds/stream.ts";

/** Where a partition key lies; shard -1 and no id while no shard is open. */
export const answerKey = (stream: Stream | undefined, key: string): KeyAnswer => {
  const hashKey = hashKeyOf(key);
  const shard = stream && stream.open.length > 0 ? shardHolding(stream, hashKey) : -1;
  return {
    key,
    md5: hashKey.toString(16).padStart(32, "0"),
    hashKey: hashKey.toString(),
    y: fractionOfBigint(hashKey),
    shard,
    shardId: shard < 0 ? "" : shardIdOf(shard),
  };
};
