/**
 * Pending events in canonical order (atUs, phase, actor, sub), a four-way heap of columns. `order`
 * packs phase (3 bits), actor (16) and the actor's own counter `sub` (32); `what` packs the type
 * (8 bits) and an argument below 2^40. Order never depends on when an event was scheduled.
 */
export interface EventQueue {
  size: number;
  atUs: Float64Array;
  order: Float64Array;
  what: Float64Array;
}

export const PHASE = { control: 1, write: 2, read: 3, response: 4, timer: 5, sample: 6 } as const;

const TWO_32 = 4294967296;
const ARGUMENT = 1099511627776;

export const makeQueue = (): EventQueue => ({
  size: 0,
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

export const push = (queue: EventQueue, atUs: number, order: number, what: number): void => {
  if (queue.size === queue.atUs.length) growQueue(queue);
  const { atUs: times, order: orders, what: whats } = queue;
  let hole = queue.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 2;
    const time = times[parent]!;
    if (time < atUs || (time === atUs && orders[parent]! <= order)) break;
    times[hole] = time;
    orders[hole] = orders[parent]!;
    whats[hole] = whats[parent]!;
    hole = parent;
  }
  times[hole] = atUs;
  orders[hole] = order;
  whats[hole] = what;
};

/** Removes the first event; the caller has read it at index 0. */
export const pop = (queue: EventQueue): void => {
  const { atUs: times, order: orders, what: whats } = queue;
  const size = --queue.size;
  const atUs = times[size]!;
  const order = orders[size]!;
  const what = whats[size]!;
  let hole = 0;
  for (;;) {
    const first = 4 * hole + 1;
    if (first >= size) break;
    const end = first + 4 < size ? first + 4 : size;
    let child = first;
    let least = times[first]!;
    for (let each = first + 1; each < end; each++) {
      const time = times[each]!;
      if (time < least || (time === least && orders[each]! < orders[child]!)) {
        child = each;
        least = time;
      }
    }
    if (least > atUs || (least === atUs && orders[child]! >= order)) break;
    times[hole] = least;
    orders[hole] = orders[child]!;
    whats[hole] = whats[child]!;
    hole = child;
  }
  times[hole] = atUs;
  orders[hole] = order;
  whats[hole] = what;
  times[size] = 0;
  orders[size] = 0;
  whats[size] = 0;
};

const growQueue = (queue: EventQueue): void => {
  for (const name of ["atUs", "order", "what"] as const) {
    const wider = new Float64Array(queue[name].length * 2);
    wider.set(queue[name]);
    queue[name] = wider;
  }
};
