import { reserve } from "../../base/columns.ts";
import { SECOND_WIDTH, type Chronicle, type ShardHistory } from "../core/chronicle.ts";
import { EPISODE_US } from "../core/context.ts";
import { note, type Run } from "../core/state.ts";
import type { SampleColumns, World } from "../core/world.ts";
import { horizonUs, type Stream } from "../kds/stream.ts";
import { lagMs } from "../observe/lag.ts";
import { M, METRIC_COUNT } from "./metricIndex.ts";

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

/** A whole second ends: what it added, by shard, and a row of the stream's totals. */
export const sampleSecond = (run: Run): void => {
  const { world, chronicle } = run;
  const row = world.chronicle.seconds++;
  const fresh = row >= chronicle.seconds.count;
  const totals = new Float64Array(SECOND_WIDTH);
  totals.set(world.retiredTotals);
  for (const stream of world.streams) {
    sampleShards(world, stream);
    noteSecond(run, stream);
    if (fresh) keepShards(chronicle, world, stream, row);
    for (let at = 0; at < METRIC_COUNT; at++) totals[at]! += stream.totals[at]!;
    stream.totals[M["GetRecords.IteratorAgeMilliseconds"]] = 0;
  }
  if (!fresh) return;
  totals[METRIC_COUNT] = greatestLagMs(run);
  const { seconds } = chronicle;
  reserve(seconds, row + 1, { values: SECOND_WIDTH });
  seconds.values.set(totals, row * SECOND_WIDTH);
  seconds.count = row + 1;
};

const sampleShards = (world: World, stream: Stream): void => {
  const samples = (world.samples[stream.name] ??= makeSamples());
  const { shards } = stream;
  reserve(samples, shards.count);
  for (const name of SAMPLED) {
    const now = shards[name];
    const before = samples[name];
    const rate = samples[`${name}PerS`];
    for (let at = 0; at < shards.count; at++) {
      rate[at] = now[at]! - before[at]!;
      before[at] = now[at]!;
    }
  }
};

const keepShards = (chronicle: Chronicle, world: World, stream: Stream, row: number): void => {
  const { count } = stream.shards;
  let history = chronicle.shards[stream.name];
  if (!history || history.width < count) {
    history = widened(history, count);
    chronicle.shards[stream.name] = history;
  }
  const samples = world.samples[stream.name]!;
  const at = (row % history.rows) * history.width * SAMPLED.length;
  SAMPLED.forEach((name, column) => {
    const rates = samples[`${name}PerS`].subarray(0, count);
    history.values.set(rates, at + column * history.width);
  });
  history.count = row + 1;
};

const widened = (before: ShardHistory | undefined, count: number): ShardHistory => {
  let width = 8;
  while (width < count) width *= 2;
  const fits = Math.floor(HISTORY_CELLS / (width * SAMPLED.length));
  const rows = Math.max(8, Math.min(HISTORY_SECONDS_MOST, fits));
  const next = {
    rows,
    width,
    first: before?.first ?? 0,
    count: before?.count ?? 0,
    values: new Float32Array(rows * width * SAMPLED.length),
  };
  if (!before) return next;
  const kept = Math.min(before.count, before.rows, rows);
  for (let row = before.count - kept; row < before.count; row++) {
    for (let column = 0; column < SAMPLED.length; column++) {
      const from = ((row % before.rows) * SAMPLED.length + column) * before.width;
      const to = ((row % rows) * SAMPLED.length + column) * width;
      next.values.set(before.values.subarray(from, from + before.width), to);
    }
  }
  return next;
};

/** What a whole second of quiet or the passing of the horizon tells of a stream's shards. */
const noteSecond = (run: Run, stream: Stream): void => {
  const { nowUs } = run.world;
  const { shards } = stream;
  const horizon = horizonUs(stream, nowUs);
  const { count, closedUs, writeRefusedUs } = shards;
  for (let shard = 0; shard < count; shard++) {
    const quietUs = nowUs - writeRefusedUs[shard]!;
    if (quietUs > EPISODE_US && quietUs <= EPISODE_US + SECOND_US)
      noteThrottleEnd(run, stream, shard);
    const closed = closedUs[shard]!;
    if (closed >= 0 && closed < horizon && closed >= horizon - SECOND_US) {
      const records = shards.records[shard]!;
      note(run, "shardExpired", { shard, records }, [{ type: "shard", shard }], "expired", shard);
    }
  }
  if (stream.log.lowest === 0 || stream.foldNoted) return;
  stream.foldNoted = true;
  note(run, "folded", { records: run.world.recordBudget });
};

const noteThrottleEnd = (run: Run, stream: Stream, shard: number): void => {
  const { throttled, writeRefusedUs, episodeUs, episodeThrottled } = stream.shards;
  const values = {
    shard,
    throttled: throttled[shard]! - episodeThrottled[shard]!,
    durationUs: writeRefusedUs[shard]! - episodeUs[shard]!,
  };
  note(run, "throttleEnd", values, [{ type: "shard", shard }]);
};

const greatestLagMs = (run: Run): number => {
  let most = 0;
  for (const actor of run.world.actors) {
    if (actor.application) most = Math.max(most, lagMs(run, actor));
  }
  return most;
};
