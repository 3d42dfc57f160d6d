import { reserve } from "../../base/columns.ts";
import {
  TICK_SHARDS,
  TICK_TYPES,
  type JournalRow,
  type Target,
  type TickType,
} from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";
import { cutStreams, rowsFrom, type StreamHistory } from "../cloudwatch/history.ts";
import type { World } from "./world.ts";

/**
 * Append-only history beside the world. The world holds how many rows belong to it, so a replay
 * appends nothing that is there already. Rows beyond the caps drop from the old end.
 */
export interface Chronicle {
  ticks: { count: number; atUs: Float64Array; type: Uint8Array; subject: Float64Array };
  journal: { first: number; rows: JournalRow[] };
  /** Whole seconds there were. */
  seconds: number;
  /** Stream-level history by name; in all `rows`, of which the oldest beyond `most` are forgotten. */
  streams: Record<string, StreamHistory>;
  rows: number;
  most: number;
  /** Per-shard history of each stream by name: a row a second, round and round. */
  shards: Record<string, ShardHistory>;
  /** Metrics of enhanced fan-out; made when first there are any. */
  fanOut?: FanOutHistory[];
  /** Each consumer's lag, by actor id; absent in snapshots of before. */
  lags?: Record<number, LagHistory>;
  furthestUs: SimUs;
}

/** A consumer's lag at the end of seconds [first, first + count), ms. */
export interface LagHistory {
  first: number;
  count: number;
  values: Float64Array;
}

/** One consumer's seconds in which anything happened, by `engine/cloudwatch/fanOut`. */
export interface FanOutHistory {
  readonly stream: string;
  readonly consumer: string;
  count: number;
  values: Float64Array;
}

/** Seven shard-level metrics a second, `width` shards a row, over the last `rows` seconds. */
export interface ShardHistory {
  rows: number;
  width: number;
  /** It has as many rows as it may. */
  full?: boolean;
  /** Seconds up to `count`; those before `first` were overwritten by a future that was left. */
  first: number;
  count: number;
  values: Float32Array;
}

const JOURNAL_ROWS = 20_000;
const TICKS = 262_144;
/** Stream-level rows: of one stream twelve days, about 285 MB. */
const ROWS = 1_048_576;
/** A row of a consumer's fan-out metrics: its second, then the metrics. */
export const FAN_OUT_WIDTH = 7;

export const makeChronicle = (): Chronicle => ({
  ticks: {
    count: 0,
    atUs: new Float64Array(0),
    type: new Uint8Array(0),
    subject: new Float64Array(0),
  },
  journal: { first: 0, rows: [] },
  seconds: 0,
  streams: {},
  rows: 0,
  most: ROWS,
  shards: {},
  furthestUs: 0,
});

export const makeLag = (first: number): LagHistory => ({
  first,
  count: 0,
  values: new Float64Array(0),
});

/** A shard as a tick's subject. */
export const tickShard = ({ number }: { readonly number: number }, shard: number): number =>
  number * TICK_SHARDS + shard;

/** A mark on the time bar; `subject` is a shard, as `tickShard` has it, or an actor id, by type. */
export const addTick = (
  world: World,
  chronicle: Chronicle,
  type: TickType,
  subject: number,
): void => {
  const { ticks } = chronicle;
  const row = world.chronicle.ticks;
  if (row >= TICKS) return;
  world.chronicle.ticks = row + 1;
  if (row < ticks.count) return;
  reserve(ticks, row + 1);
  ticks.count = row + 1;
  ticks.atUs[row] = world.nowUs;
  ticks.type[row] = TICK_TYPES.indexOf(type);
  ticks.subject[row] = subject;
};

export const addJournal = (
  world: World,
  chronicle: Chronicle,
  type: string,
  values: JournalRow["values"],
  targets: readonly Target[],
): void => {
  const { journal } = chronicle;
  const row = world.chronicle.journal++;
  if (row < journal.first + journal.rows.length) return;
  journal.rows.push({ row, atUs: world.nowUs, type, values, targets, times: 1 });
  if (journal.rows.length > JOURNAL_ROWS) {
    journal.rows.splice(0, JOURNAL_ROWS / 2);
    journal.first += JOURNAL_ROWS / 2;
  }
};

/** A copy holding only what had happened by `world`'s moment: the start of a forked branch. */
export const cutChronicle = (chronicle: Chronicle, world: World): Chronicle => {
  const { ticks, journal, shards } = chronicle;
  const tickRows = Math.min(ticks.count, world.chronicle.ticks);
  const journalRows = Math.max(0, world.chronicle.journal - journal.first);
  const seconds = Math.min(chronicle.seconds, world.chronicle.seconds);
  const made: Chronicle = {
    ticks: {
      count: tickRows,
      atUs: ticks.atUs.slice(),
      type: ticks.type.slice(),
      subject: ticks.subject.slice(),
    },
    journal: { first: journal.first, rows: journal.rows.slice(0, journalRows) },
    seconds,
    streams: cutStreams(chronicle.streams, seconds),
    rows: 0,
    most: chronicle.most,
    shards: Object.fromEntries(
      Object.entries(shards).map(([name, each]) => [
        name,
        {
          ...each,
          first: Math.max(each.first, each.count - each.rows),
          count: Math.min(each.count, world.chronicle.seconds),
          values: each.values.slice(),
        },
      ]),
    ),
    ...(chronicle.fanOut && { fanOut: chronicle.fanOut.map((each) => cut(each, seconds)) }),
    ...(chronicle.lags && { lags: cutLags(chronicle.lags, seconds) }),
    furthestUs: world.nowUs,
  };
  made.rows = rowsFrom(made, 0);
  return made;
};

const cut = (history: FanOutHistory, seconds: number): FanOutHistory => {
  let { count } = history;
  while (count > 0 && history.values[(count - 1) * FAN_OUT_WIDTH]! >= seconds) count -= 1;
  return { ...history, count, values: history.values.slice() };
};

const cutLags = (
  lags: Readonly<Record<number, LagHistory>>,
  seconds: number,
): Record<number, LagHistory> =>
  Object.fromEntries(
    Object.entries(lags)
      .filter(([, { first }]) => first < seconds)
      .map(([actor, each]) => {
        const count = Math.min(each.count, seconds - each.first);
        return [actor, { ...each, count, values: each.values.slice() }];
      }),
  );
