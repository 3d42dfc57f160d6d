import { paintBands } from "./paintBands.ts";
import { paintDots } from "./paintDots.ts";
import { paintRings } from "./paintRings.ts";
import type { Scene } from "./scene.ts";
import type { StageTheme } from "./theme.ts";

export interface CanvasLayer {
  readonly update: (scene: Scene, theme: StageTheme) => void;
  readonly destroy: () => void;
}

/** Room above the key axis for the labels of the topmost band, in text heights. */
export const HEAD = 1.9;

type Shown = Parameters<CanvasLayer["update"]>;
const shown = new WeakMap<HTMLCanvasElement, Shown>();

/** What a canvas shows, drawn again at this many pixels for one of the page. */
export const canvasAt = (
  canvas: HTMLCanvasElement,
  ratio: number,
): HTMLCanvasElement | undefined => {
  const again = shown.get(canvas);
  if (!again) return undefined;
  const copy = document.createElement("canvas");
  canvasLayer(copy, ratio).update(...again);
  return copy;
};

/** Bands, dots, cells and rings. The canvas covers the retry bay and the plot. */
export const canvasLayer = (canvas: HTMLCanvasElement, fixed?: number): CanvasLayer => {
  const pen = canvas.getContext("2d");
  let hatch:
    | { readonly color: string; readonly ratio: number; readonly pattern: CanvasPattern }
    | undefined;
  const update = (scene: Scene, theme: StageTheme): void => {
    if (!pen) return;
    shown.set(canvas, [scene, theme]);
    const ratio = fixed ?? Math.min(3, globalThis.devicePixelRatio || 1);
    const { input, keys } = scene;
    const head = Math.round(input.fontPx * HEAD);
    const width = input.bayPx + input.widthPx;
    const height = head + keys.heightPx + 1;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    if (hatch?.color !== theme.line2 || hatch.ratio !== ratio) {
      hatch = { color: theme.line2, ratio, pattern: hatchOf(pen, theme.line2, ratio) };
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.translate(input.bayPx, head);
    paintBands(pen, scene, theme, hatch.pattern, ratio);
    pen.save();
    pen.beginPath();
    const edge = input.dotPx * 1.6;
    pen.rect(-edge, -edge, input.widthPx + edge, keys.heightPx + edge * 2);
    pen.clip();
    paintDots(pen, scene, theme);
    pen.restore();
    paintRings(pen, scene, theme);
  };
  return { update, destroy: () => pen?.clearRect(0, 0, canvas.width, canvas.height) };
};

/** Wide and light: the hatch of what is closed keeps behind every mark. */
const TILE = 10;

const hatchOf = (pen: CanvasRenderingContext2D, color: string, ratio: number): CanvasPattern => {
  const tile = document.createElement("canvas");
  tile.width = TILE * ratio;
  tile.height = TILE * ratio;
  const ink = tile.getContext("2d")!;
  ink.scale(ratio, ratio);
  ink.strokeStyle = color;
  ink.globalAlpha = 0.4;
  ink.lineWidth = 1;
  ink.beginPath();
  for (const shift of [-TILE, 0, TILE]) {
    ink.moveTo(shift - 1, TILE + 1);
    ink.lineTo(shift + TILE + 1, -1);
  }
  ink.stroke();
  return pen.createPattern(tile, "repeat")!;
};
