import type { JournalRow } from "../../../protocol/frame.ts";
import type { SimUs } from "../../../protocol/log.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";
import { rowsByNow, rowsOf } from "../answers/parts/past.ts";

/** Rows looked at, from the newest on. */
const ROWS_MOST = 2_048;

/** What the journal says of late, up to the present moment, of one stream or of all. */
export interface Recent {
  /** The newest row of a type that fits, or undefined. */
  last(type: string, fits?: (row: JournalRow) => boolean): JournalRow | undefined;
  /** Rows of a type at or after a moment, newest first. */
  since(type: string, atUs: SimUs): readonly JournalRow[];
}

export const lookBack = (run: Run, stream?: Stream): Recent => {
  const own = rowsOf(run, stream);
  const { rows } = run.chronicle.journal;
  const end = rowsByNow(run);
  const byType = new Map<string, JournalRow[]>();
  for (let at = end - 1; at >= Math.max(0, end - ROWS_MOST); at--) {
    const row = rows[at]!;
    if (!own(row)) continue;
    const known = byType.get(row.type);
    if (known) known.push(row);
    else byType.set(row.type, [row]);
  }
  return {
    last: (type, fits = () => true) => byType.get(type)?.find(fits),
    since: (type, atUs) => (byType.get(type) ?? []).filter((row) => row.atUs >= atUs),
  };
};

/** Whether a row is about an actor. */
export const isAbout =
  (id: number) =>
  (row: JournalRow): boolean =>
    row.targets.some((target) => target.type === "actor" && target.id === id);

export const shardOf = (row: JournalRow): number => Number(row.values["shard"] ?? -1);
