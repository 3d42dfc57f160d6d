import type { LaneAnswer, LaneRecord } from "../../protocol/frame.ts";
import { recordName } from "../caption/values.ts";

/** Where the three rows of a lane lie, px from the top of its drawing. */
export interface Rows {
  readonly made: number;
  readonly stored: number;
  readonly taken: number;
  readonly height: number;
}

const WIDE: Rows = { made: 34, stored: 82, taken: 130, height: 166 };
const NARROW: Rows = { made: 25, stored: 59, taken: 93, height: 118 };
/** Where all is stored as it was made the row of what was made tells nothing a phone has room for. */
const NARROW_TWO: Rows = { made: 0, stored: 34, taken: 72, height: 97 };

/** Drawings on small screens are lower; narrow ones leave out what has nothing to tell. */
export const rowsOf = (marks: LaneMarks | undefined, narrow: boolean, low: boolean): Rows => {
  if (!narrow) return low ? NARROW : WIDE;
  return marks && marks.reordered + marks.copies > 0 ? NARROW : NARROW_TWO;
};

/** Room for the names of two shards at a change. */
const CHANGE_PX = 96;
export interface MadeMark {
  readonly x: number;
  readonly producer: number;
  readonly n: number;
}
export interface StoredMark {
  readonly x: number;
  readonly record: LaneRecord;
  /** Times this consumer has taken it, as far as the lane shows; a first time before it counts. */
  readonly taken: number;
  /** Taken, be it before what the lane shows. */
  readonly read: boolean;
  readonly late: boolean;
  readonly label: boolean;
}
export interface TakenMark {
  readonly x: number;
  readonly ordinal: number;
  readonly atUs: number;
  readonly late: boolean;
  readonly again: boolean;
  readonly label: boolean;
}
export interface Line {
  readonly from: "made" | "stored";
  readonly x1: number;
  readonly x2: number;
  /** A crossing, or the line it crosses. */
  readonly heavy: boolean;
  /** The second of two lines out of one dot. */
  readonly again: boolean;
}
export interface Change {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly label: boolean;
}
export interface LaneMarks {
  readonly made: readonly MadeMark[];
  readonly stored: readonly StoredMark[];
  readonly taken: readonly TakenMark[];
  readonly lines: readonly Line[];
  readonly changes: readonly Change[];
  readonly lateShown: number;
  readonly copies: number;
  readonly reReads: number;
  /** Records not read that are older than one it has taken. */
  readonly passed: number;
  /** Records stored after one that their producer made later. */
  readonly reordered: number;
  readonly step: number;
}

const idOf = (record: LaneRecord): string => `${record.producer} ${record.n}`;

/**
 * The order in which producers made the records: each producer's numbers rise; between producers the
 * one whose record was stored first goes first.
 */
export const madeOrder = (stored: readonly LaneRecord[]): readonly LaneRecord[] => {
  const first = new Map<string, LaneRecord>();
  for (const record of stored) if (!first.has(idOf(record))) first.set(idOf(record), record);
  const queues = new Map<number, LaneRecord[]>();
  for (const record of first.values()) {
    const queue = queues.get(record.producer) ?? [];
    queue.push(record);
    queues.set(record.producer, queue);
  }
  const heads = [...queues.values()].map((queue) => queue.sort((a, b) => a.n - b.n));
  const out: LaneRecord[] = [];
  while (out.length < first.size) {
    const open = heads.filter((queue) => queue.length > 0);
    const next = open.reduce((a, b) => (soonest(a) <= soonest(b) ? a : b)).shift();
    if (next) out.push(next);
  }
  return out;
};

/** Slots in which a record is stored for the first time: the places of the made row. */
const firstSlots = (stored: readonly LaneRecord[]): readonly number[] => {
  const seen = new Set<string>();
  return stored.flatMap((record, slot) => {
    if (seen.has(idOf(record))) return [];
    seen.add(idOf(record));
    return [slot];
  });
};

