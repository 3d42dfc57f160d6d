import { BATCH_ROWS, EVIDENCE_ROWS, type Application } from "../../../core/world.ts";
import { isPassedOver } from "../../../kds/deliver.ts";
import { SEGMENT } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";
import { walkFrom } from "./held.ts";

/** One delivery of a record to an application. */
export interface Taken {
  readonly ordinal: number;
  readonly atUs: number;
  readonly late: boolean;
  /** It had taken the record before, as far as its latest batches tell. */
  readonly again: boolean;
}

/** Records looked at for one answer, at most. */
const STEPS_MOST = 50_000;

/** How much further back it looks for the first time of what was taken again. */
const BACK = 4;

/** Rows of the ring that are still there, oldest first. */
const oldestRow = (app: Application): number => Math.max(0, app.batches.total - BATCH_ROWS);

/** The last deliveries of a key, at most `most`, in the order the application took them. */
export const takenOf = (
  stream: Stream,
  app: Application,
  key: number,
  shards: ReadonlySet<number>,
  most: number,
): Taken[] => {
  const { batches } = app;
  const found: { readonly ordinal: number; readonly atUs: number }[] = [];
  const enough = app.reReads > 0 ? BACK * most : most;
  let steps = STEPS_MOST;
  for (let row = batches.total - 1; row >= oldestRow(app) && found.length < enough; row--) {
    const at = row % BATCH_ROWS;
    const shard = batches.shard[at]!;
    if (!shards.has(shard)) continue;
    if (steps <= 0) break;
    const ordinals: number[] = [];
    const from = { segment: batches.segment[at]!, local: batches.local[at]! };
    walkFrom(stream.log, shard, from, batches.count[at]!, (segment, local) => {
      steps -= 1;
      if (segment.key[local] === key) ordinals.push(segment.firstOrdinal + local);
      return true;
    });
    for (const ordinal of ordinals.reverse()) found.push({ ordinal, atUs: batches.atUs[at]! });
  }
  found.length = Math.min(found.length, enough);
  return withLate(app, found.reverse()).slice(-most);
};

/**
 * Late by the evidence; where that is overwritten, by the order itself: taken for the first time
 * after a higher one.
 */
const withLate = (
  app: Application,
  found: readonly { readonly ordinal: number; readonly atUs: number }[],
): Taken[] => {
  const { evidence } = app;
  const lates = new Map<number, number>();
  const kept = Math.max(0, evidence.total - EVIDENCE_ROWS);
  for (let row = kept; row < evidence.total; row++) {
    lates.set(evidence.ordinal[row % EVIDENCE_ROWS]!, evidence.atUs[row % EVIDENCE_ROWS]!);
  }
  const forgottenUs = kept > 0 ? evidence.atUs[kept % EVIDENCE_ROWS]! : -1;
  const seen = new Set<number>();
  let highest = -1;
  return found.map(({ ordinal, atUs }) => {
    const known = lates.get(ordinal) === atUs;
    const again = seen.has(ordinal);
    const late = known || (atUs < forgottenUs && ordinal < highest && !again);
    seen.add(ordinal);
    highest = Math.max(highest, ordinal);
    return { ordinal, atUs, late, again };
  });
};

export interface Deliveries {
  readonly delivered: boolean;
  /** Instants at which it was taken, oldest first, as far as the latest batches tell. */
  readonly atUs: readonly number[];
  /** The first delivery is older than the batches kept. */
  readonly before: boolean;
  /** Oldest batch of the shard that is kept, else of all; -1 when there is none. */
  readonly oldestUs: number;
}

/** When an application took one record. */
export const deliveriesOf = (
  stream: Stream,
  app: Application,
  shard: number,
  ordinal: number,
): Deliveries => {
  const from = app.fromOrdinal[shard] ?? -1;
  const passed = isPassedOver(app, ordinal, shard);
  const inside = from >= 0 && ordinal >= from && ordinal <= (app.toOrdinal[shard] ?? -1);
  const delivered = app.stream === stream.number && inside && !passed;
  if (!delivered) return { delivered, atUs: [], before: false, oldestUs: -1 };
  const { batches } = app;
  const rows: number[] = [];
  for (let row = oldestRow(app); row < batches.total; row++) {
    if (batches.shard[row % BATCH_ROWS] === shard) rows.push(row % BATCH_ROWS);
  }
  const atUs = rows
    .filter((row, place) => mayCover(app, row, rows[place + 1], ordinal))
    .filter((row) => covers(stream, app, row, rows, ordinal))
    .map((row) => batches.atUs[row]!);
  const oldest = rows[0] ?? oldestRow(app) % BATCH_ROWS;
  const oldestUs = batches.total > 0 ? batches.atUs[oldest]! : -1;
  const wrapped = batches.total > BATCH_ROWS;
  return {
    delivered,
    atUs,
    before: atUs.length === 0 || (wrapped && isLow(app, rows[0], ordinal)),
    oldestUs,
  };
};

const startOf = (app: Application, row: number): number =>
  app.batches.segment[row]! * SEGMENT + app.batches.local[row]!;

/** The ring begins behind this record: an earlier delivery of it may be forgotten. */
const isLow = (app: Application, first: number | undefined, ordinal: number): boolean =>
  first !== undefined && ordinal < startOf(app, first);

/** A shard's batches follow one another, so the next one's start ends this one. */
const mayCover = (
  app: Application,
  row: number,
  next: number | undefined,
  ordinal: number,
): boolean => {
  const start = startOf(app, row);
  if (start > ordinal) return false;
  if (next === undefined) return true;
  const nextStart = startOf(app, next);
  return nextStart > ordinal || nextStart <= start;
};

/** A batch that begins in a fold covers all up to where the shard's next one begins. */
const covers = (
  stream: Stream,
  app: Application,
  row: number,
  rows: readonly number[],
  ordinal: number,
): boolean => {
  const { batches } = app;
  const from = { segment: batches.segment[row]!, local: batches.local[row]! };
  if (from.segment < stream.log.lowest) {
    const next = rows[rows.indexOf(row) + 1];
    return next !== undefined && startOf(app, next) > ordinal;
  }
  let found = false;
  walkFrom(stream.log, batches.shard[row]!, from, batches.count[row]!, (segment, local) => {
    found = segment.firstOrdinal + local === ordinal;
    return segment.firstOrdinal + local < ordinal;
  });
  return found;
};
