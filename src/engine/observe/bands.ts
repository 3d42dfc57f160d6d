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
  const { startWords, endWords } = stream.shards;
  const visible = stream.open.filter(
    (shard) => fractionOf(endWords, shard * 4) > top && fractionOf(startWords, shard * 4) < bottom,
  );
  const room = Math.max(1, Math.floor(viewport.heightPx / ROW_PX));
  const aggregated = visible.length > room;
  const rows = makeBands(aggregated ? room : visible.length, aggregated);
  const rowOf = new Int32Array(visible.length);
  for (let at = 0; at < visible.length; at++) {
    const start = fractionOf(startWords, visible[at]! * 4);
    const end = fractionOf(endWords, visible[at]! * 4);
    const middle = ((start + end) / 2 - top) / (bottom - top);
    const row = aggregated ? Math.min(room - 1, Math.max(0, Math.floor(middle * room))) : at;
    rowOf[at] = row;
    rows.shardsInRow[row]! += 1;
    rows.y0[row] = aggregated ? top + ((bottom - top) * row) / room : start;
    rows.y1[row] = aggregated ? top + ((bottom - top) * (row + 1)) / room : end;
  }
  const samples = run.world.samples[stream.name];
  if (samples) fillRates(samples, rows, visible, rowOf);
  else fillShards(rows, visible, rowOf, () => 0);
  fillTokens(run, stream, rows, visible, rowOf);
  return rows;
};

/** The shard a row speaks of: the one nearest to a write limit. */
const fillShards = (
  rows: Bands,
  visible: readonly number[],
  rowOf: Int32Array,
  shareOf: (shard: number) => number,
): void => {
  const most = new Float64Array(rows.count).fill(-1);
  for (let at = 0; at < visible.length; at++) {
    const share = shareOf(visible[at]!);
    const row = rowOf[at]!;
    if (share <= most[row]!) continue;
    most[row] = share;
    rows.shard[row] = visible[at]!;
  }
};

const fillRates = (
  samples: SampleColumns,
  rows: Bands,
  visible: readonly number[],
  rowOf: Int32Array,
): void => {
  const known = samples.recordsPerS.length;
  const { recordsPerS, throttledPerS, bytesPerS, throttledBytesPerS } = samples;
  fillShards(rows, visible, rowOf, (shard) => {
    if (shard >= known) return 0;
    const records = (recordsPerS[shard]! + throttledPerS[shard]!) / RECORDS_PER_S;
    const bytes = (bytesPerS[shard]! + throttledBytesPerS[shard]!) / BYTES_PER_S;
    return records > bytes ? records : bytes;
  });
  const { recordsAsked, recordsIn, bytesAsked, bytesIn, throttled } = rows;
  const { readCallsPerS, readBytesPerS, readThrottledPerS } = samples;
  for (let at = 0; at < visible.length; at++) {
    const shard = visible[at]!;
    if (shard >= known) continue;
    const row = rowOf[at]!;
    const records = recordsPerS[shard]!;
    const bytes = bytesPerS[shard]!;
    const refused = throttledPerS[shard]!;
    raise(recordsIn, row, records);
    raise(recordsAsked, row, records + refused);
    raise(bytesIn, row, bytes);
    raise(bytesAsked, row, bytes + throttledBytesPerS[shard]!);
    raise(throttled, row, refused);
    raise(rows.readCalls, row, readCallsPerS[shard]!);
    raise(rows.readBytes, row, readBytesPerS[shard]!);
    raise(rows.readThrottled, row, readThrottledPerS[shard]!);
  }
};

const raise = (column: Float32Array, row: number, value: number): void => {
  if (value > column[row]!) column[row] = value;
};

const fillTokens = (
  run: Run,
  stream: Stream,
  rows: Bands,
  visible: readonly number[],
  rowOf: Int32Array,
): void => {
  const { refilledUs, recordTokens, byteTokens, readBlockedUs } = stream.shards;
  const { nowUs } = run.world;
  for (let at = 0; at < visible.length; at++) {
    const shard = visible[at]!;
    const row = rowOf[at]!;
    const passedUs = nowUs - refilledUs[shard]!;
    const records = (recordTokens[shard]! + passedUs) / WRITE_RECORDS_FULL;
    const bytes = (byteTokens[shard]! + passedUs * BYTES_PER_S) / WRITE_BYTES_FULL;
    if (records < rows.recordTokens[row]!) rows.recordTokens[row] = records;
    if (bytes < rows.byteTokens[row]!) rows.byteTokens[row] = bytes;
    const blockedUs = readBlockedUs[shard]!;
    if (blockedUs > nowUs && blockedUs > rows.readBlockedUntilUs[row]!) {
      rows.readBlockedUntilUs[row] = blockedUs;
    }
  }
};
