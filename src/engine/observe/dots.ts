import { md5Into } from "../../base/md5.ts";
import { fractionOf, fractionOfBigint } from "../../base/u128.ts";
import type { Dots } from "../../protocol/frame.ts";
import type { Viewport } from "../../protocol/viewport.ts";
import type { Run } from "../core/state.ts";
import { actorWithId, EVIDENCE_ROWS, type Application } from "../core/world.ts";
import { indexOfSorted } from "../kds/deliver.ts";
import { keyIdOf } from "../kds/keys.ts";
import { arrivalIn, FLAG_BY_HAND, ordinalAt, SEGMENT, type Segment } from "../kds/records.ts";
import { horizonUs, type Stream } from "../kds/stream.ts";

const YOUNGEST_US = 100_000;

/** A stretch of ordinals drawn with one dot every `stride`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly stride: number;
}

const strideFor = (count: number, most: number): number => {
  let stride = 1;
  for (const steps = [2, 2.5, 2]; count / stride > most;) {
    const step = steps.shift()!;
    stride *= step;
    steps.push(step);
  }
  return stride;
};

/**
 * Records in the window as dots, at most about `dotsMax`: every n-th ordinal, so that a dot stays
 * the same record while it moves. On a logarithmic axis each doubling of age has a stride of its own.
 */
export const makeDots = (run: Run, stream: Stream | undefined, viewport: Viewport): Dots => {
  const { nowUs } = run.world;
  if (!stream) return fill(run, undefined, viewport, [], 0);
  const oldestUs = Math.max(nowUs - viewport.windowUs, horizonUs(stream, nowUs));
  const { log } = stream;
  const from = ordinalAt(log, oldestUs);
  const inWindow = log.total - from;
  const share = Math.max(0.0001, viewport.zoom[1] - viewport.zoom[0]);
  if (viewport.scale === "linear") {
    const stride = strideFor(inWindow * share, viewport.dotsMax);
    return fill(run, stream, viewport, [{ from, to: log.total, stride }], inWindow);
  }
  const stretches: Stretch[] = [];
  const octaves = Math.max(1, Math.ceil(doublings(viewport.windowUs / YOUNGEST_US)) + 1);
  let to = log.total;
  for (let ageUs = YOUNGEST_US; to > from; ageUs *= 2) {
    const start = Math.max(from, ordinalAt(log, nowUs - ageUs));
    const stride = strideFor((to - start) * share, viewport.dotsMax / octaves);
    stretches.unshift({ from: start, to, stride });
    to = start;
    if (ageUs > viewport.windowUs * 2) break;
  }
  return fill(run, stream, viewport, stretches, inWindow);
};

const doublings = (ratio: number): number => {
  let count = 0;
  for (let at = ratio; at > 1; at /= 2) count += 1;
  return count;
};

const fill = (
  run: Run,
  stream: Stream | undefined,
  viewport: Viewport,
  stretches: readonly Stretch[],
  inWindow: number,
): Dots => {
  const room = stretches.reduce(
    (sum, { from, to, stride }) => sum + Math.ceil((to - from) / stride) + 1,
    0,
  );
  const dots = {
    count: 0,
    perDot: stretches[stretches.length - 1]?.stride ?? 1,
    inWindow,
    foldedBeforeUs:
      stream && stream.log.lowest > 0 ? (stream.log.segments[0]?.calls.admittedUs[0] ?? 0) : 0,
    ordinal: new Float64Array(room),
    arrivalUs: new Float64Array(room),
    y: new Float32Array(room),
    shard: new Int32Array(room),
    track: new Uint8Array(room),
    flags: new Uint8Array(room),
    trackY: Float32Array.from(viewport.tracked, heightOf),
  };
  if (!stream) return dots;
  const app = actorWithId(run.world, viewport.focus)?.application;
  const look: Look = {
    tracks: new Map(viewport.tracked.map((key, at) => [keyIdOf(run.world, key), at + 1])),
    app,
    zoom: viewport.zoom,
    late: lateOrdinals(app),
  };
  const { segments, lowest } = stream.log;
  for (const stretch of stretches) {
    const first = Math.max(0, Math.floor(stretch.from / SEGMENT) - lowest);
    for (let at = first; at < segments.length; at++) {
      if (segments[at]!.firstOrdinal >= stretch.to) break;
      addDots(dots, samplesIn(run, stream, segments[at]!, stretch), stretch, look);
    }
  }
  return dots;
};

/** What the marks of a dot depend on. */
interface Look {
  readonly tracks: ReadonlyMap<number, number>;
  readonly app: Application | undefined;
  readonly zoom: readonly [number, number];
  readonly late: ReadonlySet<number>;
}

