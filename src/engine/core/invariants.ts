import { assert } from "../../base/assert.ts";
import { HASH_KEY_MAX, readWords } from "../../base/u128.ts";
import { NONE, SEGMENT } from "../kds/records.ts";
import type { Stream } from "../kds/stream.ts";
import { READ_BYTES_FULL, WRITE_BYTES_FULL, WRITE_RECORDS_FULL } from "../kds/stream.ts";
import { eventRows } from "./queue.ts";
import type { Run } from "./state.ts";
import type { Actor } from "./world.ts";

/** Throws when the world is in a state that no run may reach. */
export const checkRun = (run: Run): void => {
  const { world } = run;
  for (const stream of world.streams) {
    checkTiling(stream);
    checkShards(stream);
    checkLog(stream);
  }
  for (const actor of world.actors) if (actor.application) checkApplication(actor);
  assert(world.entriesApplied <= run.entries.length, "no entry is applied that is not in the log");
  const rows = eventRows(world.queue);
  assert(rows.length === world.queue.size, "every pending event is counted once");
  for (const at of rows) {
    assert(world.queue.atUs[at]! >= world.nowUs, "no event is due in the past");
  }
};

const checkTiling = (stream: Stream): void => {
  if (stream.open.length === 0) return;
  let next = 0n;
  for (const shard of stream.open) {
    const start = readWords(stream.shards.startWords, shard * 4);
    assert(start === next, "open shards follow one another without a gap or an overlap");
    assert(stream.shards.closedUs[shard]! < 0, "an open shard is not closed");
    next = readWords(stream.shards.endWords, shard * 4) + 1n;
  }
  assert(next === HASH_KEY_MAX + 1n, "open shards end where the hash key space ends");
};

const checkShards = (stream: Stream): void => {
  const { shards } = stream;
  for (let at = 0; at < shards.count; at++) {
    assert(
      shards.recordTokens[at]! >= 0 && shards.recordTokens[at]! <= WRITE_RECORDS_FULL,
      "record tokens within their bucket",
    );
    assert(
      shards.byteTokens[at]! >= 0 && shards.byteTokens[at]! <= WRITE_BYTES_FULL,
      "byte tokens within their bucket",
    );
    assert(shards.readTokens[at]! <= READ_BYTES_FULL, "read tokens within their bucket");
    assert(
      shards.parent[at]! < at && shards.adjacentParent[at]! < at,
      "a parent is older than its child",
    );
  }
};

const checkLog = (stream: Stream): void => {
  const { log, shards } = stream;
  const folded = sum(shards.foldedRecords, shards.count);
  assert(folded === log.lowest * SEGMENT, "what is folded is counted by shard");
  assert(sum(shards.records, shards.count) === log.total, "every record is in one shard");
  const held = log.segments.reduce((total, segment) => total + segment.count, 0);
  assert(held + folded === log.total, "records in = held + folded");
  const last = log.segments[log.segments.length - 1];
  if (last) checkChains(stream, last);
};

/** In the newest segment every shard's chain rises and holds records of that shard alone. */
const checkChains = (stream: Stream, segment: Stream["log"]["segments"][number]): void => {
  let seen = 0;
  for (let shard = 0; shard < Math.min(stream.shards.count, segment.first.length); shard++) {
    let before = -1;
    for (let at = segment.first[shard]!; at !== NONE; at = segment.next[at]!) {
      assert(segment.shard[at] === shard && at > before, "a chain is one shard's, in order");
      before = at;
      seen += 1;
    }
  }
  assert(seen === segment.count, "every record is in a chain");
};

const checkApplication = (actor: Actor): void => {
  const app = actor.application!;
  assert(app.applied <= app.delivered, "no more is applied than delivered");
  assert(app.late + app.reReads <= app.delivered, "late and re-read records are delivered ones");
  if (app.sink === "none") return;
  assert(
    app.applied >= app.delivered - app.reReads - app.producerCopies,
    "only duplicates are stopped",
  );
};

const sum = (column: Float64Array, count: number): number => {
  let total = 0;
  for (let at = 0; at < count; at++) total += column[at]!;
  return total;
};
