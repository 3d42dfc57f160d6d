/** Lines on their way to the page: the first as they come, later ones some times a second. */
import { type FromSandbox, type Said, SANDBOX_LIMITS } from "../protocol/sandbox.ts";

const PAUSE_MS = 250;
/** Messages after which the pauses grow, so that one who prints for hours is not stopped for it. */
const PATIENT = 1_000;

/** The time of the machine, not of the run. */
export interface WallClock {
  readonly nowMs: () => number;
  readonly later: (does: () => void, ms: number) => unknown;
}

export class Printer {
  readonly #tell: (message: FromSandbox) => void;
  readonly #wall: WallClock;
  #lines = 0;
  #held: Said[] = [];
  #dropped = 0;
  #tails = 0;
  #toldMs = 0;
  #waiting = false;

  constructor(tell: (message: FromSandbox) => void, wall: WallClock) {
    this.#tell = tell;
    this.#wall = wall;
  }

  print(line: Said): void {
    this.#lines += 1;
    if (this.#lines <= SANDBOX_LIMITS.lines) {
      this.#tell({ type: "line", ...line });
      return;
    }
    this.#held.push(line);
    if (this.#held.length >= 2 * SANDBOX_LIMITS.tail) this.#cut();
    const pauseMs = PAUSE_MS * Math.max(1, this.#tails / PATIENT);
    // A program that computes on and on lets no timer run.
    if (this.#wall.nowMs() - this.#toldMs >= pauseMs) this.flush();
    else if (!this.#waiting) {
      this.#waiting = true;
      this.#wall.later(() => {
        this.#waiting = false;
        this.flush();
      }, pauseMs);
    }
  }

  /** Tells what is held. */
  flush(): void {
    if (this.#held.length === 0) return;
    this.#cut();
    this.#tell({ type: "tail", dropped: this.#dropped, lines: this.#held });
    this.#held = [];
    this.#dropped = 0;
    this.#tails += 1;
    this.#toldMs = this.#wall.nowMs();
  }

  #cut(): void {
    const over = Math.max(0, this.#held.length - SANDBOX_LIMITS.tail);
    this.#held.splice(0, over);
    this.#dropped += over;
  }
}