/** Every `stride`-th record of a segment, as columns. */
interface Samples {
  readonly stride: number;
  count: number;
  readonly ordinal: Float64Array;
  readonly arrivalUs: Float64Array;
  readonly y: Float64Array;
  readonly shard: Int32Array;
  readonly key: Uint32Array;
  readonly flags: Uint8Array;
}

const makeSamples = (stride: number, room: number): Samples => ({
  stride,
  count: 0,
  ordinal: new Float64Array(room),
  arrivalUs: new Float64Array(room),
  y: new Float64Array(room),
  shard: new Int32Array(room),
  key: new Uint32Array(room),
  flags: new Uint8Array(room),
});

/** Of sealed segments: a cache outside the state, for a look at each record is a cache miss. */
const kept = new WeakMap<Segment, Samples>();
/** At smaller strides a segment's samples would take more room than they save time. */
const KEPT_STRIDE = 16;
let scratch = makeSamples(0, 0);

const samplesIn = (run: Run, stream: Stream, segment: Segment, stretch: Stretch): Samples => {
  const { stride } = stretch;
  const known = kept.get(segment);
  if (known?.stride === stride) return known;
  const whole = segment.sealed && stride >= KEPT_STRIDE;
  const { firstOrdinal, count } = segment;
  const from = whole ? firstOrdinal : Math.max(stretch.from, firstOrdinal);
  const to = Math.min(whole ? Infinity : stretch.to, firstOrdinal + count);
  const room = Math.ceil(Math.max(0, to - from) / stride) + 1;
  if (!whole && scratch.ordinal.length < room) scratch = makeSamples(0, room * 2);
  const samples = whole ? makeSamples(stride, room) : scratch;
  if (whole) kept.set(segment, samples);
  let row = 0;
  for (let at = Math.ceil(from / stride) * stride; at < to; at += stride) {
    const local = at - firstOrdinal;
    samples.ordinal[row] = at;
    samples.arrivalUs[row] = arrivalIn(segment, local);
    samples.y[row] = placeOf(run, stream, segment, local, at);
    samples.shard[row] = segment.shard[local]!;
    samples.key[row] = segment.key[local]!;
    samples.flags[row] = segment.flags[local]!;
    row += 1;
  }
  samples.count = row;
  return samples;
};

const words = new Uint32Array(4);

const heightOf = (key: string): number => {
  md5Into(key, words, 0);
  return fractionOf(words, 0);
};

const lateOrdinals = (app: Application | undefined): ReadonlySet<number> => {
  if (!app) return new Set();
  const rows = Math.min(EVIDENCE_ROWS, app.evidence.total);
  return new Set(app.evidence.ordinal.subarray(0, rows));
};

type Growing = { -readonly [K in keyof Dots]: Dots[K] };

const addDots = (
  dots: Growing,
  samples: Samples,
  { from, to }: Stretch,
  { tracks, app, zoom, late }: Look,
): void => {
  let row = dots.count;
  for (let at = 0; at < samples.count; at++) {
    const ordinal = samples.ordinal[at]!;
    const y = samples.y[at]!;
    if (ordinal < from || ordinal >= to || y < zoom[0] || y > zoom[1]) continue;
    const shard = samples.shard[at]!;
    const read =
      app !== undefined &&
      shard < app.toOrdinal.length &&
      ordinal <= app.toOrdinal[shard]! &&
      ordinal >= app.fromOrdinal[shard]!;
    dots.ordinal[row] = ordinal;
    dots.arrivalUs[row] = samples.arrivalUs[at]!;
    dots.y[row] = y;
    dots.shard[row] = shard;
    dots.track[row] = tracks.get(samples.key[at]!) ?? 0;
    dots.flags[row] = (read ? 1 : 0) | (late.has(ordinal) ? 2 : 0) | samples.flags[at]!;
    row += 1;
  }
  dots.count = row;
};

/** Height of a record in the key space, 0..1: its key's hash, or its ExplicitHashKey. */
const placeOf = (
  run: Run,
  stream: Stream,
  segment: Segment,
  local: number,
  ordinal: number,
): number => {
  if ((segment.flags[local]! & FLAG_BY_HAND) !== 0) {
    const { payloads } = stream.log;
    const explicit = payloads.explicitHashKey[indexOfSorted(payloads.ordinal, ordinal)] ?? "";
    if (explicit !== "") return fractionOfBigint(BigInt(explicit));
  }
  return fractionOf(run.world.keys.words, segment.key[local]! * 4);
};
