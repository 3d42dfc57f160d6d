import { own } from "../../../../base/own.ts";
import type { JournalRow } from "../../../../protocol/frame.ts";
import type { SimUs } from "../../../../protocol/log.ts";
import { SAMPLED } from "../../../cloudwatch/sample.ts";
import type { Run } from "../../../core/state.ts";
import { actorWithId } from "../../../core/world.ts";
import type { Stream } from "../../../kds/stream.ts";

/** Journal rows that had happened by the present moment: the first so many of the list. */
export const rowsByNow = (run: Run): number => {
  const { journal } = run.chronicle;
  return Math.max(0, Math.min(journal.rows.length, run.world.chronicle.journal - journal.first));
};

/** How many of the rows happened before `atUs`. */
export const rowsBefore = (rows: readonly JournalRow[], atUs: SimUs): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.atUs < atUs) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Rows of exactly this instant. */
export const rowsAt = (run: Run, atUs: SimUs): readonly JournalRow[] => {
  const { rows } = run.chronicle.journal;
  return rows.slice(rowsBefore(rows, atUs), rowsBefore(rows, atUs + 1));
};

/** Whether a row may be of a stream: true unless it names, or its actor is of, another one. */
export const rowsOf = (run: Run, stream: Stream | undefined): ((row: JournalRow) => boolean) => {
  if (!stream || run.world.streamNumber < 2) return () => true;
  return ({ values, targets }) => {
    const actor = targets.find((each) => each.type === "actor");
    const name = values["stream"] ?? (actor && actorWithId(run.world, actor.id)?.stream);
    return name === undefined || name === stream.name;
  };
};

/** Whole seconds that had passed and are kept, by the end of them: [from, to). */
export const shardSecondsKept = (
  run: Run,
  stream: Stream,
): { readonly from: number; readonly to: number } => {
  const history = own(run.chronicle.shards, stream.name);
  if (!history) return { from: 0, to: 0 };
  const to = Math.min(history.count, run.world.chronicle.seconds);
  const created = Math.floor(stream.createdUs / 1_000_000);
  return { from: Math.min(to, Math.max(created, history.first, history.count - history.rows)), to };
};

export type Sampled = (typeof SAMPLED)[number];

/** What second `second` (from 0 on) added to a shard; 0 where it is not kept. */
export const secondOf = (
  run: Run,
  stream: Stream,
  second: number,
  name: Sampled,
  shard: number,
): number => {
  const history = own(run.chronicle.shards, stream.name);
  const kept = shardSecondsKept(run, stream);
  if (!history || shard >= history.width || second < kept.from || second >= kept.to) return 0;
  const row = (second % history.rows) * SAMPLED.length + SAMPLED.indexOf(name);
  return history.values[row * history.width + shard]!;
};
