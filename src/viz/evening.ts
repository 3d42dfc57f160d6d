/** Records that a step is evened out over, roughly: fewer show chance, not what goes on. */
const ENOUGH = 14;
/** Doublings of the reach, at most: few values, so that the picture keeps still. */
const DOUBLINGS = 3;

/**
 * Counts by line and column, evened out along each line. A step is the mean of those around it in
 * which its row has any: long gaps and the edge at a read front stay where they are.
 */
export const evened = (
  counts: Float64Array,
  columns: number,
  rowOfLine: readonly number[],
): Float64Array => {
  const { held, reach } = rowsHeld(counts, columns, rowOfLine);
  const soft = new Float64Array(counts.length);
  for (let from = 0; from < counts.length; from += columns) {
    const row = rowOfLine[from / columns]! * columns;
    let sum = 0;
    let steps = 0;
    for (let column = -reach; column < columns; column++) {
      const next = column + reach;
      const past = next - 2 * reach - 1;
      if (next < columns) {
        sum += counts[from + next]!;
        steps += held[row + next]!;
      }
      if (past >= 0) {
        sum -= counts[from + past]!;
        steps -= held[row + past]!;
      }
      if (column < 0 || held[row + column] === 0) continue;
      soft[from + column] = sum / Math.max(steps, reach + 1);
    }
  }
  return soft;
};

/** 1 by row and column where the row has any record or a gap that is chance; the steps to a side. */
const rowsHeld = (counts: Float64Array, columns: number, rowOfLine: readonly number[]) => {
  const rows = (rowOfLine.at(-1) ?? 0) + 1;
  const held = new Uint8Array(rows * columns);
  let records = 0;
  let lines = 0;
  let last = -1;
  counts.forEach((count, at) => {
    if (count === 0) return;
    const line = Math.floor(at / columns);
    if (line > last) lines++;
    last = line;
    records += count;
    held[rowOfLine[line]! * columns + (at % columns)] = 1;
  });
  const steps = (lines * held.reduce((sum, each) => sum + each, 0)) / rows;
  const wish = Math.log2(Math.max(2, (ENOUGH * steps) / Math.max(1, records)) / 2);
  const reach = 2 ** Math.min(DOUBLINGS, Math.round(wish));
  last = -1;
  held.forEach((here, at) => {
    if (here === 0) return;
    const near = at % columns >= at - last && at - last <= reach + 1;
    if (last >= 0 && near) held.fill(1, last, at);
    last = at;
  });
  return { held, reach };
};
