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
  if (cells.length === 0) return;
  const ratio = pen.getTransform().a;
  const snap = (px: number): number => Math.round(px * ratio) / ratio;
  const groups = new Map<number, Cell[]>();
  for (const cell of cells) {
    const key = ((cell.read ? 0 : 8) + cell.track) * (CELL_LEVELS + 1) + cell.level;
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  const line = Math.max(1, Math.round(ratio)) / ratio;
  for (const [, group] of [...groups].sort((a, b) => a[0] - b[0])) {
    const { track, level, read: hollow } = group[0]!;
    pen.fillStyle = theme.keys[track] ?? theme.none;
    for (const cell of group) {
      const x = snap(Math.max(0, cell.x0));
      const width = snap(cell.x1) - x;
      if (width <= 0) continue;
      const y = snap(cell.y);
      const height = Math.max(line, snap(cell.y + cell.height) - y);
      pen.globalAlpha = (hollow ? read : unread)(level);
      pen.fillRect(x, y, width, height);
      if (!hollow) continue;
      pen.globalAlpha = outline(level, track);
      if (cell.over) pen.fillRect(x, y, width, line);
      if (cell.under && height > line) pen.fillRect(x, y + height - line, width, line);
    }
  }
  pen.globalAlpha = 1;
};
