import type { Inspect } from "../../../core/actor.ts";
import { inspectActor } from "./actor.ts";
import { inspectEvidence } from "./evidence.ts";
import { inspectFront } from "./front.ts";
import { inspectRecord } from "./record.ts";
import { inspectShard } from "./shard.ts";

/** What a selected mark is; undefined where there is no such thing at this moment. */
export const inspect: Inspect = (run, stream, selection) => {
  if (selection.type === "actor") return inspectActor(run, selection.id);
  if (!stream) return undefined;
  switch (selection.type) {
    case "record":
      return inspectRecord(run, stream, selection.ordinal);
    case "shard":
      return inspectShard(run, stream, selection.shard);
    case "front":
      return inspectFront(run, stream, selection.consumer, selection.shard);
    case "evidence":
      return inspectEvidence(run, stream, selection.consumer, selection.row);
  }
};
