import { LIMIT } from "../../../aws/limitValues.ts";
import type { JournalRow } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import { actorWithId, EVIDENCE_ROWS } from "../../core/world.ts";
import { arrivalIn, ordinalAt, segmentOf } from "../../kds/records.ts";
import type { Stream } from "../../kds/stream.ts";
import { evidenceAt } from "./evidence.ts";
import { actorNameOf } from "./parts/actors.ts";
import { secondOf } from "./parts/past.ts";
import { nearerLimit } from "./parts/sample.ts";

const shardOf = (row: JournalRow): number => Number(row.values["shard"] ?? -1);

/** The first late record of the batch; where it is overwritten, the row only counts them. */
export const lateValues = (run: Run, row: JournalRow, consumer: number): JournalRow => {
  const app = actorWithId(run.world, consumer)?.application;
  const total = app?.evidence.total ?? 0;
  for (let at = Math.max(0, total - EVIDENCE_ROWS); app && at < total; at++) {
    const found = evidenceAt(run.world, app, at)!;
    if (found.atUs !== row.atUs || found.shard !== shardOf(row)) continue;
    const { key, ordinal, higherOrdinal, shard, higherShard, reason } = found;
    const told = { key, ordinal, higherOrdinal, shard, higherShard, reason, row: at };
    return {
      ...row,
      values: { ...row.values, ...told },
      targets: [
        { type: "record", ordinal },
        { type: "record", ordinal: higherOrdinal },
        { type: "key", key },
      ],
    };
  }
  return { ...row, type: "lateRecords" };
};

/** Copies looked through from the newest on. */
const COPIES_MOST = 1_024;

/** The latest copy of the shard by then; without one, the row only counts them. */
export const copyValues = (run: Run, stream: Stream, row: JournalRow): JournalRow => {
  const { log } = stream;
  const { ordinal: ordinals, original } = log.copies;
  const oldest = Math.max(0, ordinals.length - COPIES_MOST);
  for (let at = ordinals.length - 1; at >= oldest; at--) {
    const ordinal = ordinals[at]!;
    const segment = segmentOf(log, ordinal);
    if (!segment) break;
    const local = ordinal - segment.firstOrdinal;
    if (segment.shard[local] !== shardOf(row) || arrivalIn(segment, local) > row.atUs) continue;
    const copyOf = original[at]!;
    const key = run.world.keys.text[segment.key[local]!]!;
    const producer = segment.calls.producer[segment.call[local]!]!;
    const told = { producer, name: actorNameOf(run, producer), key, ordinal, copyOf };
    return {
      ...row,
      values: { ...row.values, ...told },
      targets: [
        { type: "record", ordinal },
        { type: "record", ordinal: copyOf },
      ],
    };
  }
  return { ...row, type: "copies" };
};

/** The record of the producer that was stored at that instant. */
export const reorderValues = (
  run: Run,
  stream: Stream,
  row: JournalRow,
  producer: number,
): JournalRow => {
  const { log } = stream;
  for (let ordinal = ordinalAt(log, row.atUs); ordinal < log.total; ordinal++) {
    const segment = segmentOf(log, ordinal);
    const local = segment ? ordinal - segment.firstOrdinal : 0;
    if (!segment || arrivalIn(segment, local) !== row.atUs) break;
    const by = segment.calls.producer[segment.call[local]!];
    if (by !== producer || segment.n[local] !== row.values["n"]) continue;
    const key = run.world.keys.text[segment.key[local]!]!;
    return {
      ...row,
      values: { ...row.values, key, ordinal },
      targets: [
        { type: "record", ordinal },
        { type: "key", key },
      ],
    };
  }
  return { ...row, type: "reordered" };
};

/** Which limit was met, by what the whole second brought. */
export const throttleValues = (run: Run, stream: Stream, row: JournalRow): JournalRow => {
  const shard = shardOf(row);
  const second = Math.max(0, Math.ceil(row.atUs / 1_000_000) - 1);
  const of = (name: Parameters<typeof secondOf>[3]): number =>
    secondOf(run, stream, second, name, shard);
  if (row.type === "readThrottle") {
    const bytes = of("readBytes") >= LIMIT.readBytesPerSecondPerShard;
    return { ...row, values: { ...row.values, limit: bytes ? "bytes" : "calls" } };
  }
  const askedRecordsPerS = of("records") + of("throttled");
  const askedBytesPerS = of("bytes") + of("throttledBytes");
  const limit = nearerLimit(askedRecordsPerS, askedBytesPerS);
  return { ...row, values: { ...row.values, limit, askedRecordsPerS, askedBytesPerS } };
};
