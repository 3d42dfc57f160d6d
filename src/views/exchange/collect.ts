import { readWords } from "../../base/u128.ts";
import { SHARD_METRICS, STREAM_METRICS } from "../../aws/metrics.ts";
import type { HashKeySpan } from "../../aws/hashKey.ts";
import { outgoingOf, type Outgoing, type Told } from "../../exchange/export/edits.ts";
import type { Measured } from "../../exchange/export/rows.ts";
import type { Answers, JournalRow, Topology } from "../../protocol/frame.ts";
import type { Queries } from "../../protocol/viewport.ts";
import type { Runtime } from "../../store/runtime.ts";
import { shownStream } from "../../store/shown.ts";

/** A piece of work that can be stopped and says how far it has got, 0 to 1. */
export interface Task {
  readonly signal: AbortSignal;
  readonly progress: (part: number) => void;
}

const PAGE_ROWS = 1_000;

/** The answer to one question about the run as it stands. */
const ask = async <K extends keyof Queries>(
  { session, pulse }: Runtime,
  name: K,
  query: Queries[K],
): Promise<Answers[K] | undefined> => {
  const release = session.asks.add(name, query);
  await pulse.idle();
  const answer = session.frame()?.answers[name];
  release();
  return answer;
};

/** All rows of the journal up to now, oldest first; of these types, or of all for none. */
export const journalRows = async (
  runtime: Runtime,
  types: readonly string[],
  { signal, progress }: Task,
): Promise<JournalRow[]> => {
  const rows: JournalRow[] = [];
  let beforeUs = (runtime.session.frame()?.atUs ?? 0) + 1;
  for (;;) {
    signal.throwIfAborted();
    const answer = await ask(runtime, "journal", { beforeUs, count: PAGE_ROWS, types });
    const last = answer?.rows.at(-1);
    if (!answer || !last) return rows.toReversed();
    rows.push(...answer.rows);
    progress(Math.min(1, rows.length / Math.max(1, answer.total)));
    beforeUs = last.atUs;
  }
};

const openRanges = ({ shards }: Topology): HashKeySpan[] => {
  const rows = [...shards.index.keys()].filter((row) => shards.closedUs[row]! < 0);
  const ranges = rows.map((row) => ({
    start: readWords(shards.startWords, row * 4),
    end: readWords(shards.endWords, row * 4),
  }));
  return ranges.toSorted((a, b) => (a.start < b.start ? -1 : 1));
};

/** The stream on the stage, ready to be written down; undefined where there is none. */
export const outgoing = async (runtime: Runtime, task: Task): Promise<Outgoing | undefined> => {
  const topology = runtime.session.topology();
  const name = shownStream(runtime.ui.getState().stream, topology);
  if (!topology || name === "" || topology.shards.count === 0) return undefined;
  const rows = await journalRows(runtime, ["call", "refused"], task);
  const told = rows.map(({ atUs, type, values }): Told => {
    return { atUs, operation: String(values["operation"]), refused: type === "refused" };
  });
  const atUs = runtime.session.frame()?.atUs ?? 0;
  const { entries } = runtime.session.log();
  return outgoingOf({ entries, atUs, told, name, open: openRanges(topology) });
};

const MINUTE_S = 60;

/** Minutes of the stream's metrics, of every listed shard's and of its fan-out consumers'. */
export const measures = async (
  runtime: Runtime,
  { signal, progress }: Task,
): Promise<Measured[]> => {
  const shards = [-1, ...(runtime.session.topology()?.shards.index ?? [])];
  const scopes: Pick<Measured, "shard" | "consumer">[] = shards.map((shard) => ({ shard }));
  const toUs = runtime.session.frame()?.atUs ?? 0;
  const out: Measured[] = [];
  for (const [at, scope] of scopes.entries()) {
    const { shard, consumer } = scope;
    signal.throwIfAborted();
    const names = Object.keys(shard < 0 ? STREAM_METRICS : SHARD_METRICS);
    const query = { periodS: MINUTE_S, names, ...scope, fromUs: 0, toUs } as const;
    const answer = await ask(runtime, "metrics", query);
    if (answer) out.push({ ...scope, answer });
    if (shard < 0 && consumer === undefined) {
      for (const each of answer?.consumers ?? []) scopes.push({ shard, consumer: each });
    }
    progress((at + 1) / scopes.length);
  }
  return out;
};
