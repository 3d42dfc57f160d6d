import type { SimUs } from "../protocol/log.ts";

/** Simulated time `atUs` stood at wall time `wallMs` (epoch) and has gone at `speed` since. */
export interface Anchor {
  readonly wallMs: number;
  readonly atUs: SimUs;
  readonly speed: number;
}

/** Wall milliseconds since 1970 that never step back while the process lives. */
export const steadyWall = (): (() => number) => {
  const fromMs = Date.now() - performance.now();
  return () => fromMs + performance.now();
};

/** Where simulated time ought to stand: the wall's pace times `speed`, from an anchor on. */
export class Clock {
  anchor: Anchor;
  private readonly wall: () => number;

  /** Time also passed since the anchor was written, however long ago and at whatever speed. */
  constructor(anchor: Anchor, wall: () => number = steadyWall()) {
    this.anchor = anchor;
    this.wall = wall;
  }

  nowUs(): SimUs {
    const { wallMs, atUs, speed } = this.anchor;
    return atUs + Math.max(0, Math.floor((this.wall() - wallMs) * 1_000 * speed));
  }

  /** Goes on from now, `forwardUs` later, at `speed`. */
  move(forwardUs: SimUs, speed: number = this.anchor.speed): void {
    this.anchor = { wallMs: this.wall(), atUs: this.nowUs() + forwardUs, speed };
  }
}
