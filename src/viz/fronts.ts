import { FRONT_STATES, type Frame, type FrontState, type Topology } from "../protocol/frame.ts";
import type { AgeScale } from "./ageScale.ts";
import { placesOf, type BandMark } from "./bands.ts";
import type { KeyScale } from "./keyScale.ts";

/** Where one consumer stands in one shard. */
export interface FrontMark {
  readonly consumer: number;
  readonly shard: number;
  readonly state: FrontState;
  readonly unread: number;
  readonly lagUs: number;
  readonly fetchedLagUs: number;
  readonly x: number;
  readonly fetchedX: number;
  readonly top: number;
  readonly bottom: number;
  /** Beyond the end of the window: parked at the edge. */
  readonly parked: boolean;
}

/** A letter (or several that met) on the rail at the foot of a band. */
export interface LetterMark {
  readonly key: string;
  readonly shard: number;
  readonly consumers: readonly number[];
  readonly text: string;
  readonly focus: boolean;
  readonly state: FrontState;
  readonly lagUs: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly parked: boolean;
}

/** The outline of a consumer's lag over the key axis, from the top; `lagUs` by row. */
export interface Skyline {
  readonly points: readonly SkylinePoint[];
  readonly peak: SkylinePoint | undefined;
}
export interface SkylinePoint {
  readonly shard: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: number;
  readonly lagUs: number;
}

/** Fronts of one consumer, those in closed shards first. */
export const frontMarks = (
  frame: Frame,
  topology: Topology,
  bands: ReadonlyMap<number, BandMark>,
  keys: KeyScale,
  ages: AgeScale,
  consumer: number,
): FrontMark[] => {
  const { fronts } = frame;
  const marks: FrontMark[] = [];
  for (let i = 0; i < fronts.count; i++) {
    if (consumer !== 0 && fronts.consumer[i] !== consumer) continue;
    const shard = fronts.shard[i]!;
    const band = bands.get(shard) ?? rowBand(frame, topology, keys, shard);
    if (!band) continue;
    const lagUs = Math.max(0, frame.atUs - fronts.processedUs[i]!);
    const fetchedLagUs = Math.max(0, frame.atUs - fronts.fetchedUs[i]!);
    marks.push({
      consumer: fronts.consumer[i]!,
      shard,
      state: FRONT_STATES[fronts.state[i]!] ?? "reading",
      unread: fronts.unread[i]!,
      lagUs,
      fetchedLagUs,
      x: Math.min(ages.widthPx, ages.x(lagUs)),
      fetchedX: Math.min(ages.widthPx, ages.x(fetchedLagUs)),
      top: band.top,
      bottom: band.bottom,
      parked: lagUs > ages.windowUs,
    });
  }
  return marks;
};

const rowBand = (frame: Frame, topology: Topology, keys: KeyScale, shard: number) => {
  const { shards } = topology;
  const at = placesOf(shards).get(shard);
  if (at === undefined) return undefined;
  const closed = shards.closedUs[at]! >= 0;
  if (closed && !frame.bands.aggregated) return offWindow(keys, shards.start[at]!, shards.end[at]!);
  const row = keys.rowOf((shards.start[at]! + shards.end[at]!) / 2);
  return row < 0 ? undefined : { top: keys.top[row]!, bottom: keys.bottom[row]! };
};

/** A closed shard whose seam has left the window: its fronts stay, parked at the edge. */
const offWindow = (keys: KeyScale, start: number, end: number) => {
  const middle = keys.rowOf((start + end) / 2);
  return middle < 0
    ? undefined
    : { top: keys.y(start), bottom: keys.y(end - (end - start) * 1e-6) };
};

const LIVE: readonly FrontState[] = ["reading", "throttled", "crashed", "expired-iterator"];

/** True where the front marks a position, not a shard done with or not begun. */
export const isLive = (mark: FrontMark): boolean => LIVE.includes(mark.state) || mark.unread > 0;

/** The oldest unread age in every row: what is left of it is unread somewhere. */
export const skylineOf = (marks: readonly FrontMark[], keys: KeyScale): Skyline => {
  const points: SkylinePoint[] = [];
  const lagUs = new Float64Array(keys.count);
  const x = new Float64Array(keys.count);
  const shard = new Int32Array(keys.count).fill(-1);
  for (const mark of marks) {
    if (mark.state === "finished" || mark.state === "not-started") continue;
    const first = Math.max(0, keys.rowAt(mark.top + 0.01));
    for (let row = first; row < keys.count && keys.top[row]! < mark.bottom - 0.01; row++) {
      if (shard[row]! >= 0 && mark.x <= x[row]!) continue;
      x[row] = mark.x;
      lagUs[row] = mark.lagUs;
      shard[row] = mark.shard;
    }
  }
  let peak: SkylinePoint | undefined;
  for (let row = 0; row < keys.count; row++) {
    if (shard[row]! < 0) continue;
    const point = {
      shard: shard[row]!,
      top: keys.top[row]!,
      bottom: keys.bottom[row]!,
      x: x[row]!,
      lagUs: lagUs[row]!,
    };
    points.push(point);
    if (!peak || point.lagUs > peak.lagUs) peak = point;
  }
  return { points, peak };
};

