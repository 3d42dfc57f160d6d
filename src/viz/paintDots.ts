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

/** Late records carry a cross bar, producer copies a second ring: status is shape. */
const paintMarked = (
  pen: CanvasRenderingContext2D,
  scene: Scene,
  theme: StageTheme,
  radius: number,
): void => {
  const { dots, atUs } = scene.frame;
  const { ages, keys } = scene;
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let i = 0; i < dots.count; i++) {
    const flags = dots.flags[i]!;
    if ((flags & (LATE_FLAG | COPY_FLAG)) === 0) continue;
    const x = ages.x(atUs - dots.arrivalUs[i]!);
    const y = keys.y(dots.y[i]!);
    if ((flags & LATE_FLAG) !== 0) {
      pen.moveTo(x - radius - 1, y + radius + 1);
      pen.lineTo(x + radius + 1, y - radius - 1);
    }
    if ((flags & COPY_FLAG) !== 0) {
      pen.moveTo(x + radius + 2, y);
      pen.arc(x, y, radius + 2, 0, TAU);
    }
  }
  pen.stroke();
};

const ALPHA = [0, 0.4, 0.58, 0.78, 1];
const KEY_ALPHA = [0, 0.45, 0.62, 0.8, 1];

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
  pen.lineWidth = 1;
  for (const group of groups.values()) {
    const { track, read, level } = group[0]!;
    const color = theme.keys[track] ?? theme.none;
    pen.globalAlpha = (track > 0 ? KEY_ALPHA : ALPHA)[level]!;
    pen.strokeStyle = color;
    pen.fillStyle = color;
    for (const { x, y, width, height } of group) {
      if (read) pen.strokeRect(x + 1, y + 1, width - 2, height - 2);
      else pen.fillRect(x + 0.25, y + 0.25, width - 0.5, height - 0.5);
    }
  }
  pen.globalAlpha = 1;
};
