import type { Pulse } from "../store/pulse.ts";
import type { Session } from "../session/session.ts";

/**
 * The one owner of the frame: take what arrived, draw, then send the next pull. The browser gives
 * a hidden page no frames, so a hidden page pulls nothing.
 */
export const startFrameLoop = (session: Session, pulse: Pulse): (() => void) => {
  let request = 0;
  const beat = (nowMs: number): void => {
    request = requestAnimationFrame(beat);
    const arrived = session.take(nowMs);
    pulse.beat(nowMs, arrived);
    session.pull(nowMs);
    pulse.rest();
  };
  request = requestAnimationFrame(beat);
  return () => {
    cancelAnimationFrame(request);
  };
};
