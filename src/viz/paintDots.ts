import { COPY_FLAG, LATE_FLAG, READ_FLAG } from "./dots.ts";
import { lateMarks, type LatePoint } from "./late.ts";
import { paintDensity } from "./paintDensity.ts";
import type { Scene } from "./scene.ts";
import type { StageTheme } from "./theme.ts";

const TAU = Math.PI * 2;
const TRACKS = 7;

/** Filled = unread by the focus, hollow = read; one look after the other, so the pen changes little. */
export const paintDots = (pen: CanvasRenderingContext2D, scene: Scene, theme: StageTheme): void => {
  paintDensity(pen, scene.cells, theme);
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

/** A late record is a ring with an upright bar through it, a producer copy has a second ring. */
const paintMarked = (
  pen: CanvasRenderingContext2D,
  scene: Scene,
  theme: StageTheme,
  radius: number,
): void => {
  const { dots, atUs } = scene.frame;
  const { ages, keys } = scene;
  const late: LatePoint[] = [];
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
  paintLate(pen, scene, late, theme, radius);
};

const paintLate = (
  pen: CanvasRenderingContext2D,
  { input }: Scene,
  late: readonly LatePoint[],
  theme: StageTheme,
  radius: number,
): void => {
  const line = Math.max(1.2, radius * 0.36);
  const ringPx = radius + line / 2;
  const fontPx = input.fontPx * 0.92;
  const marks = lateMarks(late, { ringPx, barPx: ringPx + Math.max(2.5, radius * 0.7), fontPx });
  pen.lineWidth = line;
  pen.font = `${theme.strong} ${fontPx}px ${theme.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const { x, y, track, count, halfWidth, halfHeight } of marks) {
    const color = track > 0 ? (theme.keys[track] ?? theme.ink) : theme.ink;
    const half = count > 1 ? halfHeight : ringPx;
    pen.fillStyle = theme.band;
    pen.strokeStyle = color;
    pen.beginPath();
    pen.roundRect(x - halfWidth, y - half, halfWidth * 2, half * 2, half);
    pen.fill();
    pen.moveTo(x, y - halfHeight - (count > 1 ? line * 1.5 : 0));
    pen.lineTo(x, count > 1 ? y - half : y + halfHeight);
    pen.stroke();
    if (count < 2) continue;
    pen.fillStyle = color;
    pen.fillText(String(count), x, y + fontPx * 0.06);
  }
};
