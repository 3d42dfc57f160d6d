import type { Frame } from "../protocol/frame.ts";
import type { KeyScale } from "./keyScale.ts";

/** A rejected record on its way back: it enters at `now` (x = 0) when its time has come. */
export interface RingMark {
  readonly index: number;
  readonly shard: number;
  readonly producer: number;
  readonly track: number;
  readonly attempt: number;
  /** Left of now: 0 at the stream's edge, -`bayPx` at the far end of the bay. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly retryInUs: number;
}
/** Rings of a shard that found no room, as a number. */
export interface RingRest {
  readonly shard: number;
  readonly count: number;
  readonly y: number;
}

export const RINGS_A_BAND = 12;

/** The bay's time axis ends here; later retries stand at its far end. */
export const bayReachUs = (frame: Frame): number => {
  let reach = 200_000;
  const { rings, atUs } = frame;
  for (let i = 0; i < rings.count; i++) reach = Math.max(reach, rings.retryUs[i]! - atUs);
  return reach;
};

/**
 * At its rejection a record bounces off the edge, then drifts back as its retry comes near. At most
 * a dozen a band, soonest first, none over another; the rest is a number.
 */
export const ringMarks = (
  frame: Frame,
  keys: KeyScale,
  bayPx: number,
  fontPx: number,
): { readonly marks: RingMark[]; readonly rest: RingRest[] } => {
  const { rings, atUs } = frame;
  const reach = bayReachUs(frame);
  const order = Array.from({ length: rings.count }, (_, i) => i);
  order.sort((a, b) => rings.retryUs[a]! - rings.retryUs[b]! || a - b);
  const marks: RingMark[] = [];
  const byShard = new Map<number, RingMark[]>();
  const rest = new Map<number, RingRest>();
  for (const index of order) {
    const shard = rings.shard[index]!;
    const row = keys.rowOf(rings.y[index]!);
    if (row < 0) continue;
    const radius = ringRadius(rings.attempt[index]!, fontPx);
    const inside = Math.min(keys.y(rings.y[index]!), keys.bottom[row]! - radius);
    const y = Math.max(inside, Math.min(keys.top[row]! + radius, keys.bottom[row]!));
    const x = ringX(rings.rejectedUs[index]!, rings.retryUs[index]!, atUs, reach, bayPx, radius);
    const drawn = byShard.get(shard) ?? [];
    const clash = drawn.some((ring) => Math.hypot(ring.x - x, ring.y - y) < ring.radius + radius);
    if (drawn.length >= RINGS_A_BAND || clash) {
      const known = rest.get(shard);
      rest.set(shard, { shard, count: (known?.count ?? 0) + 1, y: 0 });
      continue;
    }
    const mark = {
      index,
      shard,
      producer: rings.producer[index]!,
      track: rings.track[index]!,
      attempt: rings.attempt[index]!,
      x,
      y,
      radius,
      retryInUs: Math.max(0, rings.retryUs[index]! - atUs),
    };
    drawn.push(mark);
    byShard.set(shard, drawn);
    marks.push(mark);
  }
  return {
    marks,
    rest: [...rest.values()].map((more) =>
      roomFor(more, byShard.get(more.shard) ?? [], keys, fontPx),
    ),
  };
};

/** A first refusal is a plain ring; later ones have room for their number. */
const ringRadius = (attempt: number, fontPx: number): number =>
  attempt > 1 ? fontPx * 0.66 : fontPx * 0.42;

/** The number stands at the edge where no ring is, from the foot of the band upwards. */
const roomFor = (
  more: RingRest,
  rings: readonly RingMark[],
  keys: KeyScale,
  fontPx: number,
): RingRest => {
  const row = rings[0] ? keys.rowAt(rings[0].y) : -1;
  if (row < 0) return more;
  const reach = fontPx * (4 + String(more.count).length * 0.6);
  const near = rings.filter((ring) => ring.x + ring.radius > -reach - 6);
  const foot = keys.bottom[row]! - fontPx * 0.5;
  for (let y = foot; y > keys.top[row]! + fontPx * 0.5; y -= 3) {
    const free = near.every((ring) => Math.abs(ring.y - y) > ring.radius + fontPx * 0.5);
    if (free) return { ...more, y };
  }
  return { ...more, y: foot };
};

/** Part of the wait spent flying out after the rejection. */
const OUT = 0.2;

const ringX = (
  rejectedUs: number,
  retryUs: number,
  atUs: number,
  reachUs: number,
  bayPx: number,
  radius: number,
): number => {
  const room = Math.max(0, bayPx - radius * 2 - 2);
  const wait = Math.max(1, retryUs - rejectedUs);
  const passed = Math.min(1, Math.max(0, (atUs - rejectedUs) / wait));
  const left = Math.max(0, retryUs - atUs);
  const home = Math.sqrt(Math.min(1, left / reachUs)) * room;
  const out = passed < OUT ? easeOut(passed / OUT) : 1;
  return -(radius + 1) - home * out;
};

const easeOut = (t: number): number => 1 - (1 - t) * (1 - t);
