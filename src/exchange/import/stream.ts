import type { Command } from "../../protocol/log.ts";
import { attempt, type Result } from "../faults.ts";
import { joinPages, type ImportedStream } from "./join.ts";
import { readDocuments } from "./json.ts";
import { readPages } from "./pages.ts";
import { printShardText } from "./shardWords.ts";

export type ImportCommand = Extract<Command, { type: "ImportStream" }>;

/**
 * The stream that pasted JSON describes: outputs of `aws kinesis list-shards`, `describe-stream` or
 * `describe-stream-summary`, one after another. `nowMs` is the present moment, ms since 1970.
 */
export const readStream = (text: string, nowMs: number): Result<ImportedStream> =>
  attempt((notes) => joinPages(readPages(readDocuments(text)), Math.floor(nowMs / 1_000), notes));

export const importCommand = (stream: ImportedStream): ImportCommand => ({
  type: "ImportStream",
  name: stream.name,
  mode: stream.mode,
  retentionHours: stream.retentionHours,
  shards: printShardText(stream.shards),
});
