import type { Ghost } from "../../../protocol/frame.ts";
import { M } from "../../cloudwatch/metricIndex.ts";
import { SECOND_WIDTH, type Chronicle } from "../../core/chronicle.ts";
import type { Run } from "../../core/state.ts";

const ROWS_MOST = 2_048;
const TICKS_MOST = 4_096;

/**
 * The run that the last edit in the past replaced, from the second of the edit on. A row is a
 * second and stands at its end; a longer run has rows of several seconds with the greatest value of each.
 */
export const answerGhost = (run: Run): Ghost | undefined => {
  if (!run.ghost) return undefined;
  const { chronicle, forkUs } = run.ghost;
  const { seconds, ticks } = chronicle;
  const first = Math.min(seconds.count, Math.floor(forkUs / 1_000_000));
  const step = Math.max(1, Math.ceil((seconds.count - first) / ROWS_MOST));
  const count = Math.ceil((seconds.count - first) / step);
  const greatest = (value: (second: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, at) => {
      const from = first + at * step;
      let most = 0;
      for (let second = from; second < Math.min(from + step, seconds.count); second++) {
        most = Math.max(most, value(second));
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
      (_, at) => Math.min(first + (at + 1) * step, seconds.count) * 1_000_000,
    ),
    recordsIn: greatest((second) => addedIn(chronicle, second, M.IncomingRecords)),
    throttled: greatest((second) =>
      addedIn(chronicle, second, M.WriteProvisionedThroughputExceeded),
    ),
    lagMs: greatest((second) => seconds.values[second * seconds.width + SECOND_WIDTH - 1]!),
    tickUs: ticks.atUs.slice(tick, lastTick),
    tickType: ticks.type.slice(tick, lastTick),
  };
};

const addedIn = (chronicle: Chronicle, second: number, column: number): number => {
  const { values, width } = chronicle.seconds;
  const before = second === 0 ? 0 : values[(second - 1) * width + column]!;
  return Math.max(0, values[second * width + column]! - before);
};
