import type { RingMark } from "./rings.ts";
import type { Scene } from "./scene.ts";

/** What a place on the stage's canvas shows. */
export type CanvasHit =
  | { readonly type: "dot"; readonly index: number; readonly x: number; readonly y: number }
  | { readonly type: "ring"; readonly ring: RingMark; readonly x: number; readonly y: number }
  | {
      readonly type: "band";
      readonly shard: number;
      readonly row: number;
      readonly x: number;
      readonly y: number;
    };

/** The nearest mark within `reachPx` of a place; else the band under it; else nothing. */
export const hitAt = (scene: Scene, x: number, y: number, reachPx: number): CanvasHit | undefined =>
  nearestRing(scene, x, y, reachPx) ?? nearestDot(scene, x, y, reachPx) ?? bandUnder(scene, x, y);

const nearestRing = (
  scene: Scene,
  x: number,
  y: number,
  reachPx: number,
): CanvasHit | undefined => {
  let best: RingMark | undefined;
  let least = reachPx * reachPx;
  for (const ring of scene.rings.marks) {
    const d = (ring.x - x) ** 2 + (ring.y - y) ** 2;
    if (d <= least) {
      least = d;
      best = ring;
    }
  }
  return best && { type: "ring", ring: best, x: best.x, y: best.y };
};

const nearestDot = (scene: Scene, x: number, y: number, reachPx: number): CanvasHit | undefined => {
  const { dots, atUs } = scene.frame;
  const { ages, keys } = scene;
  let best = -1;
  let least = reachPx * reachPx;
  for (let i = 0; i < dots.count; i++) {
    const dx = ages.x(atUs - dots.arrivalUs[i]!) - x;
    if (dx > reachPx || dx < -reachPx) continue;
    const dy = keys.y(dots.y[i]!) - y;
    const d = dx * dx + dy * dy;
    if (d < least) {
      least = d;
      best = i;
    }
  }
  if (best < 0) return undefined;
  return {
    type: "dot",
    index: best,
    x: ages.x(atUs - dots.arrivalUs[best]!),
    y: keys.y(dots.y[best]!),
  };
};

const bandUnder = (scene: Scene, x: number, y: number): CanvasHit | undefined => {
  for (const band of scene.bands) {
    if (x < band.x0 || x > band.x1 || y < band.top || y > band.bottom) continue;
    return { type: "band", shard: band.shard, row: band.row, x, y };
  }
  return undefined;
};
