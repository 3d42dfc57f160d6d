import { streamExists } from "../../aws/errors.ts";
import { compareWords } from "../../base/u128.ts";
import type { Outcome } from "../../protocol/frame.ts";
import type { Command } from "../../protocol/log.ts";
import { readShardText } from "../../protocol/shardText.ts";
import { note, type Run } from "../core/state.ts";
import { streamNamed } from "../core/world.ts";
import { done, refOf, refused } from "./api/answer.ts";
import { retentionUsOf } from "./api/streamShape.ts";
import { routeShard } from "./keys.ts";
import { epochS } from "./reshard.ts";
import { addShard, makeStream } from "./stream.ts";

const GONE = { start: 0n, end: 0n, parent: -1, adjacentParent: -1 };

/**
 * An ACTIVE stream of exactly these shards, without records. Closed ones close a microsecond from
 * now and are listed until retention ends; numbers whose shard has expired are closed before the
 * horizon.
 */
export const importStream = (
  run: Run,
  given: Extract<Command, { type: "ImportStream" }>,
): Outcome => {
  const { world } = run;
  const { nowUs } = world;
  if (streamNamed(world, given.name)) return refused(streamExists(refOf(world, given.name)));
  const stream = makeStream(world.streamNumber++, given.name, 0, nowUs);
  const { shards } = stream;
  stream.status = "ACTIVE";
  stream.mode = given.mode;
  stream.retentionUs = retentionUsOf(given.retentionHours);
  stream.floorUs = nowUs + 1;
  for (const shard of readShardText(given.shards)) {
    const at = addShard(stream, { ...(shard ?? GONE), createdS: epochS(run) - 2 }, nowUs);
    if (!shard) shards.closedUs[at] = nowUs;
    for (const parent of shard ? [shard.parent, shard.adjacentParent] : []) {
      if (shards.closedUs[parent]! < 0) shards.closedUs[parent] = nowUs + 1;
    }
  }
  for (let at = 0; at < shards.count; at++) if (shards.closedUs[at]! < 0) stream.open.push(at);
  const { startWords } = shards;
  stream.open.sort((a, b) => compareWords(startWords, a * 4, startWords, b * 4));
  stream.targetShardCount = stream.open.length;
  world.streams.push(stream);
  for (const shard of stream.open) routeShard(world, stream, shard);
  note(run, "status", { stream: stream.name, status: "ACTIVE" }, [], "status", 0);
  return done({});
};
