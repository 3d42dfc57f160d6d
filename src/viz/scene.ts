import type { Evidence, Frame, Target, Topology } from "../protocol/frame.ts";
import { ageScale, type AgeScale } from "./ageScale.ts";
import { arcMark, recordPoint, type ArcMark, type RecordPoint } from "./arcs.ts";
import { bandMarks, keysOf, type BandMark } from "./bands.ts";
import { cellsOf, type Cell } from "./density.ts";
import { dotPlan, type DotPlan } from "./dots.ts";
import {
  frontMarks,
  letterMarks,
  letterRadius,
  skylineOf,
  type FrontMark,
  type LetterMark,
  type Skyline,
} from "./fronts.ts";
import type { KeyScale } from "./keyScale.ts";
import { labelsOf, type SceneLabel } from "./sceneLabels.ts";
import { ringMarks, type RingMark, type RingRest } from "./rings.ts";
import { rowSeams, seamMarks, type RowSeam, type SeamMark } from "./seams.ts";

/** Words the stage writes into the picture, in the person's language. */
export interface Words {
  readonly lag: (us: number) => string;
  readonly shard: (index: number) => string;
  readonly letter: (consumer: number) => string;
  readonly closed: (seam: SeamMark) => { readonly title: string; readonly note: string };
  readonly waits: (parents: string) => string;
  readonly after: (parents: string) => string;
  readonly opened: (ageUs: number) => string;
  readonly horizon: (hours: number) => string;
  readonly ordinal: (ordinal: number) => string;
  readonly late: (ordinal: number) => string;
  readonly taken: (ordinal: number) => string;
  readonly more: (count: number) => string;
  /** What the rings in the bay are, and what their number says. */
  readonly bay: readonly [string, string];
  readonly state: (state: FrontMark["state"]) => string;
  readonly width: (text: string, strong?: boolean) => number;
}

export interface SceneInput {
  readonly frame: Frame;
  readonly topology: Topology;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bayPx: number;
  /** Part of the bay that rings keep out of. */
  readonly handlePx: number;
  readonly heights?: readonly number[] | undefined;
  readonly gapPx: number;
  readonly dotPx: number;
  readonly fontPx: number;
  readonly kind: "linear" | "log";
  readonly windowUs: number;
  readonly zoom: readonly [number, number];
  readonly focus: number;
  readonly tracked: readonly TrackedKey[];
  readonly highlight: readonly Target[];
  readonly evidence: Evidence | undefined;
  readonly evidenceY: number;
  readonly words: Words;
  readonly before?: Scene | undefined;
}
export interface TrackedKey {
  readonly key: string;
  readonly y: number;
}

/** Everything the stage draws at one instant, as marks in pixels of the plot. */
export interface Scene {
  readonly frame: Frame;
  readonly topology: Topology;
  readonly input: SceneInput;
  readonly keys: KeyScale;
  readonly ages: AgeScale;
  readonly firstRow: number;
  readonly bands: readonly BandMark[];
  readonly seams: readonly SeamMark[];
  /** In place of seams where bands are low. */
  readonly rowSeams: readonly RowSeam[];
  readonly plan: DotPlan;
  readonly cells: readonly Cell[];
  readonly fronts: readonly FrontMark[];
  readonly skyline: Skyline;
  readonly letters: readonly LetterMark[];
  readonly rings: { readonly marks: readonly RingMark[]; readonly rest: readonly RingRest[] };
  readonly arc: ArcMark | undefined;
  readonly points: readonly RecordPoint[];
  readonly labels: readonly SceneLabel[];
  /** Rails and per-band fronts are drawn only where bands are tall enough. */
  readonly roomy: boolean;
}

/** A band must be this many letter heights tall to carry a rail. */
const RAIL_HEIGHTS = 2.4;

export const sceneOf = (given: SceneInput): Scene => {
  const input = goesOn(given) ? given : { ...given, before: undefined };
  const { frame, topology } = input;
  const ages = ageScale({
    windowUs: input.windowUs,
    widthPx: input.widthPx,
    kind: input.kind,
    tickPx: input.fontPx * (input.widthPx < 420 ? 5.2 : 8),
  });
  const { keys, firstRow } = keysOf(frame, topology, input);
  const bands = bandMarks(frame, topology, keys, ages, firstRow);
  const byShard = new Map(bands.map((band) => [band.shard, band]));
  const fronts = frontMarks(frame, topology, byShard, keys, ages, input.focus);
  const least = Math.min(...bands.filter((b) => !b.closed).map((b) => b.bottom - b.top), 1e9);
  const roomy = least > input.fontPx * RAIL_HEIGHTS && !frame.bands.aggregated;
  const plan = dotPlan(
    frame.dots,
    input.widthPx,
    keys.heightPx,
    input.dotPx / 2,
    input.before?.plan,
  );
  const place = { dots: frame.dots, atUs: frame.atUs, keys, ages };
  const arc = input.evidence && arcMark(place, input.evidence, input.evidenceY, input.fontPx * 2.2);
  const marks = {
    frame,
    topology,
    input,
    keys,
    ages,
    firstRow,
    bands,
    seams: roomy ? seamMarks(frame, topology, bands, ages) : [],
    rowSeams: roomy ? [] : rowSeams(frame, topology, keys, ages),
    plan,
    cells: plan.binned.some(Boolean)
      ? cellsOf({
          dots: frame.dots,
          atUs: frame.atUs,
          ages,
          keys,
          binned: plan.binned,
          sizePx: input.dotPx + 1,
        })
      : [],
    fronts,
    skyline: input.focus > 0 ? skylineOf(fronts, keys) : { points: [], peak: undefined },
    letters: roomy ? lettersOf(input, byShard, keys, ages) : [],
    rings: ringMarks(frame, keys, input.bayPx - input.handlePx, input.fontPx),
    arc,
    points: pointsOf(input, place),
    roomy,
  };
  return { ...marks, labels: labelsOf(marks) };
};

/** A frame that follows the last one in play keeps its places; one after a seek owes it nothing. */
const goesOn = ({ frame, windowUs, before }: SceneInput): boolean => {
  if (!before || frame.achievedSpeed <= 0) return false;
  const stepUs = frame.atUs - before.frame.atUs;
  return stepUs > 0 && stepUs <= windowUs / 20;
};

const lettersOf = (
  input: SceneInput,
  byShard: ReadonlyMap<number, BandMark>,
  keys: KeyScale,
  ages: AgeScale,
): LetterMark[] =>
  letterMarks({
    marks: frontMarks(input.frame, input.topology, byShard, keys, ages, 0),
    focus: input.focus,
    letterOf: input.words.letter,
    lagText: input.words.lag,
    widthPx: input.widthPx,
    radius: letterRadius(input.fontPx),
    textWidth: (text) => input.words.width(text, true),
  });

/** Records that a story or the selection points at. */
const pointsOf = (input: SceneInput, place: Parameters<typeof recordPoint>[0]): RecordPoint[] => {
  const points: RecordPoint[] = [];
  for (const target of input.highlight) {
    if (target.type !== "record") continue;
    const point = recordPoint(place, target.ordinal);
    if (point) points.push(point);
  }
  return points;
};
