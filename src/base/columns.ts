type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

const grown = (column: Column, capacity: number): Column => {
  const Kind = column.constructor as new (length: number) => Column;
  const next = new Kind(capacity);
  (next as Float64Array).set(column as Float64Array);
  return next;
};

/** Makes room for `count` rows in every typed column of a table; capacity doubles. */
export const reserve = (table: object, count: number, width: Record<string, number> = {}): void => {
  const columns = table as Record<string, unknown>;
  for (const name of Object.keys(columns)) {
    const column = columns[name];
    if (!ArrayBuffer.isView(column)) continue;
    const per = width[name] ?? 1;
    const held = (column as Column).length;
    if (held >= count * per) continue;
    let capacity = Math.max(held, 8 * per);
    while (capacity < count * per) capacity *= 2;
    columns[name] = grown(column as Column, capacity);
  }
};
