/** An event of a Chromium trace; times in µs, `tts` and `tdur` by the thread's own clock. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tts?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What the main thread does for scripts; some of these lie inside others. */
const SCRIPT = new Set([
  "EvaluateScript",
  "EventDispatch",
  "FireAnimationFrame",
  "FireIdleCallback",
  "FunctionCall",
  "HandlePostMessage",
  "MajorGC",
  "MinorGC",
  "RunMicrotasks",
  "TimerFire",
  "V8.GC_MC_INCREMENTAL",
  "v8.callFunction",
]);

/**
 * Script time of the page between one animation frame and the next, ms a frame, by the thread's
 * clock: what other programs on the machine take is left out.
 */
export const scriptByFrame = (events: readonly TraceEvent[]): number[] => {
  const beats = events.filter(({ name, ph }) => name === "FireAnimationFrame" && ph === "X");
  const main = beats[0];
  if (!main) throw new Error("the trace holds no frame");
  const own = events
    .filter(({ pid, tid, ph }) => pid === main.pid && tid === main.tid && ph === "X")
    .toSorted((a, b) => (a.tts ?? 0) - (b.tts ?? 0) || (b.tdur ?? 0) - (a.tdur ?? 0));
  const frames: number[] = [];
  let frame = -1;
  let doneUs = 0;
  for (const { name, tts = 0, tdur = 0 } of own) {
    if (name === "FireAnimationFrame") {
      frame += 1;
      frames[frame] = 0;
    }
    if (frame < 0 || !SCRIPT.has(name)) continue;
    const fromUs = Math.max(tts, doneUs);
    const toUs = tts + tdur;
    if (toUs <= fromUs) continue;
    frames[frame]! += (toUs - fromUs) / 1_000;
    doneUs = toUs;
  }
  return frames.slice(0, -1);
};
