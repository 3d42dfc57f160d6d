import { reserve } from "../../base/columns.ts";
import { FAN_OUT_WIDTH, type Chronicle, type FanOutHistory } from "../core/chronicle.ts";
import type { Run } from "../core/state.ts";
import type { FanOut, World } from "../core/world.ts";

/** Metrics of enhanced fan-out, dimensions StreamName and ConsumerName, in column order. */
const FAN_OUT = [
  "SubscribeToShard.Success",
  "SubscribeToShard.RateExceeded",
  "SubscribeToShardEvent.Success",
  "SubscribeToShardEvent.Records",
  "SubscribeToShardEvent.Bytes",
  "SubscribeToShardEvent.MillisBehindLatest",
] as const;
const GREATEST = FAN_OUT.indexOf("SubscribeToShardEvent.MillisBehindLatest");
/** Consumers ever, by stream and name, of which metrics are kept. */
const CONSUMERS_MOST = 256;

const isOf =
  (stream: string, consumer: string) =>
  (each: { readonly stream: string; readonly consumer: string }): boolean =>
    each.stream === stream && each.consumer === consumer;

const nowOf = (world: World, stream: string, consumer: string): Float64Array | undefined => {
  const all: FanOut[] = (world.fanOut ??= []);
  const found = all.find(isOf(stream, consumer));
  if (found || all.length >= CONSUMERS_MOST) return found?.now;
  const now = new Float64Array(FAN_OUT.length);
  all.push({ stream, consumer, now });
  return now;
};

/** A SubscribeToShard was answered, or refused as too fast or already subscribed. */
export const countSubscribe = (
  { world }: Run,
  stream: string,
  consumer: string,
  accepted: boolean,
): void => {
  const now = nowOf(world, stream, consumer);
  if (now) now[accepted ? 0 : 1]! += 1;
};

/** A SubscribeToShardEvent was pushed. */
export const countEvent = (
  { world }: Run,
  stream: string,
  consumer: string,
  records: number,
  bytes: number,
  behindMs: number,
): void => {
  const now = nowOf(world, stream, consumer);
  if (!now) return;
  now[2]! += 1;
  now[3]! += records;
  now[4]! += bytes;
  now[GREATEST] = Math.max(now[GREATEST]!, behindMs);
};

/** A whole second ends; a consumer with nothing in it takes no row. */
export const sampleFanOut = (run: Run, second: number, fresh: boolean): void => {
  for (const { stream, consumer, now } of run.world.fanOut ?? []) {
    if (now.every((value) => value === 0)) continue;
    if (fresh) append(historyFor(run.chronicle, stream, consumer), second, now, run);
    now.fill(0);
  }
};

const historyFor = (chronicle: Chronicle, stream: string, consumer: string): FanOutHistory => {
  const all = (chronicle.fanOut ??= []);
  const found = all.find(isOf(stream, consumer));
  if (found) return found;
  const made = { stream, consumer, count: 0, values: new Float64Array(0) };
  all.push(made);
  return made;
};

const append = (
  history: FanOutHistory,
  second: number,
  now: Float64Array,
  { chronicle }: Run,
): void => {
  const most = Math.floor(chronicle.most / chronicle.fanOut!.length);
  if (history.count >= most) {
    const rows = history.count - Math.floor(most / 2);
    history.values = history.values.slice(rows * FAN_OUT_WIDTH, history.count * FAN_OUT_WIDTH);
    history.count -= rows;
  }
  reserve(history, history.count + 1, { values: FAN_OUT_WIDTH });
  history.values[history.count * FAN_OUT_WIDTH] = second;
  history.values.set(now, history.count * FAN_OUT_WIDTH + 1);
  history.count += 1;
};

const secondAt = ({ values }: FanOutHistory, row: number): number => values[row * FAN_OUT_WIDTH]!;

/** The first row that is not before this second. */
const rowFrom = (history: FanOutHistory, second: number): number => {
  let low = 0;
  let high = history.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (secondAt(history, middle) < second) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Names of a stream's consumers that metrics are kept of so far. */
export const fanOutConsumers = ({ world, chronicle }: Run, stream: string): string[] =>
  (chronicle.fanOut ?? [])
    .filter(
      (each) =>
        each.stream === stream && each.count > 0 && secondAt(each, 0) < world.chronicle.seconds,
    )
    .map(({ consumer }) => consumer);

/** One metric of a consumer: what a second added, or its greatest; undefined for no such metric. */
export const fanOutSource = (
  { chronicle }: Run,
  stream: string,
  consumer: string,
  name: string,
): { readonly second: (second: number) => number; readonly maximum: boolean } | undefined => {
  const column = (FAN_OUT as readonly string[]).indexOf(name);
  const history = chronicle.fanOut?.find(isOf(stream, consumer));
  if (column < 0 || !history) return undefined;
  return {
    maximum: column === GREATEST,
    second: (second) => {
      const row = rowFrom(history, second);
      if (row >= history.count || secondAt(history, row) !== second) return 0;
      return history.values[row * FAN_OUT_WIDTH + 1 + column]!;
    },
  };
};

/** What the engine's first chunk asks for where there is any of it. */
export const fanOutMetrics = {
  sample: sampleFanOut,
  consumers: fanOutConsumers,
  source: fanOutSource,
};