/** `M x y V … H …`: vertical at each row's lag, joined by horizontals in the gaps. */
export const skylinePath = (points: readonly SkylinePoint[]): string => {
  let path = "";
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    const next = points[i + 1];
    const x = round(point.x);
    const end = next ? (point.bottom + next.top) / 2 : point.bottom;
    if (i === 0) path += `M${x} ${round(point.top)}`;
    path += `V${round(end)}`;
    if (next) path += `H${round(next.x)}`;
  }
  return path;
};

const round = (px: number): number => Math.round(px * 10) / 10;

/** Radius of a letter's circle beside text of this size. */
export const letterRadius = (fontPx: number): number => Math.round(fontPx * 0.72);

export interface LetterInput {
  readonly marks: readonly FrontMark[];
  readonly focus: number;
  readonly letterOf: (consumer: number) => string;
  readonly lagText: (lagUs: number) => string;
  readonly widthPx: number;
  /** Radius of a letter's circle, px. */
  readonly radius: number;
  readonly textWidth: (text: string) => number;
}

/** Letters on the rails; those that meet merge as "F+5", those beyond the window park. */
export const letterMarks = (input: LetterInput): LetterMark[] => {
  const rails = new Map<string, FrontMark[]>();
  for (const mark of input.marks) {
    if (mark.state === "finished") continue;
    const waiting = mark.state === "waiting-for-parent";
    const key = `${mark.shard}${mark.parked ? "p" : waiting ? "w" : ""}`;
    const rail = rails.get(key);
    if (rail) rail.push(mark);
    else rails.set(key, [mark]);
  }
  const letters: LetterMark[] = [];
  for (const [key, rail] of rails) {
    rail.sort((a, b) => a.x - b.x || a.consumer - b.consumer);
    let group: FrontMark[] = [];
    for (const mark of rail) {
      const last = group[group.length - 1];
      if (last && mark.x - last.x > input.radius * 2 + 1) {
        letters.push(letterOf(key, group, input));
        group = [];
      }
      group.push(mark);
    }
    if (group.length > 0) letters.push(letterOf(key, group, input));
  }
  return apart(letters, input);
};

const letterOf = (rail: string, group: readonly FrontMark[], input: LetterInput): LetterMark => {
  const focused = group.find((mark) => mark.consumer === input.focus);
  const lead = focused ?? group.find((mark) => mark.state !== "reading") ?? group[0]!;
  const letter = input.letterOf(lead.consumer);
  const more = group.length > 1 ? `+${group.length - 1}` : "";
  const text = lead.parked ? `${letter}${more} ${input.lagText(lead.lagUs)} ▸` : letter + more;
  const width = Math.max(input.radius * 2, input.textWidth(text) + (text.length > 1 ? 12 : 0));
  const x = lead.parked ? input.widthPx - width / 2 - 2 : lead.x;
  return {
    key: `${rail}:${group.map((mark) => mark.consumer).join("+")}`,
    shard: lead.shard,
    consumers: group.map((mark) => mark.consumer),
    text,
    focus: focused !== undefined,
    state: lead.state,
    lagUs: lead.lagUs,
    x,
    y: lead.bottom - input.radius - 2,
    width,
    parked: lead.parked,
  };
};

/** Keeps letters of one height from overlapping: pushed right, then back from the edge. */
const apart = (letters: LetterMark[], input: LetterInput): LetterMark[] => {
  const rails = new Map<number, LetterMark[]>();
  for (const letter of letters) {
    const y = Math.round(letter.y);
    const rail = rails.get(y);
    if (rail) rail.push(letter);
    else rails.set(y, [letter]);
  }
  const placed: LetterMark[] = [];
  for (const rail of rails.values()) {
    rail.sort((a, b) => a.x - b.x);
    const xs = rail.map((letter) => letter.x);
    for (let i = 0; i < rail.length; i++) {
      const half = rail[i]!.width / 2;
      const least = i === 0 ? half : xs[i - 1]! + rail[i - 1]!.width / 2 + half + 1;
      xs[i] = Math.max(least, xs[i]!);
    }
    for (let i = rail.length - 1; i >= 0; i--) {
      const half = rail[i]!.width / 2;
      const next = rail[i + 1];
      const most = next ? xs[i + 1]! - next.width / 2 - half - 1 : input.widthPx - half;
      xs[i] = Math.min(most, xs[i]!);
    }
    rail.forEach((letter, i) => placed.push({ ...letter, x: xs[i]! }));
  }
  return placed;
};
