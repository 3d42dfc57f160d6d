import { models } from "../../headless/models.ts";
import type { Log, SimUs } from "../../protocol/log.ts";
import type { Goal } from "../../protocol/session.ts";
import type { Viewport } from "../../protocol/viewport.ts";
import { WorkerSession } from "../../worker/session.ts";
import { ownMs } from "./statistics.ts";

type Wish = Goal extends infer G ? (G extends Goal ? Omit<G, "id"> : never) : never;

/** A worker's session without the worker, and a page that looks at all there is to see. */
export class Player {
  private readonly session = new WorkerSession(models, () => performance.now());
  private viewport: Viewport;
  private goals = 0;

  constructor(log: Log, viewport: Partial<Viewport>) {
    this.viewport = { ...FULL_VIEW, ...viewport };
    const goal = { id: 0, mode: "pause" } as const;
    const open = { log, atUs: 0 };
    this.session.pull({ open, commands: [], goal, wallDtMs: 0, viewport: this.viewport });
    this.work();
  }

  /** One pull and its answer, cloned as on its way to the page: milliseconds of work. */
  pull(wish: Wish, wallDtMs = 16): number {
    this.goals += wish.mode === "play" ? 0 : 1;
    const goal = { ...wish, id: wish.mode === "play" ? 1_000_000 : this.goals } as Goal;
    const { viewport } = this;
    const began = ownMs();
    const frame = this.session.pull({ commands: [], goal, wallDtMs, viewport });
    structuredClone(frame);
    const ms = ownMs() - began;
    const ticksFrom = frame.ticks.from + frame.ticks.atUs.length;
    this.viewport = { ...viewport, topologyVersion: frame.topologyVersion, ticksFrom };
    return ms;
  }

  /** Slices until the goal is reached. */
  work(): void {
    while (!this.session.work());
  }

  /** Milliseconds of work from asking for a moment to the frame that shows it. */
  seekMs(toUs: SimUs): number {
    const began = ownMs();
    this.pull({ mode: "seek", toUs });
    this.work();
    this.pull({ mode: "pause" });
    return ownMs() - began;
  }
}

const FULL_VIEW: Viewport = {
  stream: "",
  windowUs: 30_000_000,
  scale: "linear",
  heightPx: 900,
  zoom: [0, 1],
  focus: 60_000,
  tracked: ["user-0", "user-1", "user-2", "user-3", "user-4", "user-5"],
  dotsMax: 5_000,
  topologyVersion: -1,
  ticksFrom: 0,
  queries: {},
};
