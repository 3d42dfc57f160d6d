import { CELL_LEVELS, COPY_FLAG, LATE_FLAG, READ_FLAG, type Cell } from "./dots.ts";
import type { Scene } from "./scene.ts";
import type { StageTheme } from "./theme.ts";

const TAU = Math.PI * 2;
const TRACKS = 7;

/** Filled = unread by the focus, hollow = read; one look after the other, so the pen changes little. */
export const paintDots = (pen: CanvasRenderingContext2D, scene: Scene, theme: StageTheme): void => {
  paintCells(pen, scene.cells, theme);
  const buckets = bucketsOf(scene);
  const radius = scene.plan.level === "large" ? scene.input.dotPx * 1.15 : scene.input.dotPx / 2;
  const stroke = Math.max(1.1, radius * 0.42);
  pen.lineWidth = stroke;
  for (let track = 0; track < TRACKS; track++) {
    const color = theme.keys[track] ?? theme.none;
    pen.strokeStyle = color;
    pen.fillStyle = theme.band;
    const backed = track > 0 || scene.plan.level === "large";
    circles(buckets[track * 2 + 1]!, radius - stroke / 2, pen, (each) => {
      if (backed) each.fill();
      each.stroke();
    });
    pen.fillStyle = color;
    circles(buckets[track * 2]!, radius, pen, (each) => each.fill());
  }
  paintMarked(pen, scene, theme, radius);
};

/** One small path each: a single path of thousands of arcs is several times slower to raster. */
const circles = (
  at: readonly number[],
  radius: number,
  pen: CanvasRenderingContext2D,
  ink: (pen: CanvasRenderingContext2D) => void,
): void => {
  for (let i = 0; i < at.length; i += 2) {
    pen.beginPath();
    pen.arc(at[i]!, at[i + 1]!, radius, 0, TAU);
    ink(pen);
  }
};

/** x, y pairs by track and read flag; binned tracks are drawn as cells. */
const bucketsOf = (scene: Scene): number[][] => {
  const buckets: number[][] = Array.from({ length: TRACKS * 2 }, () => []);
  const { dots, atUs } = scene.frame;
  const { ages, keys, plan } = scene;
  const low = keys.count > 0 ? keys.start[0]! : 0;
  const high = keys.count > 0 ? keys.end[keys.count - 1]! : 1;
  for (let i = 0; i < dots.count; i++) {
    const track = dots.track[i]!;
    const y = dots.y[i]!;
    if (plan.binned[track] || y < low || y > high) continue;
    const bucket = buckets[track * 2 + (dots.flags[i]! & READ_FLAG)]!;
    bucket.push(ages.x(atUs - dots.arrivalUs[i]!), keys.y(y));
  }
  return buckets;
};

/**
 * A late record is a heavy ring on clear ground with an upright bar through it, a producer copy has
 * a second ring: status is shape.
 */
const paintMarked = (
  pen: CanvasRenderingContext2D,
  scene: Scene,
  theme: StageTheme,
  radius: number,
): void => {
  const { dots, atUs } = scene.frame;
  const { ages, keys } = scene;
  const late: { readonly x: number; readonly y: number; readonly track: number }[] = [];
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let i = 0; i < dots.count; i++) {
    const flags = dots.flags[i]!;
    if ((flags & (LATE_FLAG | COPY_FLAG)) === 0 || keys.rowOf(dots.y[i]!) < 0) continue;
    const x = ages.x(atUs - dots.arrivalUs[i]!);
    const y = keys.y(dots.y[i]!);
    if ((flags & LATE_FLAG) !== 0) late.push({ x, y, track: dots.track[i]! });
    if ((flags & COPY_FLAG) !== 0) {
      pen.moveTo(x + radius + 2, y);
      pen.arc(x, y, radius + 2, 0, TAU);
    }
  }
  pen.stroke();
  paintLate(pen, late, theme, radius);
};

const paintLate = (
  pen: CanvasRenderingContext2D,
  late: readonly { readonly x: number; readonly y: number; readonly track: number }[],
  theme: StageTheme,
  radius: number,
): void => {
  const ring = radius + 0.9;
  const bar = ring + Math.max(2.5, radius * 0.9);
  const runs = runsOf(late, ring * 2);
  pen.fillStyle = theme.band;
  for (const { y, xs } of runs) {
    const left = xs[0]! - ring - 1.5;
    pen.fillRect(left, y - ring - 1.5, xs.at(-1)! + ring + 1.5 - left, ring * 2 + 3);
  }
  for (const { y, track, xs } of runs) {
    pen.strokeStyle = track > 0 ? (theme.keys[track] ?? theme.ink) : theme.ink;
    pen.lineWidth = xs.length > 1 ? 1.2 : Math.max(1.5, radius * 0.55);
    pen.beginPath();
    pen.roundRect(xs[0]! - ring, y - ring, xs.at(-1)! - xs[0]! + ring * 2, ring * 2, ring);
    for (const x of xs) {
      pen.moveTo(x, y - bar);
      pen.lineTo(x, y + bar);
    }
    pen.stroke();
  }
};

interface LateRun {
  readonly y: number;
  readonly track: number;
  readonly xs: number[];
}

/** Late records of one row whose rings would overlap share one ring, a bar each. */
const runsOf = (
  late: readonly { readonly x: number; readonly y: number; readonly track: number }[],
  reachPx: number,
): LateRun[] => {
  const runs: LateRun[] = [];
  const order = [...late].sort((a, b) => a.track - b.track || a.y - b.y || a.x - b.x);
  for (const { x, y, track } of order) {
    const last = runs.at(-1);
    const joins = last && last.track === track && Math.abs(last.y - y) < 1;
    if (joins && x - last.xs.at(-1)! < reachPx) last.xs.push(x);
    else runs.push({ y, track, xs: [x] });
  }
  return runs;
};

const ALPHA = [0, 0.4, 0.58, 0.78, 1];
const KEY_ALPHA = [0, 0.45, 0.62, 0.8, 1];
/** Hollow cells keep their full colour; more records make a heavier outline. */
const OUTLINE_PX = [0, 1, 1.3, 1.7, 2.2];

const paintCells = (
  pen: CanvasRenderingContext2D,
  cells: readonly Cell[],
  theme: StageTheme,
): void => {
  if (cells.length === 0) return;
  const groups = new Map<number, Cell[]>();
  for (const cell of cells) {
    const key = (cell.track * 2 + (cell.read ? 1 : 0)) * (CELL_LEVELS + 1) + cell.level;
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  for (const group of groups.values()) {
    const { track, read, level } = group[0]!;
    const color = theme.keys[track] ?? theme.none;
    pen.globalAlpha = read ? 1 : (track > 0 ? KEY_ALPHA : ALPHA)[level]!;
    pen.lineWidth = OUTLINE_PX[level]!;
    pen.strokeStyle = color;
    pen.fillStyle = color;
    for (const cell of group) {
      const x = Math.max(0, cell.x);
      const width = cell.x + cell.width - x;
      if (width < 1.5) continue;
      if (!read) pen.fillRect(x + 0.25, cell.y + 0.25, width - 0.5, cell.height - 0.5);
      else strokeCrisp(pen, x, cell.y, width, cell.height);
    }
  }
  pen.globalAlpha = 1;
};

/** On whole pixels: a thin line between two pixels is half as strong on each. */
const strokeCrisp = (
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
): void => {
  const left = Math.round(x) + 0.5;
  const top = Math.round(y) + 0.5;
  pen.strokeRect(
    left,
    top,
    Math.max(1, Math.round(width) - 2),
    Math.max(1, Math.round(height) - 2),
  );
};