const soonest = (queue: readonly LaneRecord[]): number =>
  queue.reduce((least, record) => Math.min(least, record.ordinal), Number.POSITIVE_INFINITY);

interface Crossing {
  readonly late: Set<number>;
  readonly heavy: Set<number>;
}

/** Indexes of `taken` that are late, and of those plus the record each was overtaken by. */
const crossingsOf = (taken: LaneAnswer["taken"]): Crossing => {
  const late = new Set<number>();
  const heavy = new Set<number>();
  let highest = -1;
  taken.forEach((each, at) => {
    if (each.late) {
      late.add(at);
      heavy.add(at);
      if (highest >= 0) heavy.add(highest);
    }
    if (highest < 0 || each.ordinal > (taken[highest]?.ordinal ?? -1)) highest = at;
  });
  return { late, heavy };
};

/** Width of a label's text, CSS pixels, with the room that keeps it apart. */
export const labelPx = (text: string): number => 7.2 * text.length + 12;

export interface Wish {
  readonly x: number;
  readonly width: number;
  /** 0 is the most important. */
  readonly rank: number;
}

/** Which marks get a label: the more important first, from the left, none touching another. */
export const chooseLabels = (wishes: readonly Wish[]): ReadonlySet<number> => {
  const chosen = new Set<number>();
  const placed: Wish[] = [];
  const order = wishes.map((wish, at) => ({ wish, at })).sort((a, b) => a.wish.rank - b.wish.rank);
  for (const { wish, at } of order) {
    const apart = (other: Wish): boolean =>
      Math.abs(other.x - wish.x) >= (other.width + wish.width) / 2;
    if (!placed.every(apart)) continue;
    chosen.add(at);
    placed.push(wish);
  }
  return chosen;
};

const changesOf = (stored: readonly LaneRecord[], xAt: (slot: number) => number): Change[] => {
  const out: Change[] = [];
  let labelled = Number.NEGATIVE_INFINITY;
  stored.forEach((record, at) => {
    const before = stored[at - 1];
    if (!before || before.shard === record.shard) return;
    const x = (xAt(at - 1) + xAt(at)) / 2;
    const label = x - labelled >= CHANGE_PX;
    if (label) labelled = x;
    out.push({ x, from: before.shard, to: record.shard, label });
  });
  return out;
};

/** Where the taken row starts so that records taken in order stand under themselves. */
const offsetOf = (stored: readonly LaneRecord[], taken: LaneAnswer["taken"]): number => {
  const places = taken.map((each) => stored.findIndex((record) => record.ordinal === each.ordinal));
  const known = places.filter((place) => place >= 0);
  return known.length === 0 ? 0 : Math.min(...known);
};

export interface Looking {
  readonly width: number;
  /** The selected ordinal, or -1. */
  readonly selected: number;
  /** Ordinals that the caption names, the most important first: labelled before all others. */
  readonly named: readonly number[];
  /** Where the consumer stands in each shard: what arrived before is read. */
  readonly processedUs: ReadonlyMap<number, number>;
}

