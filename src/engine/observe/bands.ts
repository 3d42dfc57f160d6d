import { fractionOf } from "../../base/u128.ts";
import type { Bands } from "../../protocol/frame.ts";
import type { Viewport } from "../../protocol/viewport.ts";
import type { Run } from "../core/state.ts";
import type { SampleColumns } from "../core/world.ts";
import { WRITE_BYTES_FULL, WRITE_RECORDS_FULL, type Stream } from "../kds/stream.ts";

/** Below this height a shard has no row of its own, px. */
export const ROW_PX = 6;
const RECORDS_PER_S = 1000;
const BYTES_PER_S = 1_048_576;

const makeBands = (count: number, aggregated: boolean): Bands => ({
  count,
  aggregated,
  shard: new Int32Array(count).fill(-1),
  shardsInRow: new Int32Array(count),
  y0: new Float32Array(count),
  y1: new Float32Array(count),
  recordsAsked: new Float32Array(count),
  recordsIn: new Float32Array(count),
  bytesAsked: new Float32Array(count),
  bytesIn: new Float32Array(count),
  throttled: new Float32Array(count),
  recordTokens: new Float32Array(count).fill(1),
  byteTokens: new Float32Array(count).fill(1),
  readCalls: new Float32Array(count),
  readBytes: new Float32Array(count),
  readThrottled: new Float32Array(count),
  readBlockedUntilUs: new Float64Array(count),
});

/** Rows of open shards in view: one each, or by maximum where they would be thinner than 6 px. */
export const makeRows = (run: Run, stream: Stream | undefined, viewport: Viewport): Bands => {
  if (!stream) return makeBands(0, false);
  const [top, bottom] = viewport.zoom;
  const visible = stream.open.filter((shard) => {
    const start = fractionOf(stream.shards.startWords, shard * 4);
    return fractionOf(stream.shards.endWords, shard * 4) > top && start < bottom;
  });
  const room = Math.max(1, Math.floor(viewport.heightPx / ROW_PX));
  const aggregated = visible.length > room;
  const rows = makeBands(aggregated ? room : visible.length, aggregated);
  visible.forEach((shard, at) => {
    const start = fractionOf(stream.shards.startWords, shard * 4);
    const end = fractionOf(stream.shards.endWords, shard * 4);
    const middle = ((start + end) / 2 - top) / (bottom - top);
    const row = aggregated ? Math.min(room - 1, Math.max(0, Math.floor(middle * room))) : at;
    addToRow(run, stream, rows, row, shard);
    rows.y0[row] = aggregated ? top + ((bottom - top) * row) / room : start;
    rows.y1[row] = aggregated ? top + ((bottom - top) * (row + 1)) / room : end;
  });
  return rows;
};

const shareOf = (samples: SampleColumns, shard: number): number =>
  Math.max(
    (samples.recordsPerS[shard]! + samples.throttledPerS[shard]!) / RECORDS_PER_S,
    (samples.bytesPerS[shard]! + samples.throttledBytesPerS[shard]!) / BYTES_PER_S,
  );

const addToRow = (run: Run, stream: Stream, rows: Bands, row: number, shard: number): void => {
  const samples = run.world.samples[stream.name];
  const first = rows.shardsInRow[row] === 0;
  rows.shardsInRow[row]! += 1;
  if (!samples || shard >= samples.recordsPerS.length) {
    if (first) rows.shard[row] = shard;
    return;
  }
  const held = rows.shard[row]!;
  if (first || shareOf(samples, shard) > shareOf(samples, held)) rows.shard[row] = shard;
  const most = (column: Float32Array, value: number): void => {
    if (first || value > column[row]!) column[row] = value;
  };
  const records = samples.recordsPerS[shard]!;
  const bytes = samples.bytesPerS[shard]!;
  most(rows.recordsAsked, records + samples.throttledPerS[shard]!);
  most(rows.recordsIn, records);
  most(rows.bytesAsked, bytes + samples.throttledBytesPerS[shard]!);
  most(rows.bytesIn, bytes);
  most(rows.throttled, samples.throttledPerS[shard]!);
  most(rows.readCalls, samples.readCallsPerS[shard]!);
  most(rows.readBytes, samples.readBytesPerS[shard]!);
  most(rows.readThrottled, samples.readThrottledPerS[shard]!);
  fillTokens(run, stream, rows, row, shard, first);
};

const fillTokens = (
  run: Run,
  stream: Stream,
  rows: Bands,
  row: number,
  shard: number,
  first: boolean,
): void => {
  const { shards } = stream;
  const { nowUs } = run.world;
  const passedUs = nowUs - shards.refilledUs[shard]!;
  const records = Math.min(1, (shards.recordTokens[shard]! + passedUs) / WRITE_RECORDS_FULL);
  const bytes = Math.min(
    1,
    (shards.byteTokens[shard]! + passedUs * BYTES_PER_S) / WRITE_BYTES_FULL,
  );
  if (first || records < rows.recordTokens[row]!) rows.recordTokens[row] = records;
  if (first || bytes < rows.byteTokens[row]!) rows.byteTokens[row] = bytes;
  const blockedUs = shards.readBlockedUs[shard]!;
  if (blockedUs > nowUs && blockedUs > rows.readBlockedUntilUs[row]!) {
    rows.readBlockedUntilUs[row] = blockedUs;
  }
};
