import { reserve } from "../../base/columns.ts";
import { own, setOwn } from "../../base/own.ts";
import type { SimUs } from "../../protocol/log.ts";
import { tickShard, type Chronicle, type ShardHistory } from "../core/chronicle.ts";
import { EPISODE_US } from "../core/context.ts";
import { note, type Run } from "../core/state.ts";
import type { SampleColumns, World } from "../core/world.ts";
import { horizonUs, type Stream } from "../kds/stream.ts";
import { lagMs } from "../observe/lag.ts";
import { forgetOldest, keepGreatestLag, keepSecond } from "./history.ts";
import { hasLag, keepLag } from "./lags.ts";
import { M } from "./metricIndex.ts";

/** Shard totals sampled each second, in the order of a `ShardHistory` row. */
export const SAMPLED = [
  "records",
  "bytes",
  "throttled",
  "throttledBytes",
  "retried",
  "readCalls",
  "readBytes",
  "readThrottled",
] as const;
const SECOND_US = 1_000_000;
const HISTORY_CELLS = 1_048_576;
/** Of many streams each may grow to its part of these. */
const HISTORY_CELLS_ALL = 16_777_216;
const HISTORY_SECONDS_MOST = 3_600;

const makeSamples = (): SampleColumns => {
  const empty = (): Float64Array => new Float64Array(0);
  return {
    records: empty(),
    bytes: empty(),
    throttled: empty(),
    throttledBytes: empty(),
    retried: empty(),
    readCalls: empty(),
    readBytes: empty(),
    readThrottled: empty(),
    recordsPerS: empty(),
    bytesPerS: empty(),
    throttledPerS: empty(),
    throttledBytesPerS: empty(),
    retriedPerS: empty(),
    readCallsPerS: empty(),
    readBytesPerS: empty(),
    readThrottledPerS: empty(),
  };
};

/** A whole second ends: what it added, by shard, and a row of each stream's totals. */
export const sampleSecond = (run: Run): void => {
  const { world, chronicle } = run;
  const { deleted } = world;
  const row = world.chronicle.seconds++;
  const fresh = row >= chronicle.seconds;
  if (fresh) for (const stream of deleted ?? []) keepSecond(chronicle, row, stream);
  if (deleted) deleted.length = 0;
  for (const stream of world.streams) {
    sampleShards(world, stream, fresh ? historyFor(chronicle, stream, row) : undefined, row);
    noteSecond(run, stream);
    if (fresh) keepSecond(chronicle, row, stream);
    stream.totals[M["GetRecords.IteratorAgeMilliseconds"]] = 0;
  }
  if (world.fanOut) run.models.operations?.fanOut.sample(run, row, fresh);
  for (const actor of world.actors) {
    if (!actor.application || (!fresh && hasLag(chronicle, actor.id, row))) continue;
    const lag = lagMs(run, actor);
    keepLag(chronicle, actor.id, row, lag);
    if (fresh) keepGreatestLag(chronicle, row, actor.stream, lag);
  }
  if (!fresh) return;
  chronicle.seconds = row + 1;
  forgetOldest(chronicle);
};

/** What the last second added, by shard, into the samples and into a row of the history if given. */
const sampleShards = (
  world: World,
  stream: Stream,
  history: ShardHistory | undefined,
  row: number,
): void => {
  const { name: of } = stream;
  const samples = own(world.samples, of) ?? setOwn(world.samples, of, makeSamples());
  const { shards } = stream;
  reserve(samples, shards.count);
  let place = history ? (row % history.rows) * history.width * SAMPLED.length : 0;
  for (const name of SAMPLED) {
    const rate = samples[`${name}PerS`];
    const kept = history?.values.subarray(place, place + shards.count);
    if (isStill(shards[name], samples[name], shards.count)) {
      rate.fill(0, 0, shards.count);
      kept?.fill(0);
    } else {
      sampleColumn(shards[name], samples[name], rate, shards.count);
      if (kept) for (let at = 0; at < shards.count; at++) kept[at] = rate[at]!;
    }
    place += history?.width ?? 0;
  }
  if (history) history.count = row + 1;
};

const isStill = (now: Float64Array, before: Float64Array, count: number): boolean => {
  for (let at = 0; at < count; at++) if (now[at] !== before[at]) return false;
  return true;
};

const sampleColumn = (
  now: Float64Array,
  before: Float64Array,
  rate: Float64Array,
  count: number,
): void => {
  for (let at = 0; at < count; at++) {
    const total = now[at]!;
    rate[at] = total - before[at]!;
    before[at] = total;
  }
};

