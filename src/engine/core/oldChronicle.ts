import { METRIC_COUNT } from "../cloudwatch/metricIndex.ts";
import { NAME_ROWS, SECOND_WIDTH, type StreamHistory } from "../cloudwatch/history.ts";
import type { Chronicle } from "./chronicle.ts";
import type { World } from "./world.ts";

/** Before histories were by stream: a row a second of sums over all streams. */
interface Sums {
  readonly first: number;
  readonly count: number;
  readonly most: number;
  readonly values: Float64Array;
}

/**
 * The chronicle of a snapshot, which may be of before histories were by stream: sums over streams of
 * several names are forgotten, those of one name are its own.
 */
export const upgraded = (chronicle: Chronicle, world: World): Chronicle => {
  const seconds = chronicle.seconds as number | Sums;
  if (typeof seconds === "number") return chronicle;
  const names = Object.keys(chronicle.shards);
  const history = names.length === 1 ? historyOf(seconds, world) : undefined;
  return {
    ...chronicle,
    seconds: seconds.count,
    streams: history ? Object.fromEntries(names.map((name) => [name, history])) : {},
    rows: history ? NAME_ROWS + history.count - history.first : 0,
    most: seconds.most,
  };
};

/** Of rows that come after forgotten ones, the first is what was before. */
const historyOf = ({ first, count, values }: Sums, world: World): StreamHistory => {
  const gone = first > 0 ? 1 : 0;
  const rows = values.subarray(0, (count - first) * SECOND_WIDTH);
  const kept = new Float64Array(rows.length + (1 - gone) * SECOND_WIDTH);
  kept.set(rows, (1 - gone) * SECOND_WIDTH);
  const before = new Float64Array(SECOND_WIDTH);
  before.set(world.retiredTotals.subarray(0, METRIC_COUNT - 1));
  const number = world.streams[0]?.number ?? -1;
  const from = first + gone;
  return { first: from, count, lives: [{ number, from, before }], values: kept };
};
