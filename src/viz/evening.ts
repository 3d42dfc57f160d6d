/** Records that a step is evened out over, roughly: fewer show chance, not what goes on. */
const ENOUGH = 14;
const REACH_MAX = 12;

/**
 * Counts by line and column, evened out along each line. A step is the mean of those around it in
 * which its row has any: long gaps and the edge at a read front stay where they are.
 */
export const evened = (
  counts: Float64Array,
  columns: number,
  rowOfLine: readonly number[],
): Float64Array => {
  const reach = reachOf(counts, columns);
  const held = heldBy(counts, columns, rowOfLine);
  closeGaps(held, columns, reach);
  const soft = new Float64Array(counts.length);
  for (let from = 0; from < counts.length; from += columns) {
    const row = rowOfLine[from / columns]! * columns;
    let sum = 0;
    let steps = 0;
    for (let column = -reach; column < columns; column++) {
      const next = column + reach;
      if (next < columns) {
        sum += counts[from + next]!;
        steps += held[row + next]!;
      }
      const past = next - 2 * reach - 1;
      if (past >= 0) {
        sum -= counts[from + past]!;
        steps -= held[row + past]!;
      }
      if (column >= 0 && held[row + column] === 1) soft[from + column] = sum / steps;
    }
  }
  return soft;
};

/** By row and column, 1 where the row has any record in it. */
const heldBy = (
  counts: Float64Array,
  columns: number,
  rowOfLine: readonly number[],
): Uint8Array => {
  const held = new Uint8Array(((rowOfLine.at(-1) ?? 0) + 1) * columns);
  for (let at = 0; at < counts.length; at++) {
    if (counts[at] === 0) continue;
    const column = at % columns;
    held[rowOfLine[(at - column) / columns]! * columns + column] = 1;
  }
  return held;
};

/** Gaps no longer than the reach are chance. */
const closeGaps = (held: Uint8Array, columns: number, reach: number): void => {
  for (let from = 0; from < held.length; from += columns) {
    let last = -1;
    for (let column = 0; column < columns; column++) {
      if (held[from + column] === 0) continue;
      if (last >= 0 && column - last <= reach + 1) held.fill(1, from + last, from + column);
      last = column;
    }
  }
};

/** Steps to either side, from how many records a step has where there are any nearby. */
const reachOf = (counts: Float64Array, columns: number): number => {
  let records = 0;
  let steps = 0;
  for (let from = 0; from < counts.length; from += columns) {
    let first = -1;
    let last = -1;
    for (let column = 0; column < columns; column++) {
      if (counts[from + column] === 0) continue;
      records += counts[from + column]!;
      if (first < 0) first = column;
      last = column;
    }
    if (first >= 0) steps += last - first + 1;
  }
  if (records === 0) return 1;
  return Math.max(1, Math.min(REACH_MAX, Math.round(((ENOUGH * steps) / records - 1) / 2)));
};
