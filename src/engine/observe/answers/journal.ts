import type { JournalAnswer, JournalRow } from "../../../protocol/frame.ts";
import type { JournalQuery } from "../../../protocol/viewport.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";
import { rowsBefore, rowsOf } from "./parts/past.ts";
import { shownAs, typesOf } from "./journalRows.ts";

/** Types that come batch after batch: neighbours of one consumer and shard fold into one row. */
const FOLDED = ["late", "lateRecords", "reRead", "copy", "lost"];

/**
 * Rows before a moment, newest first, of this branch's future too where it has been run; of shards,
 * only those of the stream, since another's have the same numbers. The last
 * instant of a page is never cut, so a page may be longer than asked for. A row folded from several
 * stands at the newest and bears the number of the oldest.
 */
export const answerJournal = (
  run: Run,
  stream: Stream | undefined,
  query: JournalQuery,
): JournalAnswer => {
  const own = rowsOf(run, stream);
  const told = (row: JournalRow): boolean =>
    own(row) || !row.targets.some(({ type }) => type === "shard");
  const { rows } = run.chronicle.journal;
  const wanted = new Set(query.types);
  const all = wanted.size === 0;
  const page: JournalRow[] = [];
  for (let at = rowsBefore(rows, query.beforeUs) - 1; at >= 0; at--) {
    const row = rows[at]!;
    const last = page[page.length - 1];
    if (page.length >= query.count && row.atUs !== rows[at + 1]?.atUs) break;
    if (!told(row) || (!all && !typesOf(row).some((type) => wanted.has(type)))) continue;
    for (const shown of shownAs(run, stream, row)) {
      if (!all && !wanted.has(shown.type) && !wanted.has(row.type)) continue;
      if (last && folds(last, shown)) page[page.length - 1] = folded(last, shown);
      else page.push(shown);
    }
  }
  let total = 0;
  for (const row of rows) {
    if (!told(row)) continue;
    for (const type of typesOf(row)) if (all || wanted.has(type)) total += 1;
  }
  return { total, rows: page };
};

const folds = (newer: JournalRow, older: JournalRow): boolean =>
  newer.type === older.type &&
  FOLDED.includes(newer.type) &&
  newer.values["consumer"] === older.values["consumer"] &&
  newer.values["shard"] === older.values["shard"];

/** The newer row's words; records of both, since they are counts of each. */
const folded = (newer: JournalRow, older: JournalRow): JournalRow => {
  const { records } = newer.values;
  const more = older.values["records"];
  const sum =
    typeof records === "number" && typeof more === "number" ? { records: records + more } : {};
  return {
    ...newer,
    row: older.row,
    times: newer.times + older.times,
    values: { ...newer.values, ...sum },
  };
};
