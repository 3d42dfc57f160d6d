import { own } from "../../base/own.ts";
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

const inView = ({ open, shards }: Stream, [top, bottom]: Viewport["zoom"]): Int32Array => {
  const visible = new Int32Array(open.length);
  const { startWords, endWords } = shards;
  let count = 0;
  for (const shard of open) {
    if (fractionOf(endWords, shard * 4) <= top) continue;
    if (fractionOf(startWords, shard * 4) < bottom) visible[count++] = shard;
  }
  return visible.subarray(0, count);
};

/** Rows of open shards in view: one each, or by maximum where they would be thinner than 6 px. */
export const makeRows = (run: Run, stream: Stream | undefined, viewport: Viewport): Bands => {
  if (!stream) return makeBands(0, false);
  const [top, bottom] = viewport.zoom;
  const { startWords, endWords } = stream.shards;
  const visible = inView(stream, viewport.zoom);
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
    rows.y0[row] = start;
    rows.y1[row] = end;
  }
  for (let row = 0; aggregated && row < room; row++) {
    if (rows.shardsInRow[row] === 0) continue;
    rows.y0[row] = top + ((bottom - top) * row) / room;
    rows.y1[row] = top + ((bottom - top) * (row + 1)) / room;
  }
  fillRates(own(run.world.samples, stream.name), rows, visible, rowOf);
  fillTokens(run, stream, rows, visible, rowOf);
  return rows;
};

/** The highest rates of each row, and as its shard the one nearest to a write limit. */
const fillRates = (
  samples: SampleColumns | undefined,
  rows: Bands,
  visible: Int32Array,
  rowOf: Int32Array,
): void => {
  const most = new Float64Array(rows.count).fill(-1);
  const { recordsAsked, recordsIn, bytesAsked, bytesIn, throttled } = rows;
  for (let at = 0; at < visible.length; at++) {
    const shard = visible[at]!;
    const row = rowOf[at]!;
    const known = samples !== undefined && shard < samples.recordsPerS.length;
    let share = 0;
    if (known) {
      const records = samples.recordsPerS[shard]!;
      const bytes = samples.bytesPerS[shard]!;
      const refused = samples.throttledPerS[shard]!;
      const asked = records + refused;
      const bytesWanted = bytes + samples.throttledBytesPerS[shard]!;
      raise(recordsIn, row, records);
      raise(recordsAsked, row, asked);
      raise(bytesIn, row, bytes);
      raise(bytesAsked, row, bytesWanted);
      raise(throttled, row, refused);
      raise(rows.readCalls, row, samples.readCallsPerS[shard]!);
      raise(rows.readBytes, row, samples.readBytesPerS[shard]!);
      raise(rows.readThrottled, row, samples.readThrottledPerS[shard]!);
      share = Math.max(asked / RECORDS_PER_S, bytesWanted / BYTES_PER_S);
    }
    if (share <= most[row]!) continue;
    most[row] = share;
    rows.shard[row] = shard;
  }
};

const raise = (column: Float32Array, row: number, value: number): void => {
  if (value > column[row]!) column[row] = value;
};

const fillTokens = (
  run: Run,
  stream: Stream,
  rows: Bands,
  visible: Int32Array,
  rowOf: Int32Array,
): void => {
  const { refilledUs, recordTokens, byteTokens, readBlockedUs } = stream.shards;
  const { nowUs } = run.world;
  for (let at = 0; at < visible.length; at++) {
    const shard = visible[at]!;
    const row = rowOf[at]!;
    const passedUs = Math.max(0, nowUs - refilledUs[shard]!);
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