/** The stream's history, with room for all its shards and, as long as it may grow, its seconds. */
const historyFor = (
  { shards, streams }: Chronicle,
  { name, shards: { count }, createdUs }: Stream,
  second: number,
): ShardHistory => {
  const held = own(shards, name);
  const needed = second + 1 - Math.floor(createdUs / SECOND_US);
  if (held && held.width >= count && (held.rows >= needed || held.full)) return held;
  const cells = Math.min(HISTORY_CELLS, HISTORY_CELLS_ALL / (Object.keys(streams).length + 1));
  return setOwn(shards, name, grown(held, count, needed, cells));
};

const grown = (
  before: ShardHistory | undefined,
  count: number,
  needed: number,
  cells: number,
): ShardHistory => {
  let width = before?.width ?? 8;
  while (width < count) width *= 2;
  const most = Math.min(HISTORY_SECONDS_MOST, Math.floor(cells / (width * SAMPLED.length)));
  let rows = Math.max(8, Math.min(most, before?.rows ?? 0));
  while (rows < needed && rows < most) rows = Math.min(most, rows * 2);
  const next = {
    full: rows >= most,
    rows,
    width,
    first: before?.first ?? 0,
    count: before?.count ?? 0,
    values: new Float32Array(rows * width * SAMPLED.length),
  };
  if (!before) return next;
  const kept = Math.min(before.count, before.rows, rows);
  // Rows of one width go over whole.
  const parts = width === before.width ? 1 : SAMPLED.length;
  const [had, has] = [before.width, width].map((each) => (each * SAMPLED.length) / parts);
  for (let row = before.count - kept; row < before.count; row++) {
    for (let part = 0; part < parts; part++) {
      const from = ((row % before.rows) * parts + part) * had!;
      const to = ((row % rows) * parts + part) * has!;
      next.values.set(before.values.subarray(from, from + had!), to);
    }
  }
  return next;
};

/** What a whole second of quiet or the passing of the horizon tells of a stream's shards. */
const noteSecond = (run: Run, stream: Stream): void => {
  const { nowUs } = run.world;
  const { shards } = stream;
  const horizon = horizonUs(stream, nowUs);
  const { count, closedUs, writeRefusedUs, openedUs } = shards;
  for (let shard = 0; shard < count; shard++) {
    const quietUs = nowUs - writeRefusedUs[shard]!;
    if (quietUs > EPISODE_US && quietUs <= EPISODE_US + SECOND_US)
      noteThrottleEnd(run, stream, shard);
    if (horizon <= 0) continue;
    const closed = closedUs[shard]!;
    // One that had expired before an import closed when it opened: that is no event of this run.
    if (closed > openedUs[shard]! && closed < horizon && closed >= horizon - SECOND_US) {
      const records = shards.records[shard]!;
      const values = { stream: stream.name, shard, records };
      const at = tickShard(stream, shard);
      note(run, "shardExpired", values, [{ type: "shard", shard }], "expired", at);
    }
  }
  if (stream.log.lowest === 0 || stream.foldNoted) return;
  stream.foldNoted = true;
  note(run, "folded", { records: run.world.recordBudget });
};

const noteThrottleEnd = (run: Run, stream: Stream, shard: number): void => {
  const { writeRefusedUs, episodeUs, throttled, episodeThrottled } = stream.shards;
  const counted = throttledSince(run, stream, shard, episodeUs[shard]!);
  const values = {
    stream: stream.name,
    shard,
    // Of the first call that was refused, this counts one record.
    throttled: counted ?? throttled[shard]! - episodeThrottled[shard]!,
    ...(counted === undefined && { atLeast: 1 }),
    durationUs: writeRefusedUs[shard]! - episodeUs[shard]!,
  };
  note(run, "throttleEnd", values, [{ type: "shard", shard }]);
};

/**
 * Records refused in an episode that began at `fromUs` and is over: all of its seconds, in which
 * there is no other one. Undefined where its beginning is no longer kept.
 */
const throttledSince = (
  { chronicle }: Run,
  { name }: Stream,
  shard: number,
  fromUs: SimUs,
): number | undefined => {
  const history = own(chronicle.shards, name);
  const from = Math.max(0, Math.ceil(fromUs / SECOND_US) - 1);
  if (!history || from < Math.max(history.first, history.count - history.rows)) return undefined;
  let sum = 0;
  for (let second = from; second < history.count; second++) {
    const row = (second % history.rows) * SAMPLED.length + SAMPLED.indexOf("throttled");
    sum += history.values[row * history.width + shard]!;
  }
  return sum;
};
