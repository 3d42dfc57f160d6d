import { own } from "../../../base/own.ts";
import type { Ghost } from "../../../protocol/frame.ts";
import { addedIn, LAG } from "../../cloudwatch/history.ts";
import { M } from "../../cloudwatch/metricIndex.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";

const ROWS_MOST = 2_048;
const TICKS_MOST = 4_096;

/**
 * A stream in the run that the last edit in the past replaced, from the second of the edit on. A row is a
 * second and stands at its end; a longer run has rows of several seconds with the greatest value of each.
 */
export const answerGhost = (run: Run, stream: Stream | undefined): Ghost | undefined => {
  if (!run.ghost) return undefined;
  const { chronicle, forkUs } = run.ghost;
  const { seconds, ticks } = chronicle;
  const first = Math.min(seconds, Math.floor(forkUs / 1_000_000));
  const step = Math.max(1, Math.ceil((seconds - first) / ROWS_MOST));
  const count = Math.ceil((seconds - first) / step);
  const history = own(chronicle.streams, stream?.name ?? "");
  const greatest = (column: number): Float64Array =>
    Float64Array.from({ length: count }, (_, at) => {
      const from = first + at * step;
      let most = 0;
      for (let second = from; second < Math.min(from + step, seconds); second++) {
        most = Math.max(most, addedIn(history, second, column));
      }
      return most;
    });
  let tick = 0;
  while (tick < ticks.count && ticks.atUs[tick]! < forkUs) tick += 1;
  const lastTick = Math.min(ticks.count, tick + TICKS_MOST);
  return {
    forkUs,
    endUs: chronicle.furthestUs,
    atUs: Float64Array.from(
      { length: count },
      (_, at) => Math.min(first + (at + 1) * step, seconds) * 1_000_000,
    ),
    recordsIn: greatest(M.IncomingRecords),
    throttled: greatest(M.WriteProvisionedThroughputExceeded),
    lagMs: greatest(LAG),
    tickUs: ticks.atUs.slice(tick, lastTick),
    tickType: ticks.type.slice(tick, lastTick),
  };
};
