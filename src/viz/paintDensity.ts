import { CELL_LEVELS, type Cell } from "./density.ts";
import type { StageTheme } from "./theme.ts";

/** By level, from the thinnest to the full strength. */
const unread = (level: number): number => 0.12 + (0.88 * level) / CELL_LEVELS;
const read = (level: number): number => 0.08 + 0.24 * (level / CELL_LEVELS);
/** A key's own line is outlined all along; where many rows meet, thin places stay without. */
const outline = (level: number, track: number): number =>
  track > 0 ? 0.4 + 0.6 * (level / CELL_LEVELS) : (level / CELL_LEVELS) ** 2;

/** Unread is as strong as it is dense; read is hollow: a tint between two lines. */
export const paintDensity = (
  pen: CanvasRenderingContext2D,
  cells: readonly Cell[],
  theme: StageTheme,
): void => {
  const ratio = pen.getTransform().a;
  const snap = (px: number): number => Math.round(px * ratio) / ratio;
  const line = Math.max(1, Math.round(ratio)) / ratio;
  let color = "";
  for (const { x0, x1, y: top, height, track, read: hollow, level, over, under } of cells) {
    const x = snap(Math.max(0, x0));
    const width = snap(x1) - x;
    if (width <= 0) continue;
    const y = snap(top);
    const tall = Math.max(line, snap(top + height) - y);
    const own = theme.keys[track] ?? theme.none;
    if (own !== color) pen.fillStyle = own;
    color = own;
    pen.globalAlpha = (hollow ? read : unread)(level);
    pen.fillRect(x, y, width, tall);
    if (!over && !under) continue;
    pen.globalAlpha = outline(level, track);
    if (over) pen.fillRect(x, y, width, line);
    if (under && tall > line) pen.fillRect(x, y + tall - line, width, line);
  }
  pen.globalAlpha = 1;
};
