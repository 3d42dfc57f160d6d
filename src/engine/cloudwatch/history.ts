import { reserve } from "../../base/columns.ts";
import { own, setOwn } from "../../base/own.ts";
import type { Chronicle } from "../core/chronicle.ts";
import type { Stream } from "../kds/stream.ts";
import { M, METRIC_COUNT } from "./metricIndex.ts";

/**
 * Seconds [first, count) of all streams that ever had one name. A row a second: totals by metric,
 * which go on from one stream to the next, and the greatest lag of its consumers. Before them stands
 * a row of the totals at the end of second `first` - 1.
 */
export interface StreamHistory {
  first: number;
  count: number;
  /** Streams of the name: from which second on, and what the name's totals were before. */
  lives: { readonly number: number; readonly from: number; readonly before: Float64Array }[];
  values: Float64Array;
}

/** What the history takes of a stream. */
export type Counted = Pick<Stream, "name" | "number" | "createdUs" | "totals">;

/** Metric totals, then the greatest lag in ms. */
export const SECOND_WIDTH = METRIC_COUNT + 1;
/** Column of the greatest lag of a stream's consumers, ms. */
export const LAG = METRIC_COUNT;
/** From this column on there are maxima of a second, not totals. */
const MAXIMA = M["GetRecords.IteratorAgeMilliseconds"];
/** What a name takes beside its seconds, in rows. */
export const NAME_ROWS = 8;

/** What second `second` (from 0 on) added, or its maximum; 0 where it is not kept. */
export const addedIn = (
  history: StreamHistory | undefined,
  second: number,
  column: number,
): number => {
  if (!history || second < history.first || second >= history.count) return 0;
  const place = (second - history.first + 1) * SECOND_WIDTH + column;
  const now = history.values[place]!;
  return column >= MAXIMA ? now : now - history.values[place - SECOND_WIDTH]!;
};

/** A row of what the stream has counted by the end of this second. */
export const keepSecond = (chronicle: Chronicle, second: number, stream: Counted): void => {
  const history = own(chronicle.streams, stream.name) ?? begin(chronicle, second, stream);
  if (history.count < second) skip(chronicle, history, second);
  const { first, lives } = history;
  let life = lives[lives.length - 1];
  if (life?.number !== stream.number) {
    life = { number: stream.number, from: second, before: lastRow(history) };
    lives.push(life);
  }
  const { before } = life;
  const { totals } = stream;
  const place = room(history, second - first + 1);
  for (let at = 0; at < METRIC_COUNT; at++) history.values[place + at] = before[at]! + totals[at]!;
  history.values[place + LAG] = 0;
  chronicle.rows += second + 1 - history.count;
  history.count = second + 1;
};

/** A consumer's lag at the end of the second just kept. */
export const keepGreatestLag = (
  chronicle: Chronicle,
  second: number,
  name: string,
  lagMs: number,
): void => {
  const history = own(chronicle.streams, name);
  if (history?.count !== second + 1) return;
  const place = (second - history.first + 1) * SECOND_WIDTH + LAG;
  if (lagMs > history.values[place]!) history.values[place] = lagMs;
};

/** Of a stream that is older than its history nothing is told of the first second. */
const begin = (chronicle: Chronicle, second: number, stream: Counted): StreamHistory => {
  const before = new Float64Array(SECOND_WIDTH);
  if (stream.createdUs < second * 1_000_000) {
    for (let at = 0; at < MAXIMA; at++) before[at] = -stream.totals[at]!;
  }
  const values = new Float64Array(NAME_ROWS * SECOND_WIDTH);
  const lives = [{ number: stream.number, from: second, before }];
  chronicle.rows += NAME_ROWS;
  return setOwn(chronicle.streams, stream.name, { first: second, count: second, lives, values });
};

/** Where the row begins; there is room for it. */
const room = (history: StreamHistory, row: number): number => {
  const place = row * SECOND_WIDTH;
  if (history.values.length < place + SECOND_WIDTH) {
    reserve(history, row + 1, { values: SECOND_WIDTH });
  }
  return place;
};

/** The totals so far, without maxima. */
const lastRow = ({ first, count, values }: StreamHistory): Float64Array => {
  const place = (count - first) * SECOND_WIDTH;
  return values.slice(place, place + SECOND_WIDTH).fill(0, MAXIMA);
};

/** While no stream has the name, nothing is added. */
const skip = (chronicle: Chronicle, history: StreamHistory, second: number): void => {
  const before = history.count - history.first;
  forgetBefore(history, second - Math.floor(chronicle.most / 2));
  const still = lastRow(history);
  for (; history.count < second; history.count++) {
    const place = room(history, history.count - history.first + 1);
    history.values.set(still, place);
  }
  chronicle.rows += history.count - history.first - before;
};

const forgetBefore = (history: StreamHistory, second: number): void => {
  const { first, count, lives, values } = history;
  if (second <= first) return;
  const gone = Math.min(second, count) - first;
  history.values = values.slice(gone * SECOND_WIDTH, (count - first + 1) * SECOND_WIDTH);
  history.lives = lives.filter(({ from }, at) => from >= second || at === lives.length - 1);
  history.first = second;
  history.count = Math.max(count, second);
};

/** Beyond `most` rows the oldest seconds of all streams go, and names that have none left. */
export const forgetOldest = (chronicle: Chronicle): void => {
  if (chronicle.rows <= chronicle.most) return;
  const { streams, shards, seconds } = chronicle;
  const target = Math.floor(chronicle.most / 2);
  let low = 0;
  let high = seconds;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowsFrom(chronicle, middle) <= target) high = middle;
    else low = middle + 1;
  }
  chronicle.rows = rowsFrom(chronicle, low);
  for (const [name, history] of Object.entries(streams)) {
    if (staysAt(chronicle, history, low)) forgetBefore(history, low);
    else {
      delete streams[name];
      delete shards[name];
    }
  }
};

const staysAt = ({ seconds }: Chronicle, { count }: StreamHistory, second: number): boolean =>
  count > second || count === seconds;

/** Rows that there are when those before a second are gone. */
export const rowsFrom = (chronicle: Chronicle, second: number): number => {
  let rows = 0;
  for (const history of Object.values(chronicle.streams)) {
    if (!staysAt(chronicle, history, second)) continue;
    rows += NAME_ROWS + Math.max(0, history.count - Math.max(history.first, second));
  }
  return rows;
};

/** A copy of what there was by the end of so many seconds. */
export const cutStreams = (streams: Chronicle["streams"], seconds: number): Chronicle["streams"] =>
  Object.fromEntries(
    Object.entries(streams)
      .filter(([, { first }]) => first < seconds)
      .map(([name, each]) => {
        const count = Math.min(each.count, seconds);
        const lives = each.lives.filter(({ from }) => from < count);
        return [name, { ...each, count, lives, values: each.values.slice() }];
      }),
  );