/** Marks and lines of one key's lane in a drawing `width` pixels wide. */
export const layoutLane = (answer: LaneAnswer, looking: Looking): LaneMarks => {
  const { width, selected, named, processedUs } = looking;
  const { stored, taken } = answer;
  const offset = offsetOf(stored, taken);
  const slots = Math.max(stored.length, offset + taken.length, 2);
  const step = width / slots;
  const xAt = (slot: number): number => (slot + 0.5) * step;
  const storedAt = new Map(stored.map((record, slot) => [record.ordinal, slot]));
  const made = madeOrder(stored);
  const madeSlots = firstSlots(stored);
  const madeAt = new Map(made.map((record, at) => [idOf(record), madeSlots[at] ?? at]));
  const { late, heavy } = crossingsOf(taken);
  const marks = takenMarks(taken, { late, heavy }, (at) => xAt(at + offset), looking);
  const lates = new Set(marks.filter((mark) => mark.late).map((mark) => mark.ordinal));
  const storedLabels = chooseLabels(
    stored.map(({ ordinal }, slot) => ({
      x: xAt(slot),
      width: labelPx(recordName(ordinal)),
      rank: nameRank(named, ordinal) ?? (lates.has(ordinal) || ordinal === selected ? 1 : 2),
    })),
  );
  const madeLines = stored.map((record, slot): Line => {
    const from = madeAt.get(idOf(record)) ?? slot;
    const again = record.copyOf >= 0;
    const behind = stored.slice(0, slot).some((other) => overtaken(other, record));
    return { from: "made", x1: xAt(from), x2: xAt(slot), heavy: behind && !again, again };
  });
  const takenLines = marks.flatMap((mark, at): Line[] => {
    const slot = storedAt.get(mark.ordinal);
    if (slot === undefined) return [];
    const [x1, x2] = [xAt(slot), mark.x];
    return [{ from: "stored", x1, x2, heavy: heavy.has(at), again: mark.again }];
  });
  return {
    made: made.map((record, at) => ({
      x: xAt(madeSlots[at] ?? at),
      producer: record.producer,
      n: record.n,
    })),
    stored: stored.map((record, slot) => ({
      x: xAt(slot),
      record,
      ...readingOf(record, marks, processedUs),
      late: lates.has(record.ordinal),
      label: storedLabels.has(slot),
    })),
    taken: marks,
    lines: [...madeLines, ...takenLines],
    changes: changesOf(stored, xAt),
    lateShown: late.size,
    copies: stored.filter((record) => record.copyOf >= 0).length,
    reReads: marks.filter((mark) => mark.again).length,
    passed: passedBy(stored, marks, processedUs),
    reordered: madeLines.filter((line) => line.heavy).length,
    step,
  };
};

const passedBy = (
  stored: readonly LaneRecord[],
  marks: readonly TakenMark[],
  processedUs: ReadonlyMap<number, number>,
): number => {
  const highest = Math.max(-1, ...marks.map((mark) => mark.ordinal));
  const older = stored.filter((each) => each.ordinal < highest && processedUs.has(each.shard));
  return older.filter((record) => !readingOf(record, marks, processedUs).read).length;
};

const readingOf = (
  record: LaneRecord,
  marks: readonly TakenMark[],
  processedUs: ReadonlyMap<number, number>,
): Pick<StoredMark, "taken" | "read"> => {
  const [first, ...rest] = marks.filter((mark) => mark.ordinal === record.ordinal);
  const taken = first ? (first.again ? 2 : 1) + rest.length : 0;
  return { taken, read: taken > 0 || record.arrivalUs < (processedUs.get(record.shard) ?? 0) };
};

const overtaken = (earlier: LaneRecord, later: LaneRecord): boolean =>
  earlier.producer === later.producer && earlier.n > later.n;

/** Below 1 for what is named: the earlier it is named the less. */
const nameRank = (named: readonly number[], ordinal: number): number | undefined => {
  const place = named.indexOf(ordinal);
  return place < 0 ? undefined : place / named.length;
};

const takenMarks = (
  taken: LaneAnswer["taken"],
  { late, heavy }: Crossing,
  xAt: (at: number) => number,
  { selected, named }: Looking,
): readonly TakenMark[] => {
  const rankOf = (ordinal: number, at: number): number => {
    const byName = nameRank(named, ordinal);
    if (byName !== undefined) return byName;
    if (late.has(at)) return 1;
    return heavy.has(at) || ordinal === selected ? 2 : 3;
  };
  const labels = chooseLabels(
    taken.map(({ ordinal }, at) => ({
      x: xAt(at),
      width: labelPx(recordName(ordinal)),
      rank: rankOf(ordinal, at),
    })),
  );
  return taken.map((each, at) => ({
    x: xAt(at),
    ...each,
    late: late.has(at),
    label: labels.has(at),
  }));
};
