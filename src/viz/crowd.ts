import type { Box } from "./labels.ts";

/** Grid of what stands alone in the plot: how many marks lie under a box, roughly. */
export interface Crowd {
  readonly add: (x: number, y: number) => void;
  readonly under: (box: Box) => number;
}

const STEP_X = 8;
const STEP_Y = 4;

/** Marks are counted by grid places of 8 by 4 px; `radius` widens the boxes asked about. */
export const crowdOf = (widthPx: number, heightPx: number, radius: number): Crowd => {
  const columns = Math.ceil(widthPx / STEP_X) + 1;
  const lines = Math.ceil(heightPx / STEP_Y) + 1;
  const counts = new Uint16Array(columns * lines);
  const line = (y: number): number => Math.floor(y / STEP_Y);
  const column = (x: number): number => Math.floor(x / STEP_X);
  const add = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x > widthPx || y > heightPx) return;
    const at = line(y) * columns + column(x);
    counts[at] = counts[at]! + 1;
  };
  const under = (box: Box): number => {
    if (box.y + box.height <= 0 || box.y >= heightPx) return 0;
    const first = Math.max(0, column(box.x - radius));
    const last = Math.min(columns - 1, column(box.x + box.width + radius));
    const bottom = Math.min(lines - 1, line(box.y + box.height + radius));
    let count = 0;
    for (let y = Math.max(0, line(box.y - radius)); y <= bottom; y++) {
      for (let x = first; x <= last; x++) count += counts[y * columns + x]!;
    }
    return count;
  };
  return { add, under };
};
