import { BARE_PX, type BandMark } from "./bands.ts";
import type { Scene } from "./scene.ts";
import type { StageTheme } from "./theme.ts";

/** Rectangles of the shards; what is closed is hatched, and the hatch travels with it. */
export const paintBands = (
  pen: CanvasRenderingContext2D,
  scene: Scene,
  theme: StageTheme,
  hatch: CanvasPattern,
  ratio: number,
): void => {
  const open = scene.bands.filter((band) => !band.closed);
  const closed = scene.bands.filter((band) => band.closed && band.bottom - band.top >= 1);
  pen.fillStyle = theme.band;
  for (const band of closed) fill(pen, band);
  for (const band of closed) {
    if (band.bottom - band.top < 3) continue;
    hatch.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, band.x0, band.top]));
    pen.fillStyle = hatch;
    fill(pen, band);
  }
  for (const band of open) {
    const bare = band.bottom - band.top < BARE_PX;
    pen.fillStyle = bare && band.row % 2 === 1 ? theme.band2 : theme.band;
    fill(pen, band);
  }
  for (const { x, top, bottom } of scene.rowSeams) {
    const height = Math.max(3, bottom - top);
    pen.fillStyle = theme.line2;
    pen.fillRect(0, top, x, height);
    pen.fillStyle = theme.ink;
    pen.fillRect(x - 1, top - 1, 2, height + 2);
  }
};

const fill = (pen: CanvasRenderingContext2D, band: BandMark): void => {
  if (band.x1 <= band.x0) return;
  pen.fillRect(band.x0, band.top, band.x1 - band.x0, band.bottom - band.top);
};
