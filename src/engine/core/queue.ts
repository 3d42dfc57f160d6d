/**
 * Pending events in canonical order (atUs, phase, actor, sub), whatever order they came in. `order`
 * packs phase (3 bits), actor (16) and the actor's own counter `sub` (32); `what` packs the type
 * (8 bits) and an argument below 2^40.
 *
 * An event is a row of the columns. Rows due before slot `edge` stand in `near`, a four-way heap of
 * row numbers; the next 1,024 slots of 2,048 µs chain theirs by `next`, unsorted, and `far` chains
 * the rest. So an event costs the same however many are pending.
 */
export interface EventQueue {
  size: number;
  /** Rows ever in use; free ones have atUs -1 and are chained from `free`. */
  rows: number;
  free: number;
  near: Int32Array;
  nearCount: number;
  /** First slot, counted from time 0, whose events are not in `near`. */
  edge: number;
  slots: Int32Array;
  far: number;
  next: Int32Array;
  atUs: Float64Array;
  order: Float64Array;
  what: Float64Array;
}

export const PHASE = { control: 1, write: 2, read: 3, response: 4, timer: 5, sample: 6 } as const;

const TWO_32 = 4294967296;
const ARGUMENT = 1099511627776;
const SLOT_US = 2048;
const SLOTS = 1024;
const NONE = -1;

export const makeQueue = (): EventQueue => ({
  size: 0,
  rows: 0,
  free: NONE,
  near: new Int32Array(64),
  nearCount: 0,
  edge: 0,
  slots: new Int32Array(SLOTS).fill(NONE),
  far: NONE,
  next: new Int32Array(64),
  atUs: new Float64Array(64),
  order: new Float64Array(64),
  what: new Float64Array(64),
});

export const orderOf = (phase: number, actor: number, sub: number): number =>
  (phase * 65536 + actor) * TWO_32 + sub;
/** What is left of `value` above whole multiples of 2^32; a float `%` is a call, this is not. */
const low32 = (value: number): number => value - Math.floor(value / TWO_32) * TWO_32;
export const actorOf = (order: number): number => Math.floor(order / TWO_32) & 65535;
export const subOf = low32;
export const whatOf = (type: number, argument: number): number => type * ARGUMENT + argument;
export const typeOf = (what: number): number => Math.floor(what / ARGUMENT);
export const argumentOf = (what: number): number => what - Math.floor(what / ARGUMENT) * ARGUMENT;

/** Row of the first event; there must be one. */
export const firstRow = (queue: EventQueue): number => queue.near[0]!;

/** When the first event is due, or Infinity. */
export const firstUs = (queue: EventQueue): number =>
  queue.size === 0 ? Infinity : queue.atUs[queue.near[0]!]!;

/** Rows of all pending events, in no order that means anything. */
export const eventRows = (queue: EventQueue): number[] => {
  const rows: number[] = [];
  for (let row = 0; row < queue.rows; row++) if (queue.atUs[row]! >= 0) rows.push(row);
  return rows;
};

export const push = (queue: EventQueue, atUs: number, order: number, what: number): void => {
  let row = queue.free;
  if (row === NONE) {
    if (queue.rows === queue.atUs.length) growQueue(queue);
    row = queue.rows++;
  } else queue.free = queue.next[row]!;
  queue.atUs[row] = atUs;
  queue.order[row] = order;
  queue.what[row] = what;
  queue.size += 1;
  place(queue, row);
  if (queue.nearCount === 0) fillNear(queue);
};

/** Removes the first event; the caller has read its row. */
export const pop = (queue: EventQueue): void => {
  const row = queue.near[0]!;
  queue.atUs[row] = -1;
  queue.order[row] = 0;
  queue.what[row] = 0;
  queue.next[row] = queue.free;
  queue.free = row;
  queue.size -= 1;
  queue.nearCount -= 1;
  if (queue.nearCount > 0) sink(queue, queue.near[queue.nearCount]!);
  else if (queue.size > 0) fillNear(queue);
};

const place = (queue: EventQueue, row: number): void => {
  const { slots, next } = queue;
  const slot = Math.floor(queue.atUs[row]! / SLOT_US);
  if (slot < queue.edge) return rise(queue, row);
  if (slot >= queue.edge + SLOTS) {
    next[row] = queue.far;
    queue.far = row;
    return;
  }
  const at = slot & (SLOTS - 1);
  next[row] = slots[at]!;
  slots[at] = row;
};

/** Moves the edge on to the next slot that has events; there must be some. */
const fillNear = (queue: EventQueue): void => {
  const { slots, next } = queue;
  while (queue.nearCount === 0) {
    const at = queue.edge & (SLOTS - 1);
    queue.edge += 1;
    let row = slots[at]!;
    slots[at] = NONE;
    while (row !== NONE) {
      const after = next[row]!;
      rise(queue, row);
      row = after;
    }
    if (at === SLOTS - 1) placeFar(queue);
  }
};

/** Once a turn of the slots, what has come within their reach leaves `far`. */
const placeFar = (queue: EventQueue): void => {
  let row = queue.far;
  queue.far = NONE;
  while (row !== NONE) {
    const after = queue.next[row]!;
    place(queue, row);
    row = after;
  }
};

const rise = (queue: EventQueue, row: number): void => {
  const { near, atUs: times, order: orders } = queue;
  const atUs = times[row]!;
  let hole = queue.nearCount++;
  while (hole > 0) {
    const parent = (hole - 1) >> 2;
    const held = near[parent]!;
    const time = times[held]!;
    if (time < atUs || (time === atUs && orders[held]! <= orders[row]!)) break;
    near[hole] = held;
    hole = parent;
  }
  near[hole] = row;
};

/** Puts a row into the hole at the top of the heap. */
const sink = (queue: EventQueue, row: number): void => {
  const { near, nearCount: size, atUs: times, order: orders } = queue;
  const atUs = times[row]!;
  let hole = 0;
  for (;;) {
    const first = 4 * hole + 1;
    if (first >= size) break;
    const end = first + 4 < size ? first + 4 : size;
    let child = first;
    let least = times[near[first]!]!;
    for (let each = first + 1; each < end; each++) {
      const time = times[near[each]!]!;
      if (time < least || (time === least && orders[near[each]!]! < orders[near[child]!]!)) {
        child = each;
        least = time;
      }
    }
    if (least > atUs || (least === atUs && orders[near[child]!]! >= orders[row]!)) break;
    near[hole] = near[child]!;
    hole = child;
  }
  near[hole] = row;
};

/** Drops every event of an actor, so that its id may be given again. */
export const dropEvents = (queue: EventQueue, actor: number): void => {
  const { atUs, order, what } = queue;
  const kept = eventRows(queue).filter((row) => actorOf(order[row]!) !== actor);
  Object.assign(queue, makeQueue());
  for (const row of kept) push(queue, atUs[row]!, order[row]!, what[row]!);
};

const growQueue = (queue: EventQueue): void => {
  const capacity = queue.atUs.length * 2;
  for (const name of ["atUs", "order", "what"] as const) {
    const wider = new Float64Array(capacity);
    wider.set(queue[name]);
    queue[name] = wider;
  }
  for (const name of ["near", "next"] as const) {
    const wider = new Int32Array(capacity);
    wider.set(queue[name]);
    queue[name] = wider;
  }
};
